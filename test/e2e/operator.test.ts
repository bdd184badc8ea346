import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import * as v from 'valibot';
import { runCdk } from '../../emulator/cdk';
import { resourceNames } from '../../lib/environments/names';
import { environmentNamed } from '../../lib/environments/rows';
import { COMMANDS } from '../../lib/operator/commands';
import { deployedEnvironment, type EnvironmentUnderTest } from './support/environment-under-test';
import { OperatorBinary } from './support/operator-binary';
import { leaks, logs } from './support/operator-leaks';
import { broughtValues, valuesFile, writePrivate } from './support/operator-values';
import { sharedAssembly } from './support/shared-assembly';

const KEEPER = resourceNames(environmentNamed('staging')).keeperFunction;

let staging: EnvironmentUnderTest;
let binary: OperatorBinary;
const brought = broughtValues('kaizencoach-staging');
/** Every secret value that was ever in play. */
const values = new Set([brought.clientSecret, brought.privateKey, JSON.stringify(JSON.parse(brought.keyFile))]);
const folder = () => binary.folder;

/** Remembers what is stored, to look for it everywhere at the end; the client id is public. */
async function remember(): Promise<Record<string, unknown>> {
  const { STRAVA_CLIENT_ID: _, ...secret } = await staging.secret.document();
  for (const value of Object.values(secret)) {
    values.add(String(value));
  }
  return secret;
}

function json(text: string): Record<string, unknown> {
  return JSON.parse(text);
}

beforeAll(async () => {
  staging = await deployedEnvironment('staging');
  const demo = ['deploy', 'DemoMarkStack', '--require-approval', 'never'];
  await runCdk(demo, { environment: staging.emulator.environment, app: sharedAssembly() });
  binary = new OperatorBinary(staging.emulator.environment);
});
afterEach(remember);
afterAll(async () => {
  binary.end();
  await staging.end();
});

