import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { projectRoot } from '../../lib/project-root';

/** Tells what stands on its command line, and what it reads. */
const CURL = '#!/bin/sh\necho "curl $*"\ncat\n';

test('the block that asks Strava takes the secret from the next line, and leaves it in no file and on no command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'strava-'));
  writeFileSync(join(folder, 'curl'), CURL, { mode: 0o700 });
  const page = readFileSync(join(projectRoot(), 'docs', 'runbook.md'), 'utf8');
  const [, block = ''] = /```sh\n((?:(?!```)[\s\S])*push_subscriptions[\s\S]*?) *```/.exec(page) ?? [];

  const { stdout } = spawnSync('bash', ['-s'], {
    cwd: folder,
    env: { PATH: `${folder}${delimiter}${process.env['PATH']}` },
    input: `${block}188207\n0123456789abcdef\n`,
    encoding: 'utf8',
  });

  expect(stdout.trimEnd().split('\n').slice(1)).toEqual([
    'curl --config -',
    'url = "https://www.strava.com/api/v3/push_subscriptions?client_id=188207&client_secret=0123456789abcdef"',
  ]);
  expect(block).toContain('read -rs SECRET');
  expect(readdirSync(folder)).toEqual(['curl']);
});
