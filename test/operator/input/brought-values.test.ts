import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentNamed } from '../../../lib/environments/rows';
import { broughtValues, checkedValues } from '../../../lib/operator/input/brought-values';
import { fakeContext } from '../support/fake-context';

const staging = environmentNamed('staging');
const { privateKey } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const keyFile = { type: 'service_account', project_id: 'kaizencoach-staging', private_key: privateKey };
const GOOGLE = 'GOOGLE_APPLICATION_CREDENTIALS_JSON';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brought-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

async function valuesOf(sources: Parameters<typeof broughtValues>[0], stdin = ''): Promise<Record<string, string>> {
  const values = checkedValues(await broughtValues(sources, fakeContext({ stdin })), staging);
  return Object.fromEntries(values.map(({ key, value }) => [key.name, value]));
}

test.each([
  ['an object', keyFile],
  ['a string of one line', JSON.stringify(keyFile)],
  ['a string of several lines', JSON.stringify(keyFile, null, 2)],
])('the Google key file as %s becomes one line, with the private key’s line breaks', async (_, given) => {
  const { [GOOGLE]: value = '' } = await valuesOf({ file: file('f.json', JSON.stringify({ [GOOGLE]: given })) });

  expect(value).not.toContain('\n');
  expect(JSON.parse(value)).toEqual(keyFile);
});

test('--gcp-key-file compacts the file as Google gives it', async () => {
  const given = file('key.json', JSON.stringify(keyFile, null, 2));

  const { [GOOGLE]: value = '' } = await valuesOf({ gcpKeyFile: given });

  expect(value).toBe(JSON.stringify(keyFile));
});

test('a private key whose line breaks were lost is refused', async () => {
  const flat = { ...keyFile, private_key: privateKey.replaceAll('\n', ' ') };

  await expect(valuesOf({ gcpKeyFile: file('key.json', JSON.stringify(flat)) })).rejects.toMatchObject({
    rule: 'malformed',
    message: expect.stringMatching(/"private_key" must be a PEM private key with its line breaks \(length \d+\)/),
  });
});

test('numbers become strings as they are spelled', async () => {
  const given = file('f.json', '{"STRAVA_CLIENT_ID": 188207, "AI_TEMPERATURE": 0.70}');

  expect(await valuesOf({ file: given })).toEqual({ STRAVA_CLIENT_ID: '188207', AI_TEMPERATURE: '0.70' });
});

test.each(['true', 'null', '["x"]', '{"x": 1}'])('a client secret of %s is refused', async (value) => {
  const given = file('f.json', `{"STRAVA_CLIENT_SECRET": ${value}}`);

  await expect(valuesOf({ file: given })).rejects.toMatchObject({
    exitCode: 2,
    rule: 'not-a-string',
    next: 'put the value between double quotes',
  });
});

test('--set reads a file or the standard input, without the line break at its end', async () => {
  const set = [`STRAVA_CLIENT_SECRET=@${file('s', `${'ab'.repeat(20)}\r\n`)}`, 'STRAVA_CLIENT_ID=-'];

  expect(await valuesOf({ set }, '188207\n')).toEqual({
    STRAVA_CLIENT_SECRET: 'ab'.repeat(20),
    STRAVA_CLIENT_ID: '188207',
  });
});

test.each([
  ['STRAVA_CLIENT_ID=188207', 'value-on-command-line'],
  ['STRAVA_CLIENT_ID=', 'value-on-command-line'],
  ['STRAVA_CLIENT_ID=@', 'value-on-command-line'],
  ['STRAVA_CLIENT_ID', 'value-on-command-line'],
  ['STRAVA_ID=@x', 'unknown-key'],
])('--set %s is refused: %s', async (set, rule) => {
  await expect(valuesOf({ set: [set] })).rejects.toMatchObject({ exitCode: 2, rule });
});

test.each([
  [{ file: '-', set: ['STRAVA_CLIENT_ID=-'] }],
  [{ file: '-', gcpKeyFile: '-' }],
  [{ gcpKeyFile: '-', set: ['STRAVA_CLIENT_ID=-'] }],
  [{ set: ['STRAVA_CLIENT_ID=-', 'STRAVA_CLIENT_SECRET=-'] }],
])('two readers of the standard input are refused: %j', async (sources) => {
  await expect(valuesOf(sources)).rejects.toMatchObject({
    rule: 'stdin-twice',
    exitCode: 2,
    next: 'put all but one into files (--set KEY=@file)',
  });
});

test('a key that is given twice is refused', async () => {
  const given = file('f.json', '{"STRAVA_CLIENT_ID": "1"}');

  await expect(valuesOf({ file: given, set: ['STRAVA_CLIENT_ID=-'] }, '2')).rejects.toMatchObject({
    rule: 'given-twice',
  });
});

test('a file that is not UTF-8 is refused', async () => {
  const given = file('f.json', Buffer.from('{"STRAVA_CLIENT_ID": "1"}', 'utf16le').fill(0xff, 0, 1));

  await expect(valuesOf({ file: given })).rejects.toMatchObject({ rule: 'not-utf-8' });
});

test('a byte-order mark is no part of the document', async () => {
  expect(await valuesOf({ file: file('f.json', '\uFEFF{"STRAVA_CLIENT_ID": "1"}') })).toEqual({
    STRAVA_CLIENT_ID: '1',
  });
});

test('what was brought is not shown any more, the public client id is', async () => {
  const context = fakeContext({
    stdin: JSON.stringify({ STRAVA_CLIENT_ID: '188207188207', STRAVA_CLIENT_SECRET: 'ab'.repeat(20) }),
  });
  await broughtValues({ file: '-' }, context);

  expect(context.redactor.clean(`188207188207 ${'ab'.repeat(20)}`)).toBe('188207188207 ‹hidden›');
});