describe('the life of an environment', () => {
  test('a fresh deployment: status names what a person must bring, exit code 1', async () => {
    const { exitCode, stdout, stderr } = await binary.run(['status', 'staging']);

    expect(exitCode).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/STRAVA_CLIENT_SECRET +missing +external/);
    expect(stdout).toMatch(/FLASK_SECRET_KEY +present +generated +64 +20\S+ +seed \(generated\) +0 d/);
    expect(stdout).toContain('next: npx kaizencoach-secrets populate staging');
  });

  test('populate from files shows the plan, writes once and says that it is not live', async () => {
    const versions = await staging.secret.versions();
    const file = valuesFile(folder(), brought);
    const keyFile = writePrivate(folder(), 'key.json', brought.keyFile);

    const run = await binary.run(['populate', 'staging', '--file', file, '--gcp-key-file', keyFile, '--yes']);

    expect(run.exitCode).toBe(0);
    expect(run.stderr).toMatch(/\+ add +STRAVA_CLIENT_SECRET/);
    expect(run.stderr).toContain('kept as they are: STRAVA_VERIFY_TOKEN');
    expect(run.stderr).toContain('not checked against: production (no-keeper)');
    expect(run.stdout).toContain('stored, not yet live');
    expect(await staging.secret.versions()).toHaveLength(versions.length + 1);
    const { GOOGLE_APPLICATION_CREDENTIALS_JSON } = await staging.secret.document();
    expect(json(String(GOOGLE_APPLICATION_CREDENTIALS_JSON))).toEqual(json(brought.keyFile));
  });

  test('populating the same again writes nothing', async () => {
    const version = await staging.secret.versionId();

    const run = await binary.run([
      'populate',
      'staging',
      '--file',
      join(folder(), 'staging-secrets.json'),
      '--yes',
      '--json',
    ]);

    expect(json(run.stdout)).toMatchObject({ outcome: 'done', changed: false });
    expect(await staging.secret.versionId()).toBe(version);
  });

  test('a complete environment: status, exit code 0, with the Strava app', async () => {
    const { exitCode, stdout } = await binary.run(['status', 'staging', '--json', '--verbose']);

    expect(exitCode).toBe(0);
    expect(json(stdout)).toMatchObject({ complete: true, stravaClientId: brought.clientId });
  });

  test('rotate changes the key that was named, and no other', async () => {
    const before = await remember();

    const run = await binary.run(['rotate', 'staging', 'FLASK_SECRET_KEY', '--yes']);

    expect(run.exitCode).toBe(0);
    expect(run.stderr).toMatch(/~ change +FLASK_SECRET_KEY +every user is logged out/);
    const after = await remember();
    expect(after['FLASK_SECRET_KEY']).not.toBe(before['FLASK_SECRET_KEY']);
    expect({ ...after, FLASK_SECRET_KEY: '' }).toEqual({ ...before, FLASK_SECRET_KEY: '' });
  });

  test('rotating the verify token prints the webhook steps', async () => {
    const run = await binary.run(['rotate', 'staging', 'STRAVA_VERIFY_TOKEN', '--yes']);

    expect(run.stdout).toContain('npx kaizencoach-secrets webhook staging renew --force');
  });

  test('the Garmin key needs a consent of its own', async () => {
    const version = await staging.secret.versionId();

    const run = await binary.run(['rotate', 'staging', 'GARMIN_ENCRYPTION_KEY', '--yes']);

    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('--invalidate-garmin-passwords');
    expect(await staging.secret.versionId()).toBe(version);
  });

  test('rollback takes the last change back', async () => {
    const before = await remember();
    await binary.run(['rotate', 'staging', 'FLASK_SECRET_KEY', '--yes']);
    await remember();

    const run = await binary.run(['rollback', 'staging', '--yes']);

    expect(run.exitCode).toBe(0);
    expect(await remember()).toEqual(before);
  });

  test('seed takes a key back that a console edit dropped', async () => {
    const { FLASK_SECRET_KEY } = await remember();
    await staging.secret.editJson(({ FLASK_SECRET_KEY: _, ...rest }) => rest);
    const status = await binary.run(['status', 'staging']);

    const run = await binary.run(['seed', 'staging', '--yes']);

    expect(status.stdout).toContain('the last edit dropped FLASK_SECRET_KEY');
    expect(run.exitCode).toBe(0);
    expect(await remember()).toMatchObject({ FLASK_SECRET_KEY });
  });

  test('history names every version, newest first, and recover brings back what two console edits dropped', async () => {
    const before = await remember();
    const held = await staging.secret.versionId();
    await staging.secret.editJson(({ GARMIN_ENCRYPTION_KEY: _, STRAVA_CLIENT_SECRET: __, ...rest }) => rest);
    await staging.secret.editJson((document) => ({ ...document, AI_MODEL: 'by-hand' }));

    const refused = await binary.run(['seed', 'staging', '--yes']);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(/GARMIN_ENCRYPTION_KEY is in version \S+/);
    expect(refused.stderr).toContain('next: npx kaizencoach-secrets recover staging');
    const shown = await binary.run(['history', 'staging', '--json']);
    expect(shown.exitCode).toBe(0);
    const { versions } = v.parse(v.object({ versions: v.array(v.looseObject({})) }), json(shown.stdout));
    expect(versions[0]).toMatchObject({ current: 'is', added: ['AI_MODEL'] });
    expect(versions[1]).toMatchObject({ current: 'was', labels: ['AWSPREVIOUS'] });
    expect(versions[1]?.['removed']).toEqual(expect.arrayContaining(['STRAVA_CLIENT_SECRET', 'GARMIN_ENCRYPTION_KEY']));
    expect(versions[2]).toMatchObject({ versionId: held, invocation: expect.stringMatching(/^[0-9a-f]{8}$/) });

    const run = await binary.run(['recover', 'staging', '--yes']);

    expect(run.exitCode).toBe(0);
    expect(run.stderr).toMatch(/\+ add +GARMIN_ENCRYPTION_KEY +taken back from version \S+/);
    expect(await remember()).toEqual({ ...before, AI_MODEL: 'by-hand' });
    expect((await binary.run(['recover', 'staging', '--yes'])).stdout).toContain('nothing to change');
  });

  test('compare finds that a demo has staging’s client secret, and no value shows', async () => {
    const clean = await binary.run(['compare']);
    const file = writePrivate(folder(), 'client-secret', brought.clientSecret);
    await binary.run(['populate', 'mark', '--set', `STRAVA_CLIENT_SECRET=@${file}`, '--yes']);

    const { exitCode, stdout } = await binary.run(['compare', '--json']);

    expect(clean.stdout).toContain('no shared value was found');
    expect(exitCode).toBe(0);
    expect(json(stdout)['shared']).toEqual([
      { key: 'STRAVA_CLIENT_SECRET', environments: ['staging', 'mark'], verdict: 'warning' },
    ]);
  });

  test('a client id that another environment has is a warning', async () => {
    const input = brought.clientId;

    const run = await binary.run(['populate', 'mark', '--set', 'STRAVA_CLIENT_ID=-', '--yes'], { input });

    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain('staging uses the same Strava app');
  });

  test('backup and restore: refused without recipients, then encrypted, checked and put back', async () => {
    const refused = await binary.run(['backup', 'staging']);
    const identity = await generateX25519Identity();
    values.add(identity);
    const identityFile = writePrivate(folder(), 'age.key', `# made for this run\n${identity}\n`);
    await makeRecipient(await identityToRecipient(identity));

    const backup = await binary.run(['backup', 'staging', '--out', 'staging.age']);
    const again = await binary.run(['backup', 'staging', '--out', 'staging.age']);
    const check = await binary.run([
      'restore',
      'staging',
      'staging.age',
      '--identity',
      identityFile,
      '--check',
      '--json',
    ]);
    const before = await remember();
    await binary.run(['rotate', 'staging', 'FLASK_SECRET_KEY', '--yes']);
    const differs = await binary.run([
      'restore',
      'staging',
      'staging.age',
      '--identity',
      identityFile,
      '--check',
      '--json',
    ]);
    const restore = ['restore', 'staging', 'staging.age', '--identity', identityFile, '--yes'];
    const unasked = await binary.run(restore);
    const restored = await binary.run([...restore, '--import-generated']);

    expect([refused.exitCode, backup.exitCode, again.exitCode]).toEqual([1, 0, 2]);
    expect(statSync(join(folder(), 'staging.age')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder(), 'staging.age'), 'utf8')).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/);
    expect(json(check.stdout)).toMatchObject({ usable: true });
    expect(json(differs.stdout)).toMatchObject({ usable: true, plan: { needsConsents: ['importGenerated'] } });
    expect([unasked.exitCode, restored.exitCode]).toEqual([2, 0]);
    expect(await remember()).toEqual(before);
  });

  test('a backup of staging cannot be restored into another environment, or with another identity', async () => {
    const stranger = writePrivate(folder(), 'stranger.key', `${await generateX25519Identity()}\n`);

    const mark = await binary.run(['restore', 'mark', 'staging.age', '--identity', 'age.key', '--yes']);
    const other = await binary.run(['restore', 'staging', 'staging.age', '--identity', stranger, '--check']);

    expect(mark.exitCode).toBe(1);
    expect(mark.stderr).toContain('"project_id" must be kaizencoach-mark');
    expect(other.exitCode).toBe(1);
    expect(other.stderr).toContain('cannot be decrypted with this identity');
  });
});

