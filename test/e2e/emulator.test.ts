import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetPolicyCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { clientConfiguration } from '../../emulator/client-environment';
import { type Emulator, startEmulator } from '../../emulator/emulator';
import { isRunning } from '../../emulator/end-process';
import { PortTakenError } from '../../emulator/server-process';
import { cloudFormationAt } from '../emulator/support/cloudformation';
import { callService } from '../emulator/support/json-service';
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

async function accepts(host: string): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = createConnection({ host, port: emulator.port });
    const done = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', () => done(true)).once('error', () => done(false));
  });
}

function trail(operation: string, body: object): Promise<unknown> {
  const target = `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.${operation}`;
  return callService(emulator.endpoint, 'cloudtrail', target, body);
}

async function secretPolicy(SecretId: string): Promise<unknown> {
  const { ResourcePolicy } = await secrets.send(new GetResourcePolicyCommand({ SecretId }));
  return ResourcePolicy === undefined ? undefined : JSON.parse(ResourcePolicy);
}

async function functionPolicy(FunctionName: string): Promise<unknown> {
  const { Policy = '{}' } = await lambda.send(new GetPolicyCommand({ FunctionName }));
  return JSON.parse(Policy);
}

describe('the process', () => {
  test('listens on the loopback address and on no other', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter((address) => !address.internal && address.family === 'IPv4');
    expect(await accepts('127.0.0.1')).toBe(true);
    for (const { address } of others) {
      expect([address, await accepts(address)]).toEqual([address, false]);
    }
    // The whole network 127/8 is this machine's: it shows the difference also where there is no other interface.
    expect(await accepts('127.0.0.2')).toBe(false);
  });

  test('refuses a taken port by name', async () => {
    const start = startEmulator({ port: emulator.port, stateDir: join(stateDir, 'second') });
    await expect(start).rejects.toThrow(PortTakenError);
    await expect(start).rejects.toThrow(`port ${emulator.port} is taken`);
    await expect(start).rejects.toThrow('KAIZENCOACH_LOCAL_PORT');
  });

  test('ends when it is told, twice without harm', async () => {
    const second = await startEmulator({ stateDir: join(stateDir, 'other') });
    expect(isRunning(second.pid)).toBe(true);
    await second.stop();
    await second.stop();
    expect(isRunning(second.pid)).toBe(false);
  });
});

describe('functions and custom resources', () => {
  test('reach the emulator at the origin to which they answer', async () => {
    const outputs = { Answered: { Value: { 'Fn::GetAtt': ['Probe', 'Answered'] } } };
    expect(await stacks.create('probe', templates.probe(), outputs)).toBe('CREATE_COMPLETE');
    expect(await stacks.outputs('probe')).toEqual({ Answered: emulator.endpoint });
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'probe' }));
    expect(JSON.parse(Payload?.transformToString() ?? '')).toEqual({
      endpoint: emulator.endpoint,
      region: 'eu-west-1',
      proxies: [],
    });
  });
});

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
