import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../lib/project-root';

const FOLDER = join('build', 'kept-bundle-of-the-test');
const BUNDLES = join(projectRoot(), 'build', 'run');

beforeEach(() => mkdirSync(join(projectRoot(), FOLDER), { recursive: true }));
afterAll(() => {
  rmSync(join(projectRoot(), FOLDER), { recursive: true, force: true });
  for (const name of ofTheTest()) {
    rmSync(join(BUNDLES, name));
  }
});

const ofTheTest = () => readdirSync(BUNDLES).filter((name) => name.includes('kept-bundle-of-the-test'));
const source = (name: string, text: string) => writeFileSync(join(projectRoot(), FOLDER, name), text);
const run = (...args: readonly string[]) => runWith([], ...args);
const runWith = (options: readonly string[], ...args: readonly string[]) => {
  const all = [...options, 'scripts/run.mjs', join(FOLDER, 'entry.ts'), ...args];
  return spawnSync(process.execPath, all, { cwd: projectRoot(), encoding: 'utf8' }).stdout.trim();
};

test('a program runs from its kept bundle until a source of it changes', () => {
  source('part.ts', "export const part: string = 'one';");
  source('entry.ts', "import { part } from './part';\nconsole.log(part, process.argv[2]);");
  expect([run('a'), run('b')]).toEqual(['one a', 'one b']);
  expect(ofTheTest().filter((name) => name.endsWith('.cjs'))).toHaveLength(1);
  source('part.ts', "export const part: string = 'two';");
  expect(run('c')).toBe('two c');
});

test.each(['tsx', 'jsx', 'js', 'json'])(
  'a part.%s does not take the place of the part.ts that the compiler and the tests see',
  (extension) => {
    source('sources.ts', "export const part: string = 'the source';");
    source(`sources.${extension}`, extension === 'json' ? '{"part":"another"}' : "export const part = 'another';");
    source('entry.ts', "import { part } from './sources';\nconsole.log(part);");
    expect(run()).toBe('the source');
    rmSync(join(projectRoot(), FOLDER, 'sources.ts'));
    expect(run()).toBe('');
  },
);

test('a file without an extension, which the bundler takes in the place of the part.ts, is not run', () => {
  source('plain.ts', "export const part: string = 'the source';");
  source('plain', "export const part = 'another';");
  source('entry.ts', "import { part } from './plain';\nconsole.log(part);");
  expect(run()).toBe('');
});

test('a failure names the line of the source', () => {
  source('part.ts', "\n\nexport function fail(): never {\n  throw new Error('here');\n}");
  source('entry.ts', "import { fail } from './part';\ntry {\n  fail();\n} catch (error) {\n  console.log(error);\n}");
  expect(run()).toContain(`${join(FOLDER, 'part.ts')}:4:9`);
});

test('a file that takes an import’s place is seen, though no source has changed', () => {
  mkdirSync(join(projectRoot(), FOLDER, 'other'), { recursive: true });
  source('other/index.ts', "export const other: string = 'folder';");
  source('entry.ts', "import { other } from './other';\nconsole.log(other);");
  expect(run()).toBe('folder');
  source('other.ts', "export const other: string = 'file';");
  expect(run()).toBe('file');
});

/** Saves a part anew as soon as it is looked at: that is after it was bundled. */
const SAVING = `
  const fs = require('node:fs');
  const stat = fs.statSync;
  fs.statSync = (path, ...more) => {
    if (String(path).endsWith('part.ts')) fs.writeFileSync(path, "export const part = 'saved';");
    return stat(path, ...more);
  };
  require('node:module').syncBuiltinESMExports();`;

test('a source that is saved while it is bundled is bundled again', () => {
  source('saving.cjs', SAVING);
  source('part.ts', "export const part = 'first';");
  source('entry.ts', "import { part } from './part';\nconsole.log(part);");
  rmSync(join(BUNDLES, `${FOLDER.replace('/', '_')}_entry.json`), { force: true });
  expect(runWith(['--require', `./${FOLDER}/saving.cjs`])).toBe('first');
  expect(run()).toBe('saved');
});

test('no tsconfig.json decides what an import means', () => {
  source('tsconfig.json', JSON.stringify({ compilerOptions: { paths: { esbuild: ['./hostile.ts'] } } }));
  source('hostile.ts', "export const build = 'hostile';");
  source('entry.ts', "import { build } from 'esbuild';\nconsole.log(typeof build);");
  expect(run()).toBe('function');
});

test('what is older than a day goes when a new bundle is made', () => {
  const left = join(BUNDLES, 'kept-bundle-of-the-test-left.cjs.1');
  writeFileSync(left, '');
  utimesSync(left, 0, 0);
  source('entry.ts', `console.log(${Math.random()});`);
  run();
  expect(ofTheTest()).not.toContain('kept-bundle-of-the-test-left.cjs.1');
});
