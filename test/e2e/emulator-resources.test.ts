import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetPolicyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { clientConfiguration } from '../../emulator/client-environment';
import { type Emulator, startEmulator } from '../../emulator/emulator';
import { cloudFormationAt } from '../emulator/support/cloudformation';
import { bucketConfiguration, cloudTrail, topicAttributes } from '../emulator/support/raw-services';
import * as templates from '../emulator/support/templates';

let stateDir: string;
let emulator: Emulator;
let stacks: ReturnType<typeof cloudFormationAt>;
let secrets: SecretsManagerClient;
let lambda: LambdaClient;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'emulator-'));
  emulator = await startEmulator({ stateDir });
  stacks = cloudFormationAt(emulator.endpoint);
  secrets = new SecretsManagerClient(clientConfiguration(emulator.endpoint));
  lambda = new LambdaClient(clientConfiguration(emulator.endpoint));
});

afterAll(async () => {
  stacks.close();
  secrets.destroy();
  lambda.destroy();
  await emulator.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

const trail = (operation: string, body: object) => cloudTrail(emulator.endpoint, operation, body);

async function secretPolicy(SecretId: string): Promise<unknown> {
  const { ResourcePolicy } = await secrets.send(new GetResourcePolicyCommand({ SecretId }));
  return ResourcePolicy === undefined ? undefined : JSON.parse(ResourcePolicy);
}

async function functionPolicy(FunctionName: string): Promise<unknown> {
  const { Policy = '{}' } = await lambda.send(new GetPolicyCommand({ FunctionName }));
  return JSON.parse(Policy);
}

describe('AWS::SecretsManager::Secret', () => {
  test('refuses a name that exists, and leaves that secret as it is', async () => {
    await secrets.send(new CreateSecretCommand({ Name: 'taken', SecretString: 'first' }));
    expect(await stacks.create('taken-secret', { Secret: templates.secret('taken') })).toBe('ROLLBACK_COMPLETE');
    expect(await stacks.reasons('taken-secret')).toContain(
      'The operation failed because the secret taken already exists.',
    );
    expect(await stacks.reasons('taken-secret')).toContain('HandlerErrorCode: AlreadyExists');
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: 'taken' }));
    expect(SecretString).toBe('first');
  });
});

describe('AWS::SecretsManager::ResourcePolicy', () => {
  const name = 'guarded';
  const withPolicy = (sid: string) => ({
    Secret: templates.secret(name),
    Policy: templates.secretPolicy({ Ref: 'Secret' }, sid),
  });

  test('is created, updated and deleted with its stack', async () => {
    expect(await stacks.create('policy', withPolicy('one'), { Policy: { Value: { Ref: 'Policy' } } })).toBe(
      'CREATE_COMPLETE',
    );
    expect((await stacks.outputs('policy'))['Policy']).toMatch(/^arn:aws:secretsmanager:eu-west-1:.*:secret:guarded-/);
    expect(await secretPolicy(name)).toMatchObject({ Statement: [{ Sid: 'one', Effect: 'Deny' }] });
    expect(await stacks.update('policy', withPolicy('two'))).toBe('UPDATE_COMPLETE');
    expect(await secretPolicy(name)).toMatchObject({ Statement: [{ Sid: 'two' }] });
    expect(await stacks.update('policy', { Secret: templates.secret(name) })).toBe('UPDATE_COMPLETE');
    expect(await secretPolicy(name)).toBeUndefined();
  });

  test('refuses a second policy on the same secret, by name or by ARN', async () => {
    const { ARN = '' } = await secrets.send(new CreateSecretCommand({ Name: 'once' }));
    expect(await stacks.create('first', { Policy: templates.secretPolicy('once', 'first') })).toBe('CREATE_COMPLETE');
    for (const [stack, id] of Object.entries({ 'by-name': 'once', 'by-arn': ARN })) {
      expect(await stacks.create(stack, { Policy: templates.secretPolicy(id, 'second') })).toBe('ROLLBACK_COMPLETE');
      expect(await stacks.reasons(stack)).toContain('HandlerErrorCode: AlreadyExists');
    }
    expect(await secretPolicy('once')).toMatchObject({ Statement: [{ Sid: 'first' }] });
  });

  test('refuses to open the secret to everyone', async () => {
    await secrets.send(new CreateSecretCommand({ Name: 'private' }));
    const policy = templates.secretPolicy('private', 'open', 'Allow');
    expect(await stacks.create('open', { Policy: policy })).toBe('ROLLBACK_COMPLETE');
    expect(await stacks.reasons('open')).toContain('BlockPublicPolicy');
    expect(await secretPolicy('private')).toBeUndefined();
  });
});

describe('AWS::Lambda::ResourcePolicy', () => {
  const resources = (sid: string) => ({
    ...templates.functionNamed('watched'),
    Policy: templates.functionPolicy({ 'Fn::GetAtt': ['Function', 'Arn'] }, sid),
  });

  test('is created, updated and deleted with its stack', async () => {
    expect(await stacks.create('function-policy', resources('one'))).toBe('CREATE_COMPLETE');
    expect(await functionPolicy('watched')).toMatchObject({ Statement: [{ Sid: 'one', Effect: 'Deny' }] });
    expect(await stacks.update('function-policy', resources('two'))).toBe('UPDATE_COMPLETE');
    expect(await functionPolicy('watched')).toMatchObject({ Statement: [{ Sid: 'two' }] });
    expect(await stacks.update('function-policy', templates.functionNamed('watched'))).toBe('UPDATE_COMPLETE');
    expect(await functionPolicy('watched')).toMatchObject({ Statement: [] });
  });
});

