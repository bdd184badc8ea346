import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientConfiguration } from '../../emulator/client-environment';
import { isRunning } from '../../emulator/end-process';
import { freePort, isFree } from '../../emulator/ports';
import { type Ended, pressCtrlC, runLocal, spawnedBy } from '../emulator/support/local-command';
import { spellingsOf } from './support/canary';
import { scratchFolder } from './support/scratch-folder';

const scratch = scratchFolder();

let port: number;
let first: Ended;

const run = (command: 'up' | 'stop', onPort: number | '' = port) => runLocal(command, scratch.path, onPort);

beforeAll(async () => {
  port = await freePort();
});

afterAll(async () => {
  await run('stop', '').ended;
  scratch.remove();
});

describe('before it answers', () => {
  test('Ctrl-C ends the local AWS, says so, and leaves nothing to stop', async () => {
    const up = run('up');
    const pid = await spawnedBy(up, scratch.path);
    pressCtrlC(up);
    const { exitCode, output } = await up.ended;
    expect(exitCode).toBe(130);
    expect(output).toMatch(/\ninterrupted; the local AWS had not started yet and has ended\n$/);
    expect(isRunning(pid)).toBe(false);
    expect((await run('stop').ended).output).toBe('the local AWS is not running\n');
  });

  test('a start that is killed leaves a process that stop finds', async () => {
    const up = run('up');
    const pid = await spawnedBy(up, scratch.path);
    up.child.kill('SIGKILL');
    await up.ended;
    expect(isRunning(pid)).toBe(true);
    expect(await run('stop').ended).toEqual({ exitCode: 0, output: `the local AWS on port ${port} has ended\n` });
    expect(isRunning(pid)).toBe(false);
  });
});

test('the first run deploys; another one at the same time is told to wait', async () => {
  const up = run('up');
  await up.says('starting the embedded AWS');
  const other = await run('up').ended;
  expect(other.exitCode).toBe(1);
  expect(other.output).toContain(
    `another npm run local (pid ${up.child.pid}) is in progress\n  next: wait for it to end`,
  );
  first = await up.ended;
  expect(first.exitCode).toBe(0);
  for (const key of ['STRAVA_VERIFY_TOKEN', 'FLASK_SECRET_KEY', 'GARMIN_ENCRYPTION_KEY']) {
    expect(first.output).toMatch(new RegExp(`^${key} +present +generated +\\d+ +20\\S+ +seed \\(generated\\)`, 'm'));
  }
});

test('no value shows in the output', async () => {
  const client = new SecretsManagerClient(clientConfiguration(`http://127.0.0.1:${port}`));
  const { SecretString } = await client.send(
    new GetSecretValueCommand({ SecretId: 'staging-kaizencoach-app-secrets' }),
  );
  client.destroy();
  const values = Object.values(JSON.parse(SecretString ?? '')).map(String);
  expect(values).toHaveLength(3);
  expect(values.flatMap(spellingsOf).filter((spelling) => first.output.includes(spelling))).toEqual([]);
});

test('Ctrl-C in a later run says that the local AWS still runs; the next has nothing to change', async () => {
  const up = run('up');
  await up.says('cdk deploy');
  pressCtrlC(up);
  const { exitCode, output } = await up.ended;
  expect(exitCode).toBe(130);
  expect(output).toMatch(/\ninterrupted; the local AWS still runs on port \d+, npm run local:stop ends it\n$/);
  const next = await run('up').ended;
  expect(next.exitCode).toBe(0);
  expect(next.output).toContain('nothing to change');
});

test('stop refuses another port, then ends it, then says that it is not running', async () => {
  const refused = await run('stop', port - 1).ended;
  expect(refused.exitCode).toBe(1);
  expect(refused.output).toContain(`the local AWS runs on port ${port}, not on`);
  expect(await run('stop').ended).toEqual({ exitCode: 0, output: `the local AWS on port ${port} has ended\n` });
  expect(await isFree(port)).toBe(true);
  expect(await run('stop').ended).toEqual({ exitCode: 0, output: 'the local AWS is not running\n' });
});
