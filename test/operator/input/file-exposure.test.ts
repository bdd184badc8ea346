import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { exposuresOf } from '../../../lib/operator/input/file-exposure';
import { projectRoot } from '../../../lib/project-root';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exposed-'));
  file = join(folder, 'staging-secrets.json');
  writeFileSync(file, '{}', { mode: 0o600 });
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

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

test('a pipe is not exposed: what goes through it stays nowhere', () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', ['-m', '644', pipe]);
  expect(exposuresOf(pipe)).toEqual([]);
});

test('a file that git tracks, and not one that it only sees', () => {
  git('init');
  writeFileSync(join(folder, '.gitignore'), '*secrets*.json');
  expect(exposuresOf(file)).toEqual([]);

  git('add', '-f', file);
  const [told = ''] = exposuresOf(file);
  const command = /is tracked by git: (git .*?), add it/.exec(told)?.[1] ?? '';
  // As it is pasted, in whatever folder that is.
  execFileSync('sh', ['-c', command], { cwd: tmpdir() });

  expect(exposuresOf(file)).toEqual([]);
});

test('a name that git would take is warned of, with names that it ignores', () => {
  git('init');
  writeFileSync(join(folder, '.gitignore'), '*secrets*.json\n*.key\n.keys/\n');
  const values = join(folder, 'values.json');
  writeFileSync(values, '{}', { mode: 0o600 });

  expect(exposuresOf(file)).toEqual([]);
  expect(exposuresOf(values)).toEqual([expect.stringMatching(/values\.json is not ignored by git.*secrets\.json/)]);
});

test('the names that our own examples and guides give to files with secrets are ignored here', () => {
  git('init');
  copyFileSync(join(projectRoot(), '.gitignore'), join(folder, '.gitignore'));
  for (const name of ['staging-identity.txt', 'age.key', 'google.key', 'staging-secrets.json']) {
    const path = join(folder, name);
    writeFileSync(path, '', { mode: 0o600 });
    expect(exposuresOf(path)).toEqual([]);
  }
});

test('what the person tells git to ignore everywhere is no finding', () => {
  const settings = join(folder, 'settings');
  mkdirSync(join(settings, 'git'), { recursive: true });
  writeFileSync(join(settings, 'git', 'ignore'), '*secrets*.json');
  jest.replaceProperty(process, 'env', { PATH: process.env['PATH'], HOME: folder, XDG_CONFIG_HOME: settings });
  git('init');

  expect(exposuresOf(file)).toEqual([]);
});

test('git gets nothing of the environment but where programs and settings are, and asks no server', () => {
  const [programs, got] = [join(folder, 'programs'), join(folder, 'got')];
  mkdirSync(programs);
  writeFileSync(join(programs, 'git'), `#!/bin/sh\nenv > '${got}'\necho never seen\n`, { mode: 0o700 });
  const PATH = [programs, process.env['PATH']].join(delimiter);
  jest.replaceProperty(process, 'env', { PATH, HOME: folder, AWS_SESSION_TOKEN: 'x', GIT_DIR: '/nowhere' });
  exposuresOf(file);

  const names = ['PATH', 'HOME', 'AWS_SESSION_TOKEN', 'GIT_DIR'];
  const switches = ['GIT_OPTIONAL_LOCKS=0', 'GIT_NO_LAZY_FETCH=1', 'GIT_ALLOW_PROTOCOL='];
  const lines = readFileSync(got, 'utf8').split('\n');
  expect(names.filter((name) => lines.some((line) => line.startsWith(`${name}=`)))).toEqual(['PATH', 'HOME']);
  expect(lines).toEqual(expect.arrayContaining(switches));
});

test('the repository of a file makes git run nothing', () => {
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
