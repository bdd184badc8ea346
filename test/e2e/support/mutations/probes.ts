import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Arena } from '../../../../emulator/attacks/arena';
import { type Call, isDenied } from '../../../../emulator/attacks/caller';
import type { As } from '../../../../emulator/attacks/scenario';
import { call, readValue } from '../../../../emulator/attacks/steps';
import { advance, inbox, lastMessage } from '../../../../emulator/pages';
import { told } from '../../../../emulator/told';
import { CONTRACT_VERSION } from '../../../../lib/contract/operator-request';
import { own } from './policies';

/** One look at how things are; two looks are equal where nothing that it sees has changed. */
export type Probe = (arena: Arena) => Promise<string>;

async function verdict(arena: Arena, as: As, asked: Call): Promise<string> {
  return isDenied(await arena.caller.call(await arena.player.credentials(as), asked)) ? 'denied' : 'let through';
}

async function verdicts(arena: Arena, calls: readonly (readonly [As, Call])[]): Promise<string> {
  const found: string[] = [];
  for (const [as, asked] of calls) {
    found.push(`${as} ${asked.operation} ${await verdict(arena, as, asked)}`);
  }
  return found.join('\n');
}

/** An operator looks at the versions and has a key drawn anew: the outcomes, and whether the tags tell of it. */
const rotation: Probe = async (arena) => {
  const { secretName } = arena.deployed;
  const describe = async () =>
    JSON.stringify(await own(arena, call('secretsmanager', 'describe_secret', { SecretId: secretName })));
  const before = await describe();
  const { VersionId } = await own(arena, readValue(arena.deployed));
  const history = await asked(arena, 'history');
  const outcome = await asked(arena, 'rotate', {
    requestId: randomBytes(8).toString('hex'),
    seenVersion: VersionId,
    keys: ['FLASK_SECRET_KEY'],
    consents: { importGenerated: false, invalidateGarminPasswords: false },
  });
  const tags = (text: string) => JSON.stringify(v.parse(v.looseObject({ Tags: v.unknown() }), JSON.parse(text)).Tags);
  return `${history}, ${outcome}, ${tags(before) === tags(await describe()) ? 'not recorded' : 'recorded'}`;
};

/** Whether what the keeper says reaches its log group. */
const keeperLog: Probe = async (arena) => {
  const logGroupNamePrefix = `/aws/cloudformation/${arena.deployed.environment.stackId}`;
  const groups = await own(arena, call('logs', 'describe_log_groups', { logGroupNamePrefix }));
  const schema = v.looseObject({ logGroups: v.array(v.looseObject({ logGroupName: v.string() })) });
  const names = v.parse(schema, groups).logGroups.map(({ logGroupName }) => logGroupName);
  const logGroupName = names.find((name) => name.includes('Keeper'));
  const startTime = Date.now();
  await asked(arena, 'status');
  const found = await own(arena, call('logs', 'filter_log_events', { logGroupName, startTime }));
  return JSON.stringify(found).includes('outcome') ? 'logged' : 'silent';
};

const ask = ({ deployed }: Arena, operation: string, details: object = {}) =>
  call('lambda', 'invoke', {
    FunctionName: deployed.keeperFunction,
    Payload: JSON.stringify({ contract: CONTRACT_VERSION, operation, ...details }),
  });

/** What the keeper says came of it. */
async function asked(arena: Arena, operation: string, details: object = {}): Promise<string> {
  const answer = await arena.caller.call(await arena.player.credentials('operator'), ask(arena, operation, details));
  return /\\?"outcome\\?": ?\\?"([a-z-]+)/.exec(JSON.stringify(answer))?.[1] ?? 'none';
}

/** What the roles of the stack and of its people may do with their own hands. */
const hands: Probe = (arena) => {
  const { secretName, instanceRole, topicArn, environment } = arena.deployed;
  const secret = (operation: string, more: object = {}) =>
    call('secretsmanager', operation, { SecretId: secretName, ...more });
  const logGroupName = `/aws/apprunner/${environment.service}/0/application`;
  return verdicts(arena, [
    ['app', secret('get_secret_value')],
    ['keeper', secret('describe_secret')],
    ['keeper', call('cloudformation', 'describe_stacks', { StackName: environment.stackId })],
    ['keeper', secret('tag_resource', { Tags: [{ Key: 'other', Value: 'x' }] })],
    ['keeper', secret('tag_resource', { Tags: [] })],
    ['operator', ask(arena, 'status')],
    ['operator', call('logs', 'describe_log_streams', { logGroupName })],
    ['operator', call('logs', 'filter_log_events', { logGroupName })],
    ['doctor', secret('describe_secret')],
    ['doctor', secret('get_resource_policy')],
    ['doctor', call('iam', 'get_role', { RoleName: instanceRole })],
    ['doctor', call('iam', 'get_role_policy', { RoleName: instanceRole, PolicyName: 'any' })],
    ['doctor', call('iam', 'list_attached_role_policies', { RoleName: instanceRole })],
    ['doctor', call('iam', 'list_role_policies', { RoleName: instanceRole })],
    ['doctor', call('cloudformation', 'list_stack_resources', { StackName: environment.stackId })],
    ['doctor', call('sns', 'list_subscriptions_by_topic', { TopicArn: topicArn })],
  ]);
};

