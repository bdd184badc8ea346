import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../lib/project-root';

const PROGRAM = join(projectRoot(), 'bin', 'kaizencoach-secrets.mjs');

/** Runs a line of the shell, in which `$P` is the program; it is ended after a minute. */
function shell(line: string, environment: Readonly<Record<string, string>> = {}, cwd = projectRoot()) {
  const { stdout, stderr, status, signal } = spawnSync('bash', ['-c', `P="node ${PROGRAM}"; ${line}`], {
    cwd,
    encoding: 'utf8',
    timeout: 60_000,
    env: { PATH: process.env['PATH'], HOME: tmpdir(), AWS_EC2_METADATA_DISABLED: 'true', ...environment },
  });
  return { stdout, stderr, status, signal };
}

describe('an output that cannot be written', () => {
  test('a reader that has gone: the program ends, quietly', () => {
    expect(shell('set -o pipefail; { sleep 0.2; $P template; } | true')).toMatchObject({ stderr: '', status: 1 });
  });

  test('a full disk: the program ends, and says so once', () => {
    const { status, stderr } = shell('$P template > /dev/full');

    expect(status).toBe(1);
    expect(stderr).toBe('error: the output could not be written (ENOSPC)\n  next: make room, or write it elsewhere\n');
  });

  test('a full disk behind the error output: the program ends', () => {
    expect(shell('$P status nowhere 2> /dev/full')).toMatchObject({ status: 2, signal: null });
  });
});

test('what is only asked for help loads no client of AWS: a person waits for each', () => {
  const told = join(mkdtempSync(join(tmpdir(), 'told-')), 'told.cjs');
  writeFileSync(
    told,
    `process.on('exit', () => process.stderr.write(Object.keys(require.cache).filter((file) => file.includes('@aws-sdk/client-')).join()));`,
  );

  const { status, stderr } = shell(`node --require ${told} ${PROGRAM} --help`);

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('a folder that is not there any more', () => {
  const { status, stderr } = shell(
    `mkdir gone && cd gone && rmdir ../gone && $P status staging`,
    {},
    mkdtempSync(join(tmpdir(), 'gone-')),
  );

  expect(stderr).toBe(
    'error: the folder that you are in does not exist any more\n  next: cd to a folder that exists\n',
  );
  expect(status).toBe(2);
});

test('outside the repository no hint leads to a package of that name in a registry', () => {
  const { stdout } = shell('$P --help; $P status --help', {}, tmpdir());

  expect(stdout).toContain(`node ${PROGRAM} status staging`);
  expect(stdout).not.toContain('npx');
});

test('--version is the package’s, and help shows the help', () => {
  expect(shell('$P --version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(shell('$P help history')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('npx kaizencoach-secrets history'),
  });
});

test.each(['STRAVA_CLIENT_SECRET=-', '-'])(
  'at a terminal, which would show what is typed, populate is refused before anybody types: %s',
  (source) => {
    const option = source === '-' ? '--file' : '--set';
    const command = ['node', PROGRAM, 'populate', 'staging', '--yes', option, source];
    const play = JSON.stringify({ command, steps: [] });
    const { status, stdout } = shell(`timeout 30 python3 test/e2e/support/operator-terminal.py <<< '${play}'`);

    expect(stdout).toContain('the standard input is a terminal, which would show what is typed; nothing was changed');
    expect(stdout).toContain('without any source populate asks; or name a file in the place of -');
    expect(status).toBe(2);
  },
);
