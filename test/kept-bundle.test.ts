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
const run = (...args: readonly string[]) => {
  const { stdout } = spawnSync(process.execPath, ['scripts/run.mjs', join(FOLDER, 'entry.ts'), ...args], {
    cwd: projectRoot(),
    encoding: 'utf8',
  });
  return stdout.trim();
};

test('a program runs from its kept bundle until a source of it changes', () => {
  source('part.ts', "export const part: string = 'one';");
  source('entry.ts', "import { part } from './part';\nconsole.log(part, process.argv[2]);");
  expect([run('a'), run('b')]).toEqual(['one a', 'one b']);
  expect(ofTheTest().filter((name) => name.endsWith('.cjs'))).toHaveLength(1);
  source('part.ts', "export const part: string = 'two';");
  expect(run('c')).toBe('two c');
});

test('a file that takes an import’s place is seen, though no source has changed', () => {
  mkdirSync(join(projectRoot(), FOLDER, 'other'), { recursive: true });
  source('other/index.ts', "export const other: string = 'folder';");
  source('entry.ts', "import { other } from './other';\nconsole.log(other);");
  expect(run()).toBe('folder');
  source('other.ts', "export const other: string = 'file';");
  expect(run()).toBe('file');
});

test('what is older than a day goes when a new bundle is made', () => {
  const left = join(BUNDLES, 'kept-bundle-of-the-test-left.cjs.1');
  writeFileSync(left, '');
  utimesSync(left, 0, 0);
  source('entry.ts', `console.log(${Math.random()});`);
  run();
  expect(ofTheTest()).not.toContain('kept-bundle-of-the-test-left.cjs.1');
});
