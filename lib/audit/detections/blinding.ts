import { type AuditContext, arnOf } from '../audit-context';
import * as when from '../conditions';
import type { EventDetection, SilenceDetection } from '../detection';
import { all, type Expression, field } from '../expression';

const TRAIL_OPERATIONS = ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'];

/** The trail makes a stream for each delivery. People query the records: that is no change, however CloudTrail records it. */
const USE_OF_LOG_GROUP = ['CreateLogStream', 'StartQuery', 'StopQuery', 'StartLiveTail'];

/** A policy for all log groups of an account can mask or rewrite what filters see, and names none. */
const ACCOUNT_POLICIES = ['PutAccountPolicy', 'DeleteAccountPolicy'];

/** Attempts to blind the audit, and its being blind. */
export const BLINDING: readonly (EventDetection | SilenceDetection)[] = [
  {
    id: 'trail-changed',
    meaning:
      'The trail, its bucket or its log group was stopped, masked, changed or deleted, or somebody tried, outside a deployment',
    severity: 'critical',
    path: 'both',
    alarm: 'change',
    procedure: [
      'Start the trail again, deploy again, and take for granted that something happened while it was off.',
      '`aws cloudtrail start-logging --name TRAIL`, then `aws cloudtrail validate-logs` over the time in between.',
      'A data protection policy or a transformer on the log group (`aws logs get-data-protection-policy`, `get-transformer`, `describe-account-policies`) changes what the filters see: delete it. The bucket’s files are as they were.',
      'CloudTrail’s own event history keeps 90 days of management events whatever happens to a trail: read it for the gap.',
    ],
    when: (context) => ({
      always: all(when.CHANGES, when.anyoneButADeployment(context)),
      oneOf: [...ofTrail(context), ...ofBucket(context), ...ofLogGroup(context)],
    }),
  },
  {
    id: 'alerts-changed',
    meaning:
      'A rule, alarm, topic, subscription, queue or dashboard of these alerts was changed or muted, or somebody tried, outside a deployment',
    severity: 'critical',
    path: 'both',
    alarm: 'change',
    procedure: [
      'Deploy again, drill the alerts, and read the trail for the time in between.',
      'A rule that was disabled and enabled again is `ENABLED`, in which it hears no reads, and deploying the same template does not repair it: `npx kaizencoach-secrets doctor <environment>` looks at the states of all rules and ends in the command that puts one back, with the pattern, the description and the targets that it has. Then `npx kaizencoach-secrets drill <environment>`.',
      'An alarm goes off and tells nobody where its actions are disabled, or a rule mutes it, now or at times to come. The doctor looks for both, and says how to end each.',
      'An unsubscribed or unconfirmed address gets nothing, and one with a filter not everything: the doctor names each, and what mends it.',
    ],
    when: (context) => ({
      always: all(
        when.CHANGES,
        when.anyoneButADeployment(context),
        // A subscriber confirms; that is no change of ours.
        when.operation({ noneOf: ['ConfirmSubscription'] }),
      ),
      oneOf: ofAlerts(context),
    }),
  },
  {
    id: 'trail-silent',
    meaning: 'The trail has delivered nothing to its log group',
    severity: 'critical',
    path: 'log',
    silentHours: 2,
    procedure: [
      'See whether the trail logs and whether its delivery reports an error. Nothing on the log path works until it does.',
      '`aws cloudtrail get-trail-status --name TRAIL` shows `IsLogging` and both delivery errors.',
      'Right after the first deployment it goes off once, because hours without data count as silence and there were none before: expected. It ends with the first delivery, in about a quarter of an hour; if it does not, go on with the steps above.',
    ],
  },
];

function ofTrail({ names, trail }: AuditContext): Expression[] {
  // Of another's trail the name is not known here; any trail of the account is meant.
  if (trail.mode !== 'create') {
    return [all(when.service('cloudtrail'), when.operation(...TRAIL_OPERATIONS))];
  }
  const arn = `:trail/${names.trail}`;
  return [
    when.parameter(['name', 'trailName', 'resourceId'], names.trail, { endsWith: arn }),
    when.errorNames(arn),
  ].map((named) => all(when.service('cloudtrail'), named));
}

function ofBucket({ bucketName }: AuditContext): Expression[] {
  return bucketName === undefined ? [] : [when.parameter(['bucketName'], bucketName)];
}

function ofLogGroup({ logGroupName }: AuditContext): Expression[] {
  if (logGroupName === undefined) {
    return [];
  }
  const arn = `:log-group:${logGroupName}`;
  const notUse = when.operation({ noneOf: USE_OF_LOG_GROUP });
  const byArn = ['logGroupIdentifier', 'resourceIdentifier', 'resourceArn'];
  return [
    all(notUse, when.parameter(['logGroupName', 'logGroupIdentifier'], logGroupName)),
    all(notUse, when.parameter(byArn, { endsWith: arn })),
    // Logs takes an ARN with the star at its end, too.
    all(notUse, when.parameter(byArn, { endsWith: `${arn}:*` })),
    all(notUse, field('errorMessage', { contains: `${arn}:` })),
    all(when.service('logs'), when.operation(...ACCOUNT_POLICIES)),
  ];
}

function ofAlerts(context: AuditContext): Expression[] {
  const { prefix, topic, dashboard, failedDeliveries } = context.names;
  const topicArn = arnOf(context, 'sns', topic);
  // Deleting, disabling and muting take up to 100 names: the log path looks at the first three.
  const alarms = (path: string) => when.firstEntries(path, 3, { startsWith: `${prefix}-` });
  return [
    when.parameter(['name', 'rule', 'alarmName'], { startsWith: `${prefix}-` }),
    ...alarms('alarmNames[]'),
    ...alarms('muteTargets.alarmNames[]'),
    when.parameter(['topicArn', 'resourceArn'], topicArn),
    when.parameter(['subscriptionArn'], { startsWith: `${topicArn}:` }),
    when.parameter(['queueUrl'], { endsWith: `/${failedDeliveries}` }),
    when.parameter(['sourceArn'], arnOf(context, 'sqs', failedDeliveries)),
    when.parameter(['queueName'], failedDeliveries),
    when.parameter(
      ['resourceARN'],
      { startsWith: arnOf(context, 'events', `rule/${prefix}-`) },
      { startsWith: arnOf(context, 'cloudwatch', `alarm:${prefix}-`) },
    ),
    when.parameter(['dashboardName'], dashboard),
    ...when.firstEntries('dashboardNames[]', 3, dashboard),
    // Rules; alarms and the queue; the topic; the dashboard.
    field('errorMessage', { contains: `/${prefix}-` }),
    field('errorMessage', { contains: `:${prefix}-` }),
    when.errorNames(`:${topic}`),
    when.errorNames(`:dashboard/${dashboard}`),
  ];
}
