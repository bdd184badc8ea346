import { DescribeStackResourcesCommand, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { GetPolicyCommand } from '@aws-sdk/client-lambda';
import { DescribeSecretCommand, GetResourcePolicyCommand } from '@aws-sdk/client-secrets-manager';
import { runCdk } from '../../emulator/cdk';
import { DETECTIONS } from '../../lib/audit/detections';
import { auditNames, resourceNames } from '../../lib/environments/names';
import { environmentNamed } from '../../lib/environments/rows';
import {
  deployedEnvironment,
  type EnvironmentUnderTest,
  forceUpdate,
  settledStatus,
} from './support/environment-under-test';
import { ask, askForXml, credential } from './support/read-back';
import { sharedAssembly } from './support/shared-assembly';

const ROW = environmentNamed('staging');
const NAMES = auditNames(ROW.resourcePrefix);
/** The row names no role for emergencies, so nothing can show its use. */
const WATCHED = DETECTIONS.filter(({ id }) => id !== 'break-glass');

let staging: EnvironmentUnderTest;
let endpoint: string;
let ids: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  staging = await deployedEnvironment('staging');
  endpoint = staging.emulator.endpoint;
  const { StackResources = [] } = await staging.cloudFormation.send(
    new DescribeStackResourcesCommand({ StackName: ROW.stackId }),
  );
  const byType = new Map<string, string[]>();
  for (const { ResourceType = '', PhysicalResourceId = '' } of StackResources) {
    byType.set(ResourceType, [...(byType.get(ResourceType) ?? []), PhysicalResourceId]);
  }
  ids = byType;
});
afterAll(() => staging.end());

test('a second deployment changes nothing', async () => {
  const { output, exitCode } = await staging.deploy();
  expect(output).toContain('no changes');
  expect(exitCode).toBe(0);
});

test('the trail records in all Regions, validates its files and is on', async () => {
  expect(await ask(endpoint, 'cloudtrail', 'GetTrail', { Name: NAMES.trail })).toMatchObject({
    Trail: { IsMultiRegionTrail: true, LogFileValidationEnabled: true, IncludeGlobalServiceEvents: true },
  });
  expect(await ask(endpoint, 'cloudtrail', 'GetTrailStatus', { Name: NAMES.trail })).toMatchObject({ IsLogging: true });
});

test('the trail records all management events, and who invokes the keeper', async () => {
  const selectors = JSON.stringify(await ask(endpoint, 'cloudtrail', 'GetEventSelectors', { TrailName: NAMES.trail }));
  expect(selectors).toContain('Management');
  expect(selectors).toContain(resourceNames(ROW).keeperFunction);
});

test('every detection of the immediate path is a rule that gets read-only events', async () => {
  const immediate = WATCHED.filter(({ path }) => path !== 'log').map(({ id }) => id);
  const answer = JSON.stringify(await ask(endpoint, 'events', 'ListRules', { NamePrefix: NAMES.prefix }));
  expect(immediate.filter((id) => !answer.includes(`${NAMES.prefix}-${id}`))).toEqual([]);
  expect(answer.match(/ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS/g)?.length).toBeGreaterThanOrEqual(
    immediate.length,
  );
});

test('the patterns name the secret by its complete ARN, as far as all Regions have it in common', async () => {
  const { ARN = '' } = await staging.secret.client.send(new DescribeSecretCommand({ SecretId: staging.secret.name }));
  const end = ARN.slice(ARN.indexOf(':secret:'));
  expect(JSON.stringify(await ask(endpoint, 'events', 'ListRules', { NamePrefix: NAMES.prefix }))).toContain(end);
  expect(JSON.stringify(await ask(endpoint, 'logs', 'DescribeMetricFilters', {}))).toContain(end);
});

test('every detection of the log path that a record shows is a metric filter', async () => {
  const filters = JSON.stringify(await ask(endpoint, 'logs', 'DescribeMetricFilters', {}));
  const logged = WATCHED.filter((detection) => detection.path !== 'immediate' && 'when' in detection);
  expect(logged.filter(({ id }) => !filters.includes(id)).map(({ id }) => id)).toEqual([]);
});