describe('at a terminal', () => {
  test('populate asks, hides what is typed, and deletes the file afterwards if told so', async () => {
    const [typed, changed] = [broughtValues('kaizencoach-mark'), broughtValues('kaizencoach-staging')];
    values.add(typed.clientSecret).add(typed.privateKey).add(changed.clientSecret);
    const keyFile = writePrivate(folder(), 'mark.json', typed.keyFile);
    const file = valuesFile(folder(), changed);

    const asked = await binary.runAtTerminal(
      ['populate', 'mark'],
      [
        ['path of the key file', `${keyFile}\r`],
        ['STRAVA_CLIENT_ID', '\r'],
        ['STRAVA_CLIENT_SECRET', `${typed.clientSecret}\r`],
        ['Change mark (account', 'y\r'],
      ],
    );
    const deleted = await binary.runAtTerminal(
      ['populate', 'staging', '--file', file],
      [
        ['Change staging (account', 'y\r'],
        ['Stored. Delete', '\r'],
      ],
    );

    expect(asked.stdout).toContain('set: STRAVA_CLIENT_SECRET, GOOGLE_APPLICATION_CREDENTIALS_JSON');
    expect(asked.exitCode).toBe(0);
    expect(deleted.exitCode).toBe(0);
    expect(existsSync(file)).toBe(false);
  });

  test('the Garmin key is rotated when the environment’s name is typed, and not when another is', async () => {
    const { GARMIN_ENCRYPTION_KEY: before } = await remember();
    const args = ['rotate', 'staging', 'GARMIN_ENCRYPTION_KEY'];

    const wrong = await binary.runAtTerminal(args, [['Type the environment', 'production\r']]);
    const { GARMIN_ENCRYPTION_KEY: between } = await remember();
    const right = await binary.runAtTerminal(args, [['Type the environment', 'staging\r']]);

    expect([wrong.exitCode, right.exitCode]).toEqual([1, 0]);
    expect(between).toBe(before);
    expect((await remember())['GARMIN_ENCRYPTION_KEY']).not.toBe(before);
  });

  test('recover asks before it brings back a key, and history shows on a terminal too', async () => {
    await staging.secret.editJson(({ FLASK_SECRET_KEY: _, ...rest }) => rest);
    const declined = await binary.runAtTerminal(['recover', 'staging'], [['Change staging (account', 'n\r']]);
    expect(declined.exitCode).toBe(1);
    expect(await staging.secret.document()).not.toHaveProperty('FLASK_SECRET_KEY');

    const agreed = await binary.runAtTerminal(['recover', 'staging'], [['Change staging (account', 'y\r']]);
    const shown = await binary.runAtTerminal(['history', 'staging'], []);

    expect([agreed.exitCode, shown.exitCode]).toEqual([0, 0]);
    expect(await staging.secret.document()).toHaveProperty('FLASK_SECRET_KEY');
    expect(shown.stdout).toMatch(/recover.*\+FLASK_SECRET_KEY/s);
  });

  test('no, and Ctrl-C, change nothing', async () => {
    const version = await staging.secret.versionId();
    const args = ['rotate', 'staging', 'FLASK_SECRET_KEY'];

    const no = await binary.runAtTerminal(args, [['Change staging (account', 'n\r']]);
    const interrupted = await binary.runAtTerminal(args, [['Change staging (account', '\u0003']]);

    for (const { exitCode, stdout } of [no, interrupted]) {
      expect(exitCode).toBe(1);
      expect(stdout).toContain('cancelled; nothing was changed');
    }
    expect(await staging.secret.versionId()).toBe(version);
  });

  test('colours on a terminal, unless NO_COLOR is set, and never in a pipe', async () => {
    const colour = '\u001b[32m';
    const args = ['status', 'staging'];

    expect((await binary.runAtTerminal(args, [])).stdout).toContain(colour);
    expect((await binary.runAtTerminal(args, [], { NO_COLOR: '1' })).stdout).not.toContain(colour);
    expect((await binary.run(args)).stdout).not.toContain('\u001b');
  });
});