describe('AWS::CloudTrail::Trail', () => {
  const Name = 'audit';

  test('is created with its log group, selectors and tags, and logs', async () => {
    const outputs = { Arn: { Value: { 'Fn::GetAtt': ['Trail', 'Arn'] } }, Name: { Value: { Ref: 'Trail' } } };
    expect(await stacks.create('trail', templates.trail(), outputs)).toBe('CREATE_COMPLETE');
    const TrailARN = `arn:aws:cloudtrail:eu-west-1:000000000000:trail/${Name}`;
    expect(await stacks.outputs('trail')).toEqual({ Arn: TrailARN, Name });
    expect(await trail('GetTrail', { Name })).toMatchObject({
      Trail: {
        TrailARN,
        S3BucketName: 'audit-bucket',
        IsMultiRegionTrail: true,
        LogFileValidationEnabled: true,
        CloudWatchLogsLogGroupArn: expect.stringMatching(/:log-group:audit-log:\*$/),
        CloudWatchLogsRoleArn: 'arn:aws:iam::000000000000:role/audit',
        KmsKeyId: 'arn:aws:kms:eu-west-1:000000000000:key/1',
      },
    });
    expect(await trail('GetTrailStatus', { Name })).toMatchObject({ IsLogging: true });
    expect(await trail('GetEventSelectors', { TrailName: Name })).toMatchObject({
      AdvancedEventSelectors: [{ Name: 'management' }],
    });
    expect(await trail('ListTags', { ResourceIdList: [TrailARN] })).toMatchObject({
      ResourceTagList: [{ TagsList: expect.arrayContaining([{ Key: 'owner', Value: 'team' }]) }],
    });
  });

  test('is updated in place, and a property that the template drops goes back to its default', async () => {
    expect(await stacks.update('trail', templates.trailInOneRegion())).toBe('UPDATE_COMPLETE');
    const found = await trail('GetTrail', { Name });
    expect(found).toMatchObject({ Trail: { IsMultiRegionTrail: false, LogFileValidationEnabled: false } });
    expect(found).not.toHaveProperty('Trail.KmsKeyId');
    expect(found).not.toHaveProperty('Trail.CloudWatchLogsLogGroupArn');
    expect(await trail('GetTrailStatus', { Name })).toMatchObject({ IsLogging: false });
    expect(await trail('GetEventSelectors', { TrailName: Name })).toMatchObject({
      EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
    });
  });

  test('is deleted with its stack', async () => {
    expect(await stacks.destroy('trail')).toBe('DELETE_COMPLETE');
    expect(await trail('GetTrail', { Name })).toMatchObject({ __type: 'TrailNotFoundException' });
  });

  test('refuses what the service cannot hold, and leaves no half trail', async () => {
    const resources = templates.trail({ InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }] });
    expect(await stacks.create('insights', resources)).toBe('ROLLBACK_COMPLETE');
    expect(await stacks.reasons('insights')).toContain('has no InsightSelectors');
    expect(await trail('GetTrail', { Name })).toMatchObject({ __type: 'TrailNotFoundException' });
  });
});

describe('properties that ministack leaves out', () => {
  const configuration = (name: string) => bucketConfiguration(emulator.endpoint, 'kept-bucket', name);
  const attributes = () => topicAttributes(emulator.endpoint, 'arn:aws:sns:eu-west-1:000000000000:kept-topic');

  test('a bucket keeps its lifecycle, its object lock and its logging', async () => {
    expect(await stacks.create('bucket', templates.bucket(30))).toBe('CREATE_COMPLETE');
    expect(await configuration('lifecycle')).toMatch(/<NoncurrentDays>7<.*GLACIER.*<Expiration><Days>30</);
    expect(await configuration('object-lock')).toMatch(/<Mode>GOVERNANCE<.*<Days>30</);
    expect(await configuration('logging')).toContain('<TargetPrefix>log/<');
    expect(await stacks.update('bucket', templates.bucket(60))).toBe('UPDATE_COMPLETE');
    expect(await configuration('lifecycle')).toContain('<Days>60<');
  });

  test('a bucket’s rule that would be lost is refused', async () => {
    const resources = templates.bucket(30, { TagFilters: [{ Key: 'a', Value: 'b' }] });
    expect(await stacks.update('bucket', resources)).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await stacks.reasons('bucket')).toContain('lifecycle rules have no TagFilters');
  });

  test('a topic keeps its key', async () => {
    expect(await stacks.create('topic', templates.topic('alias/one'))).toBe('CREATE_COMPLETE');
    expect(await attributes()).toContain('<value>alias/one</value>');
    expect(await stacks.update('topic', templates.topic('alias/two'))).toBe('UPDATE_COMPLETE');
    expect(await attributes()).toContain('<value>alias/two</value>');
  });
});
