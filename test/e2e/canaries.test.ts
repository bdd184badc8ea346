import { generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { clientConfiguration } from '../../emulator/client-environment';
import { resourceNames } from '../../lib/environments/names';
import { environmentNamed } from '../../lib/environments/rows';
import { invoke } from './support/ask-keeper';
import { spellingsOf } from './support/canary';
import { deployedEnvironment, type EnvironmentUnderTest, events, forceUpdate } from './support/environment-under-test';
import { without } from './support/stored-secret';

const KEEPER = resourceNames(environmentNamed('staging')).keeperFunction;

let staging: EnvironmentUnderTest;
/** Every secret value that was ever in play. */
const values = new Set<string>();
/** Every place where a value could show, by name. */
const places = new Map<string, string>();

beforeAll(async () => {
  staging = await deployedEnvironment('staging');
  await play();
  await collect();
});
afterAll(() => staging.end());

/** Lets the keeper handle values of every kind: its own, brought ones, dropped ones, malformed ones, and broken documents. */
async function play(): Promise<void> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const keyFile = { type: 'service_account', project_id: 'kaizencoach-staging', private_key: privateKey };
  const clientSecret = randomBytes(20).toString('hex');
  for (const value of [privateKey, JSON.stringify(keyFile), clientSecret]) {
    values.add(value);
  }
  await remember();
  const brought = { STRAVA_CLIENT_SECRET: clientSecret, GOOGLE_APPLICATION_CREDENTIALS_JSON: JSON.stringify(keyFile) };
  await say('status', { contract: 2, operation: 'status' });
  const populate = {
    contract: 2,
    operation: 'populate',
    requestId: '0123456789abcdef',
    seenVersion: await staging.secret.versionId(),
    values: brought,
    consents: { importGenerated: false, invalidateGarminPasswords: false },
  };
  await say('populate', populate);
  await say('a populate that is too late', populate);
  await say('a populate of a broken value', { ...populate, values: { STRAVA_CLIENT_ID: clientSecret } });
  await say('what became of it', { contract: 2, operation: 'fate', requestId: populate.requestId });
  await say('a populate of an unknown key', { ...populate, values: { [clientSecret]: 'x' } });
  await say('a request that is not understood', { contract: 2, operation: clientSecret });
  await staging.secret.editJson((document) => without(document, 'FLASK_SECRET_KEY'));
  await say('a forced update', await forceUpdate(staging, 'StagingStack'));
  await staging.secret.editJson((document) => without(document, 'GARMIN_ENCRYPTION_KEY'));
  await staging.secret.editJson((document) => ({ ...document, [clientSecret]: 'a value in the place of a name' }));
  const { values: _, ...recover } = { ...populate, operation: 'recover', requestId: 'fedcba9876543210' };
  await say('a plan to recover', { contract: 2, operation: 'plan', change: { operation: 'recover' } });
  await say('a recovery', { ...recover, seenVersion: await staging.secret.versionId() });
  await say('its history', { contract: 2, operation: 'history' });
  for (const broken of [
    `{"A":"${clientSecret}"`,
    `["${clientSecret}"]`,
    clientSecret,
    `{"A":1,"A":"${clientSecret}"}`,
  ]) {
    await staging.secret.edit(broken);
    await say(`an update of ${broken.slice(0, 4)}`, await forceUpdate(staging, 'StagingStack'));
    await say('its status', { contract: 2, operation: 'status' });
  }
}

async function remember(): Promise<void> {
  for (const value of Object.values(await staging.secret.document())) {
    values.add(String(value));
  }
}

/** Notes what came of something; a request is sent to the keeper first. */
async function say(name: string, what: object): Promise<void> {
  const text = 'contract' in what ? await invoke(staging.lambda, KEEPER, what) : JSON.stringify(what);
  places.set(`${places.size + 1}: ${name}`, text);
}

async function collect(): Promise<void> {
  const stack = { StackName: 'StagingStack' };
  const { cloudFormation } = staging;
  places.set('cdk deploy', staging.deployment.output);
  places.set('stack events', JSON.stringify(await events(cloudFormation, 'StagingStack')));
  places.set('template', JSON.stringify(await cloudFormation.send(new GetTemplateCommand(stack))));
  places.set('outputs', JSON.stringify(await cloudFormation.send(new DescribeStacksCommand(stack))));
  places.set('resources', JSON.stringify(await cloudFormation.send(new DescribeStackResourcesCommand(stack))));
  places.set('tags', JSON.stringify(await staging.secret.tags()));
  places.set('logs', await logs());
}

async function logs(): Promise<string> {
  const client = new CloudWatchLogsClient(clientConfiguration(staging.emulator.endpoint));
  const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({}));
  const lines: string[] = [];
  for (const { logGroupName } of logGroups) {
    for await (const { events: found = [] } of paginateFilterLogEvents({ client }, { logGroupName })) {
      lines.push(...found.map(({ message }) => message ?? ''));
    }
  }
  return lines.join('\n');
}

/** Names of the places that show a value in any spelling. */
function leaks(): string[] {
  const spellings = [...values].flatMap(spellingsOf);
  return [...places].flatMap(([name, text]) => (spellings.some((spelling) => text.includes(spelling)) ? [name] : []));
}

test('the search looked where values could be: what the keeper did and refused is there', () => {
  expect(places.get('logs')).toContain('"outcome":"refused"');
  expect(places.get('stack events')).toContain('is not valid JSON');
  expect([...places].find(([name]) => name.endsWith(': populate'))?.[1]).toMatch(/"outcome": ?"done"/);
  expect([...places].find(([name]) => name.endsWith(': a recovery'))?.[1]).toMatch(/"outcome": ?"done"/);
  expect([...places].find(([name]) => name.endsWith(': its history'))?.[1]).toMatch(/"operation": ?"recover"/);
  // three generated keys, a client secret, a key file and its private key
  expect(values.size).toBe(6);
});

test('I1: no value shows anywhere', () => {
  expect(leaks()).toEqual([]);
});

const isPem = (value: string) => value.startsWith('-----BEGIN');
const isPlain = (value: string) => /^[0-9a-f]{40}$/.test(value);

test.each<[string, (value: string) => boolean, (value: string) => string]>([
  ['as it is', isPlain, (value) => value],
  ['escaped in JSON', isPem, (value) => JSON.stringify(value).slice(1, -1)],
  ['escaped twice', isPem, (value) => JSON.stringify(JSON.stringify(value)).slice(3, -3)],
  ['in base64', isPlain, (value) => Buffer.from(value).toString('base64')],
  ['in base64 after other text', isPlain, (value) => Buffer.from(`{"key":"${value}"}`).toString('base64')],
  ['as one line of a PEM', isPem, (value) => value.split('\n')[3] ?? ''],
  ['as its first twelve characters', isPlain, (value) => value.slice(0, 12)],
])('a leak that is planted %s is found', (_, fits, spelling) => {
  const value = [...values].find(fits) ?? '';
  places.set('planted', `before ${spelling(value)} after`);
  expect(leaks()).toEqual(['planted']);
  places.delete('planted');
});