describe('bad input, exit code 2, nothing written', () => {
  const secret = brought.clientSecret;
  const file = (content: string) => () => ['--file', writePrivate(folder(), 'bad-secrets.json', content)];
  const set = (text: string) => () => ['--set', text];

  test.each<[string, () => string[], RegExp]>([
    ['an unknown key', file(`{"STRAVA_CLIENT_SECRT": "${secret}"}`), /did you mean STRAVA_CLIENT_SECRET\?/],
    ['a value in the place of a key', file(`{"${secret}": "x"}`), /no key of that name \(length 40\)/],
    ['a generated key', file(`{"FLASK_SECRET_KEY": "${secret}"}`), /--import-generated/],
    ['an empty value', file('{"STRAVA_CLIENT_SECRET": ""}'), /must not be empty \(length 0\)/],
    ['a placeholder', file('{"STRAVA_CLIENT_SECRET": "your_strava_app_client_secret"}'), /placeholder.*\(length 29\)/],
    ['a malformed value', file(`{"STRAVA_CLIENT_ID": "${secret}"}`), /must be decimal digits \(length 40\)/],
    [
      'a file of another project',
      () => ['--gcp-key-file', writePrivate(folder(), 'k.json', broughtValues('other').keyFile)],
      /"project_id" must be kaizencoach-staging/,
    ],
    [
      'invalid JSON',
      file(`{\n  "STRAVA_CLIENT_SECRET": "${secret}"\n  "STRAVA_CLIENT_ID": "1"}`),
      /line 3, column 3: comma expected/,
    ],
    [
      'a duplicate key',
      file(`{"STRAVA_CLIENT_ID": "1",\n "STRAVA_CLIENT_ID": "${secret}"}`),
      /same key twice, in lines 1 and 2/,
    ],
    ['an array', file(`["${secret}"]`), /must be one JSON object, got an array/],
    ['a value on the command line', set('STRAVA_CLIENT_SECRET=literal'), /every user of this machine.*\(length 7\)/],
    ['a file that is not there', set('STRAVA_CLIENT_SECRET=@nowhere'), /there is no such file/],
    [
      'a document that is too long',
      file(`{"AI_MODEL": "${'x'.repeat(70_000)}"}`),
      /more than the 65536 bytes that it can have/,
    ],
    ['no source and no terminal', () => [], /no terminal to ask at/],
    ['an unknown option', () => ['--sett', 'x'], /unknown option \(length 6\)/],
  ])('%s', async (_, args, message) => {
    const version = await staging.secret.versionId();

    const run = await binary.run(['populate', 'staging', '--yes', ...args()]);

    expect(run.stderr).toMatch(message);
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toBe('');
    expect(await staging.secret.versionId()).toBe(version);
  });

  test('an unknown environment: the known ones, also as JSON', async () => {
    const run = await binary.run(['status', 'stagin', '--json']);

    expect(run.exitCode).toBe(2);
    expect(json(run.stdout)).toMatchObject({ outcome: 'refused', rule: 'unknown-environment' });
    expect(json(run.stdout)['next']).toContain('production, staging, mark');
  });

  test('a file that others can read is a warning', async () => {
    const mode = await binary.run(['populate', 'staging', '--file', writeOpen(), '--dry-run']);

    expect(mode.stderr).toContain('can be read by other users of this machine: chmod 600');
  });
});