/** What an administrator may do with the key, and nobody past Secrets Manager. */
const keyByHand: Probe = async (arena) => {
  const { keyId, secretArn } = arena.deployed;
  const key = (operation: string, more: object = {}) => call('kms', operation, { KeyId: keyId, ...more });
  const EncryptionContext = { SecretARN: secretArn };
  const { Policy } = await own(arena, key('get_key_policy', { PolicyName: 'default' }));
  const alias = { AliasName: 'alias/tried', TargetKeyId: keyId };
  return verdicts(arena, [
    ['app', key('decrypt', { CiphertextBlob: 'x', EncryptionContext })],
    ['keeper', key('generate_data_key', { KeySpec: 'AES_256', EncryptionContext })],
    ['admin', call('kms', 'create_alias', alias)],
    ['admin', call('kms', 'update_alias', alias)],
    ['admin', call('kms', 'delete_alias', { AliasName: 'alias/tried' })],
    ['admin', key('put_key_policy', { PolicyName: 'default', Policy })],
    ...[
      ...['describe_key', 'get_key_policy', 'get_key_rotation_status', 'list_grants', 'list_key_policies'],
      ...['list_key_rotations', 'list_resource_tags', 'rotate_key_on_demand', 'enable_key', 'enable_key_rotation'],
      ...['update_key_description', 'tag_resource', 'untag_resource', 'revoke_grant', 'disable_key_rotation'],
      ...['disable_key', 'enable_key', 'schedule_key_deletion', 'cancel_key_deletion', 'enable_key'],
    ].map((operation) => ['admin', key(operation)] as const),
  ]);
};

/** Who reads and writes while the secret’s policy is away, so that the key alone decides; and another secret under the same key. */
const keyAlone: Probe = async (arena) => {
  const { secretName, secretPolicy, keyId } = arena.deployed;
  await own(arena, call('secretsmanager', 'delete_resource_policy', { SecretId: secretName }));
  const create = call('secretsmanager', 'create_secret', { Name: 'other', SecretString: 'x', KmsKeyId: keyId });
  await own(arena, create).catch(() => undefined);
  const other = (operation: string, more: object = {}) =>
    call('secretsmanager', operation, { SecretId: 'other', ...more });
  const aside = { SecretString: '{}', VersionStages: ['TRIED'] };
  const reads = await verdicts(arena, [
    ...(['app', 'keeper', 'admin'] as const).map((as) => [as, readValue(arena.deployed)] as const),
    ['break-glass', other('get_secret_value')],
    ['deployment', call('secretsmanager', 'put_secret_value', { SecretId: secretName, ...aside })],
    ['deployment', other('put_secret_value', { SecretString: 'x' })],
  ]);
  const back = { SecretId: secretName, ResourcePolicy: secretPolicy };
  await own(arena, call('secretsmanager', 'put_resource_policy', back));
  return reads;
};

/** Who hears of a theft, on which path; whether a rule and an alarm of somebody else can speak in the topic. */
const alerts: Probe = async (arena) => {
  const { emulator, deployed } = arena;
  const { logGroup, topicArn } = deployed;
  await advance(emulator.endpoint, 3700);
  const logStreamName = '000000000000_CloudTrail_eu-west-1';
  await own(arena, call('logs', 'delete_log_stream', { logGroupName: logGroup, logStreamName })).catch(() => undefined);
  const before = await lastMessage(emulator.endpoint);
  const EventPattern = '{"source":["aws.secretsmanager"]}';
  await own(arena, call('events', 'put_rule', { Name: 'foreign', EventPattern }));
  await own(arena, call('events', 'put_targets', { Rule: 'foreign', Targets: [{ Id: 'topic', Arn: topicArn }] }));
  const alarm = {
    AlarmName: 'foreign',
    AlarmActions: [topicArn],
    Namespace: 'none',
    MetricName: 'none',
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanThreshold',
  };
  await own(arena, call('cloudwatch', 'put_metric_alarm', alarm));
  const state = { AlarmName: 'foreign', StateValue: 'ALARM', StateReason: 'tried' };
  await own(arena, call('cloudwatch', 'set_alarm_state', state));
  await verdict(arena, 'admin', readValue(deployed));
  await verdict(arena, 'admin', call('secretsmanager', 'tag_resource', { SecretId: deployed.secretName, Tags: [] }));
  await own(arena, call('events', 'remove_targets', { Rule: 'foreign', Ids: ['topic'] }));
  await own(arena, call('cloudwatch', 'delete_alarms', { AlarmNames: ['foreign'] }));
  const heard = (await inbox(emulator.endpoint, before)).map(told);
  return [...new Set(heard.map(({ alert, path }) => `${alert} ${path}`))].sort().join('\n');
};

/** Whether records reach the trail’s bucket. */
const files: Probe = async (arena) => {
  const found = await own(arena, call('s3', 'list_buckets'));
  const { Buckets } = v.parse(v.looseObject({ Buckets: v.array(v.looseObject({ Name: v.string() })) }), found);
  const Bucket = Buckets.map(({ Name }) => Name).find((name) => /trail/i.test(name));
  const pageSchema = v.looseObject({ KeyCount: v.number(), NextContinuationToken: v.optional(v.string()) });
  const count = async () => {
    let keys = 0;
    for (let ContinuationToken: string | undefined; ; ) {
      const asked = { Bucket, Prefix: 'AWSLogs/', ...(ContinuationToken && { ContinuationToken }) };
      const page = v.parse(pageSchema, await own(arena, call('s3', 'list_objects_v2', asked)));
      keys += page.KeyCount;
      ContinuationToken = page.NextContinuationToken;
      if (ContinuationToken === undefined) {
        return keys;
      }
    }
  };
  const before = await count();
  await verdict(arena, 'admin', readValue(arena.deployed));
  return before === (await count()) ? 'no file' : 'a file';
};

/** Everything that is looked at, the quickest first. */
export const PROBES: Readonly<Record<string, Probe>> = {
  hands,
  keyByHand,
  keyAlone,
  files,
  rotation,
  keeperLog,
  alerts,
};
