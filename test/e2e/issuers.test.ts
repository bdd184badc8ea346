import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { DescribeRuleCommand, EventBridgeClient, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { clientConfiguration } from '../../emulator/client-environment';
import { resourceNames } from '../../lib/environments/names';
import { environmentNamed } from '../../lib/environments/rows';
import { IssuersStandIn, json } from '../support/issuers-stand-in';
import { invoke } from './support/ask-keeper';
import { deployedEnvironment, type EnvironmentUnderTest } from './support/environment-under-test';
import { OperatorBinary } from './support/operator-binary';
import { leaks, logs } from './support/operator-leaks';
import { writePrivate } from './support/operator-values';

const DOMAIN = 'staging.kaizencoach.training';
const CALLBACK = `https://${DOMAIN}/strava_webhook`;
const ACCOUNT = 'vertex-ai-sa@kaizencoach-staging.iam.gserviceaccount.com';

const KEEPER = resourceNames(environmentNamed('staging')).keeperFunction;

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const clientSecret = randomBytes(20).toString('hex');

let issuers: IssuersStandIn;
let staging: EnvironmentUnderTest;
let binary: OperatorBinary;

beforeAll(async () => {
  issuers = await new IssuersStandIn(DOMAIN).listen();
  staging = await deployedEnvironment('staging', { issuersEndpoint: issuers.origin });
  binary = new OperatorBinary(staging.emulator.environment);
  issuers.pair = { clientId: '188207', clientSecret };
  issuers.publicKeys.set(ACCOUNT, publicKey);
  const keyFile = { type: 'service_account', project_id: 'kaizencoach-staging', private_key: privateKey };
  const values = { STRAVA_CLIENT_ID: '188207', STRAVA_CLIENT_SECRET: clientSecret };
  const files = [
    writePrivate(binary.folder, 'values.json', JSON.stringify(values)),
    writePrivate(binary.folder, 'key.json', JSON.stringify({ ...keyFile, client_email: ACCOUNT })),
  ] as const;
  await binary.run(['populate', 'staging', '--file', files[0], '--gcp-key-file', files[1], '--yes']);
});
afterAll(async () => {
  binary.end();
  await staging.end();
  await issuers.close();
});

async function appLoads(): Promise<void> {
  issuers.loadedToken = String((await staging.secret.document())['STRAVA_VERIFY_TOKEN']);
}

test('the app has another token, and there is no subscription: doctor says both, with one command each', async () => {
  const { stdout, exitCode } = await binary.run(['doctor', 'staging']);

  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/problem: webhook subscription fails with 403.*\n.*another token.*\n.*reload staging/);
  expect(stdout).toMatch(/problem: where Strava sends its events\n.*no subscription\n.*webhook staging renew/);
  expect(stdout).toMatch(/ok: “Invalid client_id”: the client id and secret at Strava/);
  expect(stdout).toMatch(/ok: 403 from Vertex AI: the key at Google\n.*is not proved/);
});

test('renew is refused before the app has loaded the token, and works after', async () => {
  const early = await binary.run(['webhook', 'staging', 'renew', '--yes']);
  await appLoads();
  const late = await binary.run(['webhook', 'staging', 'renew', '--yes']);
  const { stdout, exitCode } = await binary.run(['webhook', 'staging', 'show']);

  expect([early.exitCode, late.exitCode, exitCode]).toEqual([1, 0, 0]);
  expect(early.stderr).toContain('nothing was deleted');
  expect(late.stdout).toContain(`a subscription to ${CALLBACK} was made`);
  expect(stdout).toContain(`leads to ${CALLBACK}`);
});

test('a rotated token leaves the subscription as it is; once loaded, it is proved by making it anew', async () => {
  const [before] = issuers.subscriptions;
  await binary.run(['rotate', 'staging', 'STRAVA_VERIFY_TOKEN', '--yes']);
  await appLoads();
  const run = await binary.run(['webhook', 'staging', 'renew', '--force', '--yes']);

  expect(run.stdout).toContain('made anew');
  expect(issuers.subscriptions).toMatchObject([{ callback_url: CALLBACK }]);
  expect(issuers.subscriptions[0]?.id).not.toBe(before?.id);
});

test('a foreign callback goes only where its host is typed', async () => {
  issuers.subscriptions = [{ id: 7, callback_url: 'https://old.example.com/hook' }];
  const renew = ['webhook', 'staging', 'renew'];
  const scripted = await binary.run([...renew, '--yes']);
  const wrong = await binary.run([...renew, '--yes', '--foreign-host', 'other.example.com']);
  expect(issuers.subscriptions).toHaveLength(1);
  const typed = await binary.runAtTerminal(renew, [
    ['type that callback', 'old.example.com\r'],
    ['Make Strava send', 'y\r'],
  ]);

  expect([scripted.exitCode, wrong.exitCode, typed.exitCode]).toEqual([2, 1, 0]);
  expect(issuers.subscriptions).toMatchObject([{ callback_url: CALLBACK }]);
});

test('the weekly schedule is there for the keeper, which tells the topic what is due, and nothing where nothing is', async () => {
  const events = new EventBridgeClient(clientConfiguration(staging.emulator.endpoint));
  const rule = 'staging-kaizencoach-audit-weekly-report';
  const { ScheduleExpression, State } = await events.send(new DescribeRuleCommand({ Name: rule }));
  const { Targets } = await events.send(new ListTargetsByRuleCommand({ Rule: rule }));
  expect({ ScheduleExpression, State }).toEqual({ ScheduleExpression: 'cron(0 7 ? * MON *)', State: 'ENABLED' });
  expect(Targets).toMatchObject([{ Arn: expect.stringMatching(new RegExp(`:function:${KEEPER}$`)) }]);
  const scheduled = { version: '0', source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} };

  const quiet = await invoke(staging.lambda, KEEPER, scheduled);
  issuers.isInactive = true;
  const told = await invoke(staging.lambda, KEEPER, scheduled);
  issuers.isInactive = false;

  expect([JSON.parse(quiet), JSON.parse(told)]).toEqual([{ told: 0 }, { told: 1 }]);
});

test('I1: no value shows in any output, process, file or log, also where issuers echo what they get', async () => {
  const echo = new Map(
    ['GET www.strava.com', 'POST oauth2.googleapis.com', `GET ${DOMAIN}`].map(
      (name) =>
        [
          name,
          (response, request) => json(response, 401, { error: request.url, error_description: request.url }),
        ] satisfies [string, Parameters<typeof issuers.hostile.set>[1]],
    ),
  );
  for (const [name, hostile] of echo) {
    issuers.hostile.set(name, hostile);
  }
  const doctor = await binary.run(['doctor', 'staging', '--json', '--verbose']);
  await binary.run(['webhook', 'staging', 'renew', '--force', '--yes']);
  const document = await staging.secret.document();
  const { STRAVA_CLIENT_ID: _, ...secret } = document;

  expect(doctor.stdout).toContain('in a form that it does not document');
  expect(await logs(staging.emulator.endpoint)).toContain('renew-webhook');
  expect(issuers.asked.some((line) => line.startsWith('DELETE'))).toBe(true);
  const values = new Set([
    ...Object.values(secret).map(String),
    privateKey,
    clientSecret,
    'ya29.token-of-the-stand-in',
  ]);
  expect(await leaks(values, binary, staging.emulator.endpoint)).toEqual([]);
});
