import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientConfiguration, clientEnvironment, EMULATOR_ACCOUNT } from '../../emulator/client-environment';
import { isRunning } from '../../emulator/end-process';
import { freePort, isFree } from '../../emulator/ports';
import { REGION } from '../../lib/environments/row';
import { type Ended, pressCtrlC, runLocal, spawnedBy } from '../emulator/support/local-command';
import { spellingsOf } from './support/canary';
import { OperatorBinary } from './support/operator-binary';
import { scratchFolder } from './support/scratch-folder';

/** As many as a terminal shows at once. */
const MOST_LINES = 40;

const TRUSTS_NOBODY = JSON.stringify({ Version: '2012-10-17', Statement: [] });

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

test('it prints a screenful: what is there by construct, the keys, and what to type', () => {
  expect(first.output.trimEnd().split('\n').length).toBeLessThanOrEqual(MOST_LINES);
  expect(first.output).toMatch(/^StagingStack: \d+ resources, each in \S+up\.log\nconstruct +resources +of type$/m);
  expect(first.output).toMatch(/^AccessAudit +\d+ +\d+ MetricFilter, \d+ Rule,/m);
  expect(first.output).toContain(`runs at http://127.0.0.1:${port} and holds staging.`);
  expect(first.output).not.toContain('CREATE_COMPLETE');
});

test('the log holds the whole: what the CDK printed, each resource, and what was on the screen', () => {
  const log = readFileSync(join(scratch.path, 'up.log'), 'utf8');
  expect(log).toMatch(/✅ {2}Environment aws:\S+ bootstrapped/);
  expect(log).toMatch(
    /^StagingStack \| +\d+\/\d+ \| .* \| CREATE_COMPLETE +\| Custom::SecretSeed +\| SecretKeeper\/Seed /m,
  );
  expect(log).toMatch(
    /^SecretKeeper\/Function\/Function\/Resource +AWS::Lambda::Function +staging-kaizencoach-secret-keeper$/m,
  );
  expect(log).toMatch(/^version +kc2-/m);
  const missing = first.output.split('\n').filter((line) => line !== '…' && !log.includes(line));
  expect(missing).toEqual([]);
});

test('its issuers answer the doctor: the values beside the log are theirs, and a subscription can be made', async () => {
  const binary = new OperatorBinary(clientEnvironment(`http://127.0.0.1:${port}`, scratch.path));
  const files = [
    '--file',
    join(scratch.path, 'staging-secrets.json'),
    '--gcp-key-file',
    join(scratch.path, 'google.key'),
  ];
  const populated = await binary.run(['populate', 'staging', ...files, '--yes']);
  const renewed = await binary.run(['webhook', 'staging', 'renew', '--yes']);
  const { stdout } = await binary.run(['doctor', 'staging']);
  binary.end();
  expect([populated.exitCode, renewed.exitCode]).toEqual([0, 0]);
  const findings = stdout.split('\n').filter((line) => /^(problem|warning|not checked|ok): /.test(line));
  expect(findings.filter((line) => /Strava\b|subscription|at Google/.test(line))).toEqual([
    expect.stringMatching(/^ok: .*the Strava app$/),
    expect.stringMatching(/^ok: .*the client id and secret at Strava$/),
    expect.stringMatching(/^ok: webhook subscription fails with 403/),
    expect.stringMatching(/^ok: where Strava sends its events$/),
    expect.stringMatching(/^ok: 403 from Vertex AI: the key at Google$/),
  ]);
});

test('no value shows in the output or the log', async () => {
  const client = new SecretsManagerClient(clientConfiguration(`http://127.0.0.1:${port}`));
  const { SecretString } = await client.send(
    new GetSecretValueCommand({ SecretId: 'staging-kaizencoach-app-secrets' }),
  );
  client.destroy();
  const values = Object.values(JSON.parse(SecretString ?? '')).map(String);
  expect(values).toHaveLength(6);
  const told = first.output + readFileSync(join(scratch.path, 'up.log'), 'utf8');
  expect(values.flatMap(spellingsOf).filter((spelling) => told.includes(spelling))).toEqual([]);
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

test('a deployment that fails: what failed and why in a line, where the log is, and what to do', async () => {
  const iam = new IAMClient(clientConfiguration(`http://127.0.0.1:${port}`));
  const RoleName = `cdk-hnb659fds-deploy-role-${EMULATOR_ACCOUNT}-${REGION}`;
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: TRUSTS_NOBODY }));
  iam.destroy();
  const { exitCode, output } = await run('up').ended;
  expect(exitCode).toBe(1);
  const [, error = ''] = output.split('\nerror: ');
  expect(error.trimEnd().split('\n')).toEqual([
    'cdk deploy StagingStack failed with exit code 1',
    expect.stringMatching(/^ {2}.*AccessDenied.*local-deployer/),
    expect.stringMatching(/^ {2}all that it said: \S+up\.log$/),
    expect.stringContaining('  next: '),
  ]);
  expect(readFileSync(join(scratch.path, 'up.log'), 'utf8')).toContain('Synthesis time');
});

test('stop refuses another port, then ends it, then says that it is not running', async () => {
  const refused = await run('stop', port - 1).ended;
  expect(refused.exitCode).toBe(1);
  expect(refused.output).toContain(`the local AWS runs on port ${port}, not on`);
  expect(await run('stop').ended).toEqual({ exitCode: 0, output: `the local AWS on port ${port} has ended\n` });
  expect(await isFree(port)).toBe(true);
  expect(readdirSync(scratch.path).filter((name) => /secrets|\.key$/.test(name))).toEqual([]);
  expect(await run('stop').ended).toEqual({ exitCode: 0, output: 'the local AWS is not running\n' });
});
