import type { Row } from '../scenario';
import { allowed, call, denied, policyText, readValue } from '../steps';

const CHANGED = (id: string) => ({ immediate: [id], log: ['change'] });
const UNHEARD = { immediate: [], log: [] };

/** Somebody blinds the audit first. */
export const BLINDING: readonly Row[] = [
  {
    id: 'trail-stopped',
    attempt: 'an administrator stops the trail',
    steps: [allowed('admin', ({ trail }) => call('cloudtrail', 'stop_logging', { Name: trail }))],
    heard: CHANGED('trail-changed'),
    undo: ({ trail }) => [call('cloudtrail', 'start_logging', { Name: trail })],
  },
  {
    id: 'trail-narrowed',
    attempt: 'an administrator lets the trail record only what writes, then reads',
    steps: [
      allowed('admin', ({ trail }) =>
        call('cloudtrail', 'put_event_selectors', {
          TrailName: trail,
          EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }],
        }),
      ),
      denied('admin', readValue),
    ],
    heard: CHANGED('trail-changed'),
    undo: ({ trail, trailSelectors }) => [
      call('cloudtrail', 'put_event_selectors', { TrailName: trail, AdvancedEventSelectors: trailSelectors }),
    ],
  },
  {
    id: 'bucket-closed',
    attempt: 'an administrator forbids the trail its bucket',
    steps: [
      allowed('admin', ({ bucket }) =>
        call('s3', 'put_bucket_policy', {
          Bucket: bucket,
          Policy: policyText({
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:PutObject',
            Resource: `arn:aws:s3:::${bucket}/*`,
          }),
        }),
      ),
    ],
    heard: CHANGED('trail-changed'),
    undo: ({ bucket, bucketPolicy }) => [call('s3', 'put_bucket_policy', { Bucket: bucket, Policy: bucketPolicy })],
  },
  {
    id: 'stranger-subscribed',
    attempt: 'an administrator lets another address hear of the alerts',
    steps: [
      allowed('admin', ({ topicArn }) =>
        call('sns', 'subscribe', { TopicArn: topicArn, Protocol: 'email', Endpoint: 'another@example.com' }),
      ),
    ],
    heard: CHANGED('alerts-changed'),
  },
  {
    id: 'rule-disabled',
    attempt: 'an administrator disables the rule value-read',
    steps: [allowed('admin', ({ prefix }) => call('events', 'disable_rule', { Name: `${prefix}value-read` }))],
    heard: CHANGED('alerts-changed'),
    // Not EnableRule: it leaves the rule in state ENABLED, in which it hears no reads.
    undo: ({ valueReadRule }) => [call('events', 'put_rule', valueReadRule)],
  },
  {
    id: 'alarm-deleted',
    attempt: 'an administrator deletes the alarm many-reads',
    steps: [
      allowed('admin', ({ prefix }) => call('cloudwatch', 'delete_alarms', { AlarmNames: [`${prefix}many-reads`] })),
    ],
    heard: CHANGED('alerts-changed'),
  },
  {
    id: 'topic-silenced',
    attempt: 'an administrator takes the topic’s policy away: the rule’s alert is kept in the queue',
    steps: [
      allowed('admin', ({ topicArn }) =>
        call('sns', 'set_topic_attributes', {
          TopicArn: topicArn,
          AttributeName: 'Policy',
          AttributeValue: '{"Version":"2012-10-17","Statement":[]}',
        }),
      ),
    ],
    heard: UNHEARD,
    undo: ({ topicArn, topicPolicy }) => [
      call('sns', 'set_topic_attributes', {
        TopicArn: topicArn,
        AttributeName: 'Policy',
        AttributeValue: topicPolicy,
      }),
    ],
  },
  {
    id: 'alarm-muted',
    attempt: 'an administrator mutes the alarm access',
    steps: [
      allowed('admin', ({ prefix }) =>
        call('cloudwatch', 'disable_alarm_actions', { AlarmNames: [`${prefix}access`] }),
      ),
    ],
    heard: CHANGED('alerts-changed'),
    undo: ({ prefix }) => [call('cloudwatch', 'enable_alarm_actions', { AlarmNames: [`${prefix}access`] })],
  },
  {
    id: 'log-masked',
    attempt: 'an administrator masks in the trail’s log group what the metric filters look for',
    steps: [
      allowed('admin', ({ logGroup }) =>
        call('logs', 'put_data_protection_policy', {
          logGroupIdentifier: logGroup,
          policyDocument: '{"Name":"masks","Version":"2021-06-01","Statement":[]}',
        }),
      ),
    ],
    heard: CHANGED('trail-changed'),
  },
  {
    id: 'log-retention',
    attempt: 'an administrator sets another retention on the trail’s log group',
    steps: [
      allowed('admin', ({ logGroup }) =>
        call('logs', 'put_retention_policy', { logGroupName: logGroup, retentionInDays: 1 }),
      ),
    ],
    heard: CHANGED('trail-changed'),
  },
];
