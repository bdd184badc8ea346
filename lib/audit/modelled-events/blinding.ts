import { ADMIN, change, DEVELOPER, deniedChange, type Row, TOPIC_ARN, TRAIL_ARN } from './calls';
import { ROOT } from './records';

const LOG_GROUP_ARN = 'arn:aws:logs:eu-west-1:111122223333:log-group:SampleStack-Trail-4d5e6f';
const QUEUE_ARN = 'arn:aws:sqs:eu-west-1:111122223333:sample-audit-failed-deliveries';

/** Attempts to blind the audit; and their harmless neighbours. */
export const BLINDING: readonly Row[] = [
  [
    'an administrator stops the trail by name',
    change(ADMIN, 'cloudtrail', 'StopLogging', { name: 'sample-audit' }),
    ['trail-changed'],
  ],
  [
    'an administrator stops the trail by ARN',
    change(ADMIN, 'cloudtrail', 'StopLogging', { name: TRAIL_ARN }),
    ['trail-changed'],
  ],
  ['root deletes the trail', change(ROOT, 'cloudtrail', 'DeleteTrail', { name: TRAIL_ARN }), ['trail-changed']],
  [
    'an administrator narrows the trail',
    change(ADMIN, 'cloudtrail', 'PutEventSelectors', { trailName: 'sample-audit' }),
    ['trail-changed'],
  ],
  [
    'a developer is denied stopping the trail',
    deniedChange(DEVELOPER, 'cloudtrail', 'StopLogging', TRAIL_ARN),
    ['trail-changed'],
  ],
  [
    'an administrator opens the bucket',
    change(ADMIN, 's3', 'PutBucketPolicy', { bucketName: 'samplestack-trail-1a2b3c' }),
    ['trail-changed'],
  ],
  [
    'an administrator shortens the bucket’s lifecycle',
    change(ADMIN, 's3', 'PutBucketLifecycle', { bucketName: 'samplestack-trail-1a2b3c' }),
    ['trail-changed'],
  ],
  [
    'an administrator deletes the log group',
    change(ADMIN, 'logs', 'DeleteLogGroup', { logGroupName: 'SampleStack-Trail-4d5e6f' }),
    ['trail-changed'],
  ],
  [
    'an administrator shortens retention',
    change(ADMIN, 'logs', 'PutRetentionPolicy', { logGroupName: 'SampleStack-Trail-4d5e6f' }),
    ['trail-changed'],
  ],
  [
    'an administrator deletes a filter',
    change(ADMIN, 'logs', 'DeleteMetricFilter', { logGroupName: 'SampleStack-Trail-4d5e6f' }),
    ['trail-changed'],
  ],
  [
    'an administrator masks the log group',
    change(ADMIN, 'logs', 'PutDataProtectionPolicy', { logGroupIdentifier: LOG_GROUP_ARN }),
    ['trail-changed'],
  ],
  [
    'an administrator masks all log groups',
    change(ADMIN, 'logs', 'PutAccountPolicy', { policyType: 'DATA_PROTECTION_POLICY' }),
    ['trail-changed'],
  ],
  [
    'an administrator rewrites what filters see',
    change(ADMIN, 'logs', 'PutTransformer', { logGroupIdentifier: 'SampleStack-Trail-4d5e6f' }),
    ['trail-changed'],
  ],
  ...[LOG_GROUP_ARN, `${LOG_GROUP_ARN}:*`].map(
    (resourceIdentifier) =>
      [
        `an administrator gives the log group a key, as ${resourceIdentifier}`,
        change(ADMIN, 'logs', 'AssociateKmsKey', { resourceIdentifier }),
        ['trail-changed'],
      ] as const,
  ),
  [
    'a developer is denied the log group',
    deniedChange(DEVELOPER, 'logs', 'DeleteLogGroup', `${LOG_GROUP_ARN}:log-stream:`),
    ['trail-changed'],
  ],
  [
    'a developer is denied a stream, which is how the trail delivers',
    deniedChange(DEVELOPER, 'logs', 'CreateLogStream', `${LOG_GROUP_ARN}:log-stream:some`),
    [],
  ],
  [
    'an administrator mutes an alarm',
    change(ADMIN, 'monitoring', 'PutAlarmMuteRule', {
      name: 'quiet',
      muteTargets: { alarmNames: ['other', 'sample-audit-access'] },
    }),
    ['alerts-changed'],
  ],
  [
    'an administrator deletes the dashboard',
    change(ADMIN, 'monitoring', 'DeleteDashboards', { dashboardNames: ['other', 'sample-audit'] }),
    ['alerts-changed'],
  ],
  [
    'an administrator changes the dashboard',
    change(ADMIN, 'monitoring', 'PutDashboard', { dashboardName: 'sample-audit' }),
    ['alerts-changed'],
  ],
  [
    'an administrator masks the topic',
    change(ADMIN, 'sns', 'PutDataProtectionPolicy', { resourceArn: TOPIC_ARN }),
    ['alerts-changed'],
  ],
  [
    'an administrator deletes a second alarm',
    change(ADMIN, 'monitoring', 'DeleteAlarms', { alarmNames: ['other', 'sample-audit-access'] }),
    ['alerts-changed'],
  ],
  [
    'an administrator moves the queue’s messages',
    change(ADMIN, 'sqs', 'StartMessageMoveTask', { sourceArn: QUEUE_ARN }),
    ['alerts-changed'],
  ],
  ['a developer is denied the queue', deniedChange(DEVELOPER, 'sqs', 'PurgeQueue', QUEUE_ARN), ['alerts-changed']],
  [
    'a developer is denied an alarm',
    deniedChange(
      DEVELOPER,
      'cloudwatch',
      'DeleteAlarms',
      'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:sample-audit-access',
    ),
    ['alerts-changed'],
  ],
  [
    'a developer is denied the dashboard',
    deniedChange(
      DEVELOPER,
      'cloudwatch',
      'DeleteDashboards',
      'arn:aws:cloudwatch::111122223333:dashboard/sample-audit',
    ),
    ['alerts-changed'],
  ],
  [
    'an administrator disables a rule',
    change(ADMIN, 'events', 'DisableRule', { name: 'sample-audit-denied' }),
    ['alerts-changed'],
  ],
  [
    'an administrator takes a rule’s target',
    change(ADMIN, 'events', 'RemoveTargets', { rule: 'sample-audit-denied' }),
    ['alerts-changed'],
  ],
  [
    'an administrator deletes alarms',
    change(ADMIN, 'monitoring', 'DeleteAlarms', { alarmNames: ['sample-audit-access'] }),
    ['alerts-changed'],
  ],
  [
    'an administrator changes an alarm',
    change(ADMIN, 'monitoring', 'PutMetricAlarm', { alarmName: 'sample-audit-change' }),
    ['alerts-changed'],
  ],
  [
    'an administrator deletes the topic',
    change(ADMIN, 'sns', 'DeleteTopic', { topicArn: TOPIC_ARN }),
    ['alerts-changed'],
  ],
  [
    'an administrator unsubscribes somebody',
    change(ADMIN, 'sns', 'Unsubscribe', { subscriptionArn: `${TOPIC_ARN}:0f0e0d0c` }),
    ['alerts-changed'],
  ],
  [
    'an administrator purges the queue',
    change(ADMIN, 'sqs', 'PurgeQueue', {
      queueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/sample-audit-failed-deliveries',
    }),
    ['alerts-changed'],
  ],
  ['an administrator changes another rule', change(ADMIN, 'events', 'DisableRule', { name: 'other-audit-denied' }), []],
  [
    'a developer is denied a rule',
    deniedChange(DEVELOPER, 'events', 'DisableRule', 'arn:aws:events:eu-west-1:111122223333:rule/sample-audit-denied'),
    ['alerts-changed'],
  ],
  ['a developer is denied the topic', deniedChange(DEVELOPER, 'sns', 'DeleteTopic', TOPIC_ARN), ['alerts-changed']],
];
