import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
  writeFileSync(join(folder, '.gitignore'), '*secrets*.json');
  expect(exposuresOf(file)).toEqual([]);

  git('add', '-f', file);
  expect(exposuresOf(file)).toEqual([expect.stringContaining('is tracked by git: git rm --cached')]);
});

test('a name that git would take is warned of, with names that it ignores', () => {
  git('init');
  writeFileSync(join(folder, '.gitignore'), '*secrets*.json\n*.key\n.keys/\n');
  const values = join(folder, 'values.json');
  writeFileSync(values, '{}', { mode: 0o600 });

  expect(exposuresOf(file)).toEqual([]);
  expect(exposuresOf(values)).toEqual([expect.stringMatching(/values\.json is not ignored by git.*secrets\.json/)]);
});

test('the repository of a file makes git run nothing, and git gets no AWS variables', () => {
  const ran = join(folder, 'ran');
  git('init');
  git('config', 'core.fsmonitor', `env > ${ran}; false`);
  git('config', 'core.hooksPath', folder);
  git('add', '-f', file);
  rmSync(ran, { force: true });

  expect(exposuresOf(file)).toEqual([expect.stringContaining('is tracked by git')]);
  expect(existsSync(ran)).toBe(false);
});

test('a path with blanks is quoted in the hint', () => {
  const odd = join(folder, "o'd secrets.json");
  writeFileSync(odd, '{}', { mode: 0o644 });

  expect(exposuresOf(odd)).toEqual([expect.stringContaining(`chmod 600 '${folder}/o'\\''d secrets.json'`)]);
});
