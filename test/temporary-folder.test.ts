import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { projectRoot } from '../lib/project-root';
import { OWN } from './support/own-temporary-folder';

test('what a test puts into the temporary folder is in a folder of this run', () => {
  expect(basename(tmpdir())).toContain(OWN);
});

test('the folder of a run goes when it ends, with what a process that was killed left', () => {
  const TMPDIR = mkdtempSync(join(tmpdir(), 'another-run-'));
  const { stdout } = spawnSync(process.execPath, ['scripts/run.mjs', 'test/support/leave-a-file.ts'], {
    cwd: projectRoot(),
    env: { PATH: process.env['PATH'], TMPDIR },
    encoding: 'utf8',
  });
  const [folder = '', signal] = stdout.split(' ');
  expect([dirname(folder), signal]).toEqual([TMPDIR, 'SIGKILL']);
  expect(readdirSync(TMPDIR)).toEqual([]);
  rmSync(TMPDIR, { recursive: true });
});
