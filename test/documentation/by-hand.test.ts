import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { generateBase64Key } from '../../lib/catalogue/base64-key';
import { projectRoot } from '../../lib/project-root';

// The blocks of the page are what a person pastes at night: they run as pasted, through the standard input of a shell.

const KEY = 'GARMIN_ENCRYPTION_KEY';
const [REAL, NEVER_CURRENT] = [3, 5].map((byte) => generateBase64Key((length) => Buffer.alloc(length, byte)));
const LOST_ROTATE = `kc2-r00020-${'0'.repeat(16)}-${'1'.repeat(10)}-${'2'.repeat(8)}-${'3'.repeat(16)}`;

/** The calls of the page, on one file a version, the list of them and the id of the current one; a new version is `by-hand`. */
const AWS = `#!/bin/bash
cd "\${0%/*}/store"
WORDS="$* "
after() { local rest="\${WORDS#*--$1 }"; echo "\${rest%% *}"; }
case "$2 $(after query)$(after version-stage)" in
  describe-secret*VersionIds*) printf '{"%s":["AWSCURRENT"]}' "$(< current)" ;;
  describe-secret*) echo RECORD ;;
  list-*) cat list ;;
  get-*) cat "$(after version-id)" ;;
  put-*) FILE=$(after secret-string) && cat "$OLDPWD/\${FILE#file://}" > by-hand && echo by-hand ;;
  *AWSCURRENT*) [ "$(after remove-from-version-id)" = "$(< current)" ] && after move-to-version-id > current ;;
esac
`;

/** Pastes the blocks of the page but the last, which deletes the files; the person names `good`, and `v2` is current. */
function pasted(documents: Readonly<Record<string, unknown>>, good: string) {
  const folder = mkdtempSync(join(tmpdir(), 'by-hand-'));
  const store = join(folder, 'store');
  mkdirSync(store);
  const list = Object.keys(documents).map((VersionId, at) => ({ VersionId, CreatedDate: 1.7e9 + at + 0.5 }));
  const files = { ...documents, list: { Versions: list } };
  Object.entries(files).map(([name, content]) => writeFileSync(join(store, name), JSON.stringify(content)));
  writeFileSync(join(store, 'current'), 'v2\n');
  writeFileSync(join(folder, 'aws'), AWS, { mode: 0o700 });
  const page = readFileSync(join(projectRoot(), 'docs', 'without-the-keeper.md'), 'utf8');
  const blocks = [...page.matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)].map(([, block = '']) => block);
  const { stdout, stderr } = spawnSync('bash', ['-s'], {
    cwd: folder,
    env: { PATH: `${folder}${delimiter}${process.env['PATH']}` },
    input: blocks.slice(0, -1).join('').replace('GOOD=VERSION', `GOOD=${good}`),
    encoding: 'utf8',
  });
  const current = readFileSync(join(store, 'current'), 'utf8').trim();
  const document: unknown = JSON.parse(readFileSync(join(store, current), 'utf8'));
  return { screen: `${stdout}${stderr}`, current, document };
}

const WITHOUT = { OTHER: 'as it was' };
const BROKEN: readonly (readonly [string, unknown])[] = [
  ['is missing', WITHOUT],
  ['is empty', { ...WITHOUT, [KEY]: '' }],
  ['is truncated', { ...WITHOUT, [KEY]: REAL?.slice(0, 20) }],
  ['is no text', { ...WITHOUT, [KEY]: null }],
  ['lacks its padding', { ...WITHOUT, [KEY]: NEVER_CURRENT?.slice(0, -1) }],
  ['has a no-break space behind it', { ...WITHOUT, [KEY]: `${NEVER_CURRENT}\u00a0` }],
];
const HAS_JQ = spawnSync('jq', ['--version']).status === 0;

(HAS_JQ ? describe : describe.skip).each(BROKEN)('by hand, where the Garmin key %s', (_, now) => {
  const versions = { v1: { [KEY]: REAL }, [LOST_ROTATE]: { [KEY]: NEVER_CURRENT }, v2: now };

  test('those that have a usable value are listed, and the one that the person names gives it: all else stays', () => {
    const { screen, ...stored } = pasted(versions, 'v1');

    expect(screen).toContain(`v1 2023-11-14T22:13:20Z\n${LOST_ROTATE} 2023-11-14T22:13:21Z\nRECORD\n44\n`);
    expect([REAL, NEVER_CURRENT].filter((value = '') => screen.includes(value.slice(0, 8)))).toEqual([]);
    expect(stored).toEqual({ current: 'by-hand', document: { ...WITHOUT, [KEY]: REAL } });
  });

  test.each([
    ['no version is named', 'VERSION'],
    ['a version without a usable value is named', 'v2'],
  ])('nothing is stored where %s: no version is taken unasked', (__, good) => {
    expect(pasted(versions, good)).toMatchObject({ current: 'v2', document: now });
  });
});

(HAS_JQ ? test : test.skip).each([
  ['in quotes', `'${REAL}'`],
  ['with a remark behind it', `${REAL} # staging`],
])('by hand, a key that Fernet reads %s is listed as one of use: passwords may be stored under it', (_, spelled) => {
  const { screen } = pasted({ v1: { [KEY]: REAL }, v2: { ...WITHOUT, [KEY]: spelled } }, 'VERSION');

  expect(screen).toContain('v1 2023-11-14T22:13:20Z\nv2 2023-11-14T22:13:21Z\nRECORD\n');
});

(HAS_JQ ? test : test.skip).each([
  ['the value that is current already', { ...WITHOUT, [KEY]: REAL }, 'has this value already'],
  ['a document that is no object', [REAL], 'no JSON object'],
])('by hand, %s is not replaced, and the screen says why without it', (_, now, why) => {
  const { screen, ...stored } = pasted({ v1: { [KEY]: REAL }, v2: now }, 'v1');

  expect(stored).toEqual({ current: 'v2', document: now });
  expect(screen).toContain(why);
  expect(screen).not.toContain(REAL?.slice(0, 8));
});
