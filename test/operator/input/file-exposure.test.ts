import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exposuresOf } from '../../../lib/operator/input/file-exposure';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exposed-'));
  file = join(folder, 'staging-secrets.json');
  writeFileSync(file, '{}', { mode: 0o600 });
});
afterEach(() => rmSync(folder, { recursive: true }));

function git(...args: string[]): void {
  execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
}

test('a private file outside any repository is not exposed', () => {
  expect(exposuresOf(file)).toEqual([]);
});

test('a file that others may read', () => {
  chmodSync(file, 0o640);

  expect(exposuresOf(file)).toEqual([expect.stringContaining(`chmod 600 ${file}`)]);
});

test('a file that git tracks, and not one that it only sees', () => {
  git('init');
  expect(exposuresOf(file)).toEqual([]);

  git('add', '-f', file);
  expect(exposuresOf(file)).toEqual([expect.stringContaining('is tracked by git: git rm --cached')]);
});
