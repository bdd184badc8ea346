import { PutResourcePolicyCommand, UpdateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { secretReaders } from '../../lib/environments/readers';
import { accessPolicyDocument } from '../../lib/stack/secret/access-policy';
import { type EmulatorBehindFaults, emulatorBehindFaults } from './support/emulator-behind-faults';
import type { FaultyEndpoint } from './support/faulty-endpoint';
import type { KeeperInProcess } from './support/keeper-in-process';

const KEY_ID = '11111111-2222-3333-4444-555555555555';
const KEY_ARN = `arn:aws:kms:eu-west-1:000000000000:key/${KEY_ID}`;

let behindFaults: EmulatorBehindFaults;
let endpoint: FaultyEndpoint;
let keeper: KeeperInProcess;

beforeAll(async () => {
  behindFaults = await emulatorBehindFaults();
  endpoint = behindFaults.endpoint;
});
afterAll(() => behindFaults.end());
beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = await behindFaults.keeperOfNewSecret();
});

/** Asks the keeper for the check that comes before the stack's own policy. */
function check() {
  return keeper.send(keeper.event({ ResourceProperties: keeper.properties({ Purpose: 'check-policy' }) }));
}

async function attach(policy: object): Promise<void> {
  const ResourcePolicy = JSON.stringify(policy);
  await keeper.secret.client.send(new PutResourcePolicyCommand({ SecretId: keeper.secret.name, ResourcePolicy }));
}

async function encryptWith(KmsKeyId: string): Promise<void> {
  await keeper.secret.client.send(new UpdateSecretCommand({ SecretId: keeper.secret.name, KmsKeyId }));
}

test('a secret without a policy, under the AWS-managed key, passes, and nothing is written', async () => {
  expect((await check())?.Status).toBe('SUCCESS');
  expect(endpoint.calls).toEqual(['DescribeSecret', 'GetResourcePolicy']);
});

test('the policy of this project passes: an update checks again', async () => {
  const place = { partition: 'aws', account: '000000000000', region: 'eu-west-1' };
  await attach(accessPolicyDocument(secretReaders(place, { instanceRole: 'app', keeperRole: 'keeper' }, {})));
  expect((await check())?.Status).toBe('SUCCESS');
});

test.each([
  [
    'an allowing one',
    { Statement: [{ Sid: 'TeamReads', Effect: 'Allow', Action: '*', Principal: '*', Resource: '*' }] },
  ],
  [
    'ours with a statement more',
    {
      Statement: [
        { Sid: 'OnlyReadersGetTheValue', Effect: 'Deny' },
        { Sid: 'TeamReads', Effect: 'Allow' },
      ],
    },
  ],
  ['one of our name that allows', { Statement: [{ Sid: 'OnlyReadersGetTheValue', Effect: 'Allow' }] }],
])('a foreign policy is refused, its statements are named: %s', async (_, policy) => {
  await attach({ Version: '2012-10-17', ...policy });
  const response = await check();
  expect(response?.Status).toBe('FAILED');
  expect(response?.Reason).toContain("has a resource policy that is not this project's");
  expect(response?.Reason).toContain('aws secretsmanager delete-resource-policy');
});

test('another key than the row says is refused, and the change of the row is named', async () => {
  await encryptWith(KEY_ARN);
  const response = await check();
  expect(response?.Status).toBe('FAILED');
  expect(response?.Reason).toContain(`encryption: { keyArn: '${KEY_ARN}' }`);
});

test.each([
  ['by its ARN', KEY_ARN],
  ['by its id', KEY_ID],
])('the key that the row names passes, %s', async (_, named) => {
  keeper.expectedKey = KEY_ARN;
  await encryptWith(named);
  expect((await check())?.Status).toBe('SUCCESS');
});

test('the AWS-managed key is refused where the row names another', async () => {
  keeper.expectedKey = KEY_ARN;
  expect((await check())?.Reason).toContain("encryption: 'aws-managed'");
});
