import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { judgeSources } from '../../lib/review/sources/judge-sources';

let base: string;
let head: string;
beforeEach(() => {
  [base = '', head = ''] = ['base', 'head'].map((side) => mkdtempSync(join(tmpdir(), `told-${side}-`)));
});
afterEach(() => [base, head].forEach((folder) => void rmSync(folder, { recursive: true })));

async function found(...paths: readonly string[]) {
  for (const path of paths) {
    mkdirSync(dirname(join(head, path)), { recursive: true });
    writeFileSync(join(head, path), '{}');
  }
  return await judgeSources({ folder: base }, { folder: head });
}

async function gates(path: string): Promise<readonly string[]> {
  return (await found(path)).map(({ gate }) => gate);
}

test.each([
  // Which Node.js deploys.
  '.nvmrc',
  '.npmrc',
  'npm-shrinkwrap.json',
  'binding.gyp',
  '.gitattributes',
  '.pnp.cjs',
  'a-name-that-nobody-knows-yet',
  '.config/tool.json',
  // What is imported by the name in it, or by what it says of imports, is another file.
  'emulator/package.json',
  'lib/stack/package.json',
  'docs/any/depth/package.json',
  'lib/stack/Package.json',
  'lib/stack/package.j\u017fon',
  // By this one git shows no difference of the files around it, to whoever reads them as code.
  'lib/stack/.gitattributes',
  'emulator/.npmrc',
])('a new %s is stopped: a tool looks for files of that name', async (path) => {
  expect(await gates(path)).toEqual(['supply.lock']);
});

test.each(['bin/package.json', 'lib/package.json', 'scripts/package.json'])(
  'a new %s is one of the review: its programs are bundled and run by it',
  async (path) => {
    expect(await gates(path)).toEqual(['review.self']);
  },
);

test.each(['.github/workflows/MyCODEOWNERS', '.github/actions/one/action.yml', '.ci/run', 'buildspec.yml'])(
  'a new %s is one of the pipeline',
  async (path) => {
    expect(await gates(path)).toEqual(['pipeline.permissions']);
  },
);

test.each([
  'README.md',
  'LICENSE',
  'biome.json',
  'tsconfig.json',
  'docs/guide.md',
  'lib/stack/other.ts',
  'docs/.gitignore',
])('a new %s is silent: it decides nothing where something is deployed, or people read it as code', async (path) => {
  expect(await gates(path)).toEqual([]);
});

test('of many files each is told: how many a page shows is its own business', async () => {
  const paths = Array.from({ length: 12 }, (_, index) => `.github/workflows/${index}.yml`);
  const [finding] = await found(...paths);
  expect(finding?.details).toHaveLength(12);
});

test('the name of a file does not go on in its own words: one with a backtick is not compared', async () => {
  await expect(found('a` was looked at `b')).rejects.toThrow('without a backtick');
});