test('the alarms are there, and the trail’s silence is one of them', async () => {
  const alarms = await askForXml(endpoint, 'monitoring', { Action: 'DescribeAlarms', Version: '2010-08-01' });
  expect(alarms).toContain(`<AlarmName>${NAMES.prefix}-trail-silent</AlarmName>`);
  expect(alarms.match(/<AlarmName>/g)).toHaveLength(ids.get('AWS::CloudWatch::Alarm')?.length ?? 0);
});

test('the secret’s policy denies reading to everyone but the app and the keeper', async () => {
  const { ResourcePolicy = '' } = await staging.secret.client.send(
    new GetResourcePolicyCommand({ SecretId: staging.secret.name }),
  );
  const { instanceRole, keeperRole } = resourceNames(ROW);
  expect(JSON.parse(ResourcePolicy)).toMatchObject({
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'secretsmanager:GetSecretValue',
        Condition: {
          ArnNotEquals: {
            'aws:PrincipalArn': [
              `arn:aws:iam::000000000000:role/${instanceRole}`,
              `arn:aws:iam::000000000000:role/${keeperRole}`,
            ],
          },
        },
      },
    ],
  });
});

test('the secret is encrypted with the stack’s own key, which rotates', async () => {
  const [KeyId = ''] = ids.get('AWS::KMS::Key') ?? [];
  const { KmsKeyId } = await staging.secret.client.send(new DescribeSecretCommand({ SecretId: staging.secret.name }));
  expect(KmsKeyId).toContain(KeyId);
  expect(await ask(endpoint, 'kms', 'GetKeyRotationStatus', { KeyId })).toMatchObject({ KeyRotationEnabled: true });
  expect(JSON.stringify(await ask(endpoint, 'kms', 'GetKeyPolicy', { KeyId, PolicyName: 'default' }))).toContain(
    'kms:EncryptionContext:SecretARN',
  );
});

test('where the row lists no operators, the function has no policy of ours', async () => {
  const policy = await staging.lambda
    .send(new GetPolicyCommand({ FunctionName: resourceNames(ROW).keeperFunction }))
    .then(
      (answer) => answer.Policy ?? '',
      () => '',
    );
  expect(policy).not.toContain('"Deny"');
});

test('the topic takes alerts from the services that send them', async () => {
  const [TopicArn = ''] = ids.get('AWS::SNS::Topic') ?? [];
  const parameters = { Action: 'GetTopicAttributes', Version: '2010-03-31', TopicArn };
  const attributes = await askForXml(endpoint, 'sns', parameters);
  expect(attributes).toContain('events.amazonaws.com');
  expect(attributes).toContain('cloudwatch.amazonaws.com');
});

test('an update works', async () => {
  expect(await forceUpdate(staging, ROW.stackId)).toEqual({ status: 'UPDATE_COMPLETE', reasons: [] });
});

test('I5: a deletion works, and leaves the secret, its key and the record', async () => {
  await staging.cloudFormation.send(
    new UpdateTerminationProtectionCommand({ StackName: ROW.stackId, EnableTerminationProtection: false }),
  );
  await runCdk(['destroy', ROW.stackId, '--force'], {
    environment: staging.emulator.environment,
    app: sharedAssembly(),
  });
  expect(await settledStatus(staging.cloudFormation, ROW.stackId)).toBe('DELETED');
  const [KeyId = ''] = ids.get('AWS::KMS::Key') ?? [];
  const [bucket = ''] = ids.get('AWS::S3::Bucket') ?? [];
  expect(Object.keys(await staging.secret.document())).toHaveLength(3);
  expect(await ask(endpoint, 'kms', 'DescribeKey', { KeyId })).toMatchObject({ KeyMetadata: { KeyState: 'Enabled' } });
  const headers = { authorization: credential('s3') };
  expect((await fetch(`${endpoint}/${bucket}`, { headers })).ok).toBe(true);
  const groups = JSON.stringify(await ask(endpoint, 'logs', 'DescribeLogGroups', {}));
  expect((ids.get('AWS::Logs::LogGroup') ?? []).filter((name) => !groups.includes(name))).toEqual([]);
});
