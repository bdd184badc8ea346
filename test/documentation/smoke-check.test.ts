import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../lib/project-root';

/** Runs the check where any call of the AWS CLI would be seen as an unknown command. */
function smokeCheck(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  return spawnSync('bash', [join(projectRoot(), 'docs', 'smoke-check.sh'), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], AWS_EC2_METADATA_DISABLED: 'true', ...environment },
  });
}

test('the smoke check refuses without the word that it is a real account', () => {
  const { status, stderr } = smokeCheck(['staging']);
  expect(stderr).toContain('--yes-this-is-a-real-account');
  expect(status).toBe(2);
});

test('the smoke check refuses an emulator', () => {
  const { status, stderr } = smokeCheck(['staging', '--yes-this-is-a-real-account'], {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
  });
  expect(stderr).toContain('no real account');
  expect(status).toBe(2);
});

test('the smoke check lists the environments where there is none of that name', () => {
  const { status, stderr } = smokeCheck(['nowhere', '--yes-this-is-a-real-account']);
  expect(stderr).toContain('known environments: production, staging');
  expect(status).toBe(2);
});
