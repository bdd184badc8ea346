import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { judgeSources } from '../../lib/review/sources/judge-sources';

let base: string;
let head: string;
beforeEach(() => {
  [base = '', head = ''] = ['base', 'head'].map((side) => mkdtempSync(join(tmpdir(), `elsewhere-${side}-`)));
  for (const side of [base, head]) {
    git(side, 'init', '--quiet', '--template=');
  }
});
afterEach(() => [base, head].forEach((folder) => void rmSync(folder, { recursive: true })));

function git(side: string, ...args: readonly string[]): void {
  execFileSync('git', args, { cwd: side });
}

/** Path of something on one side, in a folder that is there. */
function at(side: string, path: string): string {
  mkdirSync(dirname(join(side, path)), { recursive: true });
  return join(side, path);
}

function linked(side: string, path: string, to = 'gates.ts'): void {
  symlinkSync(to, at(side, path));
  git(side, 'add', '--all');
}

/** A folder that git takes from another repository: empty where nobody asked for that. */
function submodule(side: string, path: string, commit = 'a'.repeat(40)): void {
  mkdirSync(join(side, path), { recursive: true });
  git(side, 'update-index', '--add', '--cacheinfo', `160000,${commit},${path}`);
}

function written(side: string, ...paths: readonly string[]): void {
  for (const path of paths) {
    writeFileSync(at(side, path), 'text');
  }
  git(side, 'add', '--all');
}

/** Names that belong to a side, also where its file system has room for one of them only. */
function listed(side: string, ...paths: readonly string[]): void {
  const entries = paths.map((path) => ['--cacheinfo', `100644,${'e'.repeat(40)},${path}`]);
  git(side, '-c', 'core.precomposeunicode=false', 'update-index', '--add', ...entries.flat());
}

const found = () => judgeSources({ folder: base }, { folder: head });
const gates = async () => (await found()).map(({ gate }) => gate);

describe.each<[string, (side: string, path: string) => void]>([
  ['a symbolic link', linked],
  ['a submodule', submodule],
])('%s', (_, put) => {
  test('is stopped, wherever it is', async () => {
    const expected = {
      'lib/stack/other': 'supply.lock',
      'bin/app.ts': 'supply.lock',
      emulator: 'supply.lock',
      'docs/guide.md': 'supply.lock',
      'lib/review/other': 'review.self',
      '.github/workflows': 'pipeline.permissions',
      'scripts/node_modules': 'supply.made',
    };
    for (const path of Object.keys(expected)) {
      put(head, path);
    }
    const gates = (await found()).flatMap(({ gate, evidence }) => evidence.map(({ logicalId }) => [logicalId, gate]));
    expect(gates.length).toBe(Object.keys(expected).length);
    expect(Object.fromEntries(gates)).toEqual(expected);
  });

  test('that stays, or goes for a file of its own, is silent', async () => {
    for (const path of ['lib/stack/stays', 'lib/stack/goes']) {
      put(base, path);
    }
    put(head, 'lib/stack/stays');
    written(head, 'lib/stack/goes');
    expect(await gates()).toEqual([]);
  });
});

const COMMIT = `another repository, at commit ${'a'.repeat(40)}`;
test.each<[string, (side: string) => void, string]>([
  [
    'to a file of the repository',
    (side) => linked(side, 'docs/one', '../`../two'),
    "would be `a symbolic link to ../'../two`",
  ],
  [
    'out of it',
    (side) => linked(side, 'docs/one', '../../two'),
    'would be no file of this repository: `a symbolic link to ../../two`',
  ],
  [
    'to the folder around it',
    (side) => linked(side, 'docs/one', '../..'),
    'would be no file of this repository: `a symbolic link to ../..`',
  ],
  [
    'to a path of the machine',
    (side) => linked(side, 'docs/one', '/two'),
    'would be no file of this repository: `a symbolic link to /two`',
  ],
  [
    'to another repository',
    (side) => submodule(side, 'docs/one'),
    `would be no file of this repository: \`${COMMIT}\``,
  ],
])('where it leads is said, and whether that is in the repository: %s', async (_, put, words) => {
  put(head);
  expect((await found()).map(({ sentence }) => sentence)).toEqual([`\`docs/one\` ${words}.`]);
});

test.each([
  ['lib/stack/other', 'supply.lock'],
  ['lib/review/other', 'review.self'],
])('another commit of the submodule %s is stopped, by its whole name', async (path, gate) => {
  submodule(base, path, `${'a'.repeat(39)}b`);
  submodule(head, path);
  const [one, ...others] = await found();
  expect({ gate: one?.gate, isTold: one?.before !== one?.after, others }).toEqual({ gate, isTold: true, others: [] });
});

// GitHub says where it looks for the file, and not in which letters; where they are not told apart, it is the same file.
test.each(['CODEOWNERS', 'codeowners', 'docs/CODEOWNERS', 'docs/CodeOwners', '.github/codeowners', 'Docs/CODEOWNERS'])(
  'a new %s is one of the review: it may say who must approve',
  async (path) => {
    written(head, path);
    expect(await gates()).toEqual(['review.self']);
  },
);

test('a file of the review in other letters is one', async () => {
  written(head, 'Lib/review/judge.ts');
  expect(await gates()).toEqual(['review.self']);
});

const ONE = 'where letters are not told apart, one takes the place of the other';
test.each<[string, readonly string[], string]>([
  ['files', ['lib/stack/a.ts', 'lib/stack/A.ts'], '`lib/stack/A.ts` and `lib/stack/a.ts`'],
  ['folders', ['lib/stack/a.ts', 'lib/Stack/b.ts', 'lib/Stack/a.ts'], '`lib/Stack` and `lib/stack`'],
  ['letters with a mark', ['docs/\u00e9.md', 'docs/e\u0301.md'], '`docs/e\u0301.md` and `docs/\u00e9.md`'],
])('two %s that only some file systems tell apart are stopped', async (_, paths, names) => {
  listed(head, ...paths);
  expect(await found()).toMatchObject([{ gate: 'supply.lock', sentence: `${names} have one name: ${ONE}.` }]);
});

test('two that were there are silent, so that one of them can go', async () => {
  listed(base, 'lib/stack/a.ts', 'lib/stack/A.ts');
  listed(head, 'lib/stack/a.ts', 'lib/stack/A.ts');
  expect(await gates()).toEqual([]);
});
