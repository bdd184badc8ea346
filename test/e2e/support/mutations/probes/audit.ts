import * as v from 'valibot';
import { call, readValue } from '../../../../../emulator/attacks/steps';
import { advance, inbox, lastMessage } from '../../../../../emulator/pages';
import { told } from '../../../../../emulator/told';
import { own } from '../policies';
import { type Probe, verdict } from './probe';

/** Who hears of a theft, on which path; whether a rule and an alarm of somebody else can speak in the topic. */
export const alerts: Probe = async (arena) => {
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

/** Whether the trail may be encrypted with its key, and whether its records reach the bucket. */
export const files: Probe = async (arena) => {
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
  const { trail, keyId } = arena.deployed;
  const update = call('cloudtrail', 'update_trail', { Name: trail, KmsKeyId: keyId });
  const encrypted = await own(arena, update).then(
    () => 'encrypted',
    () => 'refused',
  );
  return `${encrypted}, ${before === (await count()) ? 'no file' : 'a file'}`;
};
