import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { committedWhereFilesAreMade } from '../../lib/review/sources/committed';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'committed-'));
  for (const path of ['.gitignore', 'lib/index.ts', 'build/run/bin_app.cjs', 'node_modules/one/index.js']) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path === '.gitignore' ? 'build/\nnode_modules/\n' : '');
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder });
const listed = () => committedWhereFilesAreMade({ folder });

test('what was made, and is ignored, is no part of a change', () => {
  git('init', '--quiet');
  git('add', '.');
  expect(listed()).toEqual([]);
});

test.each([
  'build/run/bin_app.cjs',
  'node_modules/one/index.js',
  'scripts/node_modules/esbuild/index.js',
  'lib/review/build/judge.ts',
  'Build/run/bin_app.cjs',
  // Where letters are not told apart, the long s is one with the short.
  'lib/node_module\u017f/one/index.js',
])('%s is, where it was added by force', (path) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), '');
  git('init', '--quiet');
  git('add', '--force', path);
  expect(listed()).toEqual([path]);
});

test('without git nobody can say, so that every such folder counts', () => {
  mkdirSync(join(folder, 'lib', 'node_modules'));
  expect(listed().sort()).toEqual(['build', 'lib/node_modules', 'node_modules']);
});

test('a repository around it does not speak for it', () => {
  git('init', '--quiet');
  const inner = join(folder, 'lib');
  mkdirSync(join(inner, 'build'));
  expect(committedWhereFilesAreMade({ folder: inner })).toEqual(['build']);
});

test('no setting of the repository runs a command', () => {
  git('init', '--quiet');
  git('config', 'core.fsmonitor', `echo run > '${join(folder, 'was-run')}'; false`);
  git('add', '--force', 'build/run/bin_app.cjs');
  rmSync(join(folder, 'was-run'), { force: true });
  expect(listed()).toEqual(['build/run/bin_app.cjs']);
  expect(existsSync(join(folder, 'was-run'))).toBe(false);
});
