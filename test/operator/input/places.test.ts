import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentNamed } from '../../../lib/environments/rows';
import { broughtValues, checkedValues, type Sources } from '../../../lib/operator/input/brought-values';
import { fakeContext } from '../support/fake-context';

const GOOGLE = 'GOOGLE_APPLICATION_CREDENTIALS_JSON';
const here = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'places-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(here);
  rmSync(folder, { recursive: true });
});

/** Brings `text` from the file `f` and from the standard input. */
async function brought(sources: Sources, text: string) {
  writeFileSync('f', text, { mode: 0o600 });
  const values = await broughtValues(sources, fakeContext({ stdin: text }));
  return values.map((found) => ('key' in found ? found : { fault: found.message }));
}

test.each([
  [{ file: 'f' }, '{\n"AI_MODEL": "m"}', 'f, line 2'],
  [{ file: '-' }, '{\n"AI_MODEL": "m"}', 'the standard input, line 2'],
  [{ set: ['AI_MODEL=@f'] }, 'm', 'f'],
  [{ set: ['AI_MODEL=-'] }, 'm', 'the standard input'],
  [{ gcpKeyFile: 'f' }, '{}', 'f'],
  [{ gcpKeyFile: '-' }, '{}', 'the standard input'],
])('the value of %j knows its place', async (sources, text, place) => {
  expect(await brought(sources, text)).toEqual([expect.objectContaining({ place })]);
});

test.each([[{ file: 'absent' }], [{ set: ['AI_MODEL=@absent'] }], [{ gcpKeyFile: 'absent' }]])(
  '%j: a file that is not there',
  async (sources) => {
    await expect(brought(sources, '')).rejects.toMatchObject({
      rule: 'unreadable',
      exitCode: 2,
      message: 'the file (a path of 6 characters): there is no such file',
    });
  },
);

test.each([
  ['the line break at its end goes, and no other', 'AI_MODEL', 'a\r\nb\r\n', 'a\r\nb'],
  ['a Google key file becomes one line', GOOGLE, '{\n"a": 1\n}\n', '{"a":1}'],
  ['what only looks like one stays', 'AI_MODEL', '{\n"a": 1\n}', '{\n"a": 1\n}'],
])('--set: %s', async (_, key, text, value) => {
  expect(await brought({ set: [`${key}=@f`] }, text)).toEqual([expect.objectContaining({ value })]);
});

test('a text on several lines in a document stays what it is', async () => {
  expect(await brought({ file: 'f' }, JSON.stringify({ AI_MODEL: '{\n"a": 1\n}' }))).toEqual([
    expect.objectContaining({ value: '{\n"a": 1\n}' }),
  ]);
});

test.each([
  ['true', 'a JSON boolean'],
  ['null', 'null'],
  ['["x"]', 'an array'],
])('a Google key file of %s is called by its kind', async (value, kind) => {
  const text = `{"${GOOGLE}": ${value}}`;
  expect(await brought({ file: 'f' }, text)).toEqual([
    { fault: `f, line 1: ${GOOGLE} must be a JSON string, got ${kind}` },
  ]);
});

test('a name that is no key is told with its line', async () => {
  expect(await brought({ file: 'f' }, '{\n"STRAVA_ID": 1}')).toEqual([
    { fault: expect.stringMatching(/^f, line 2: there is no key of that name \(length 9\)/) },
  ]);
});

describe('--gcp-key-file beside a file of values', () => {
  const placeholder = { [GOOGLE]: 'REPLACE_ME: the key file' };
  const withKey = async (document: object) => {
    writeFileSync('k', '{}', { mode: 0o600 });
    const found = await brought({ file: 'f', gcpKeyFile: 'k' }, JSON.stringify(document));
    return found.map((value) => ('key' in value ? [value.key.name, value.value] : value));
  };

  test.each([
    ['the template’s line for that key is none', placeholder, []],
    ['a value for that key is one', { [GOOGLE]: 'x' }, [[GOOGLE, 'x']]],
    ['a placeholder of another key is one', { AI_MODEL: 'REPLACE_ME' }, [['AI_MODEL', 'REPLACE_ME']]],
    ['a fault is one', { X: '' }, [{ fault: expect.stringContaining('there is no key') }]],
  ])('%s', async (_, document, values) => {
    expect(await withKey(document)).toEqual([...values, [GOOGLE, '{}']]);
  });

  test('without it the template’s line is refused as what it is', async () => {
    writeFileSync('f', JSON.stringify(placeholder), { mode: 0o600 });
    const values = await broughtValues({ file: 'f' }, fakeContext());
    expect(() => checkedValues(values, environmentNamed('staging'))).toThrow(
      expect.objectContaining({ rule: 'placeholder', exitCode: 2 }),
    );
  });
});