test.each(COMMANDS.map(({ name }) => name))('%s --help shows an example', async (name) => {
  const { exitCode, stdout } = await binary.run([name, '--help']);

  expect(exitCode).toBe(0);
  expect(stdout).toMatch(new RegExp(`Examples?:\\n  npx kaizencoach-secrets ${name}`));
});

test('a change without a terminal and without --yes is refused', async () => {
  const run = await binary.run(['rotate', 'staging', 'FLASK_SECRET_KEY']);

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain('--yes');
});

describe('I1 no leak', () => {
  test('no value shows in any output, process, file or log', async () => {
    await remember();
    expect(values.size).toBeGreaterThan(12);
    expect(await logs(staging.emulator.endpoint)).toContain('"operation":"restore"');
    expect(await leaks(values, binary, staging.emulator.endpoint)).toEqual([]);
  });

  test('a value that is planted in an output is found', async () => {
    binary.runs.push({
      line: 'planted',
      exitCode: 0,
      stdout: `${brought.clientSecret.slice(0, 12)}`,
      stderr: '',
      processes: '',
    });
    expect(await leaks(values, binary, staging.emulator.endpoint)).toEqual(['stdout of planted']);
    binary.runs.pop();
  });
});

function writeOpen(): string {
  const path = join(folder(), 'open-secrets.json');
  writeFileSync(path, JSON.stringify({ STRAVA_CLIENT_SECRET: brought.clientSecret }), { mode: 0o644 });
  return path;
}

async function makeRecipient(recipient: string): Promise<void> {
  await staging.lambda.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName: KEEPER,
      Environment: {
        Variables: {
          ENVIRONMENT_NAME: 'staging',
          SECRET_NAME: 'staging-kaizencoach-app-secrets',
          GCP_PROJECT: 'kaizencoach-staging',
          SEEDING: 'add',
          DOMAIN: 'staging.kaizencoach.training',
          ASK_ISSUERS: 'yes',
          TOPIC_ARN: 'arn:aws:sns:eu-west-1:000000000000:staging-kaizencoach-audit',
          BACKUP_RECIPIENTS: recipient,
          STACK_ID: 'of-the-test',
        },
      },
    }),
  );
}
