import { exitCodeOf, type Report } from '../../../lib/review/report';
import { type Hand, sets, setsIn } from './by-hand';
import { reviewed, reviewedAfter, told, toldWhere } from './staging';

const PREFIX = 'staging-kaizencoach-audit-';
const trail = (setting: string, value: string | boolean) => sets('GetTrail', { [setting]: value }, 'Trail');
const alarm = (setting: string, value: string | number) =>
  setsIn('DescribeAlarms', `${PREFIX}access`, { [setting]: value });
const keeper = (setting: string, value: object | number) =>
  sets('GetFunctionConfiguration', { [setting]: JSON.parse(JSON.stringify(value)) });
const ROTATION = { RotationEnabled: true, RotationLambdaARN: 'arn:aws:lambda:eu-west-1:111122223333:function:rotates' };

/** What somebody does, and the gate and the place by which it is told. None of them touches another. */
const CHANGES: readonly (readonly [what: string, hand: Hand, told: string])[] = [
  ['the trail writes to another bucket', trail('S3BucketName', 'other'), 'audit.path | AccessAuditTrail.S3BucketName'],
  ['the trail writes below another prefix', trail('S3KeyPrefix', 'x'), 'audit.path | AccessAuditTrail.S3KeyPrefix'],
  [
    'the trail has another log',
    trail('CloudWatchLogsLogGroupArn', 'other'),
    'audit.path | AccessAuditTrail.CloudWatchLogsLogGroupArn',
  ],
  [
    'the trail delivers as another role',
    trail('CloudWatchLogsRoleArn', 'other'),
    'audit.path | AccessAuditTrail.CloudWatchLogsRoleArn',
  ],
  ['the trail has another key', trail('KmsKeyId', 'other'), 'audit.path | AccessAuditTrail.KMSKeyId'],
  [
    'the trail leaves out IAM',
    trail('IncludeGlobalServiceEvents', false),
    'audit.path | AccessAuditTrail.IncludeGlobalServiceEvents',
  ],
  [
    'an alarm compares otherwise',
    alarm('ComparisonOperator', 'LessThanThreshold'),
    'audit.detection | AccessAuditLogAlarmaccess.ComparisonOperator',
  ],
  [
    'an alarm waits longer',
    alarm('EvaluationPeriods', 10),
    'audit.detection | AccessAuditLogAlarmaccess.EvaluationPeriods',
  ],
  [
    'an alarm looks at periods of another length',
    alarm('Period', 60),
    'audit.detection | AccessAuditLogAlarmaccess.Period',
  ],
  ['an alarm counts otherwise', alarm('Statistic', 'Minimum'), 'audit.detection | AccessAuditLogAlarmaccess.Statistic'],
  ['an alarm looks elsewhere', alarm('Namespace', 'Nothing/There'), 'audit.path | AccessAuditLogAlarmaccess.Namespace'],
  [
    'a filter counts into another metric',
    setsIn('DescribeMetricFilters', `${PREFIX}denied`, { metricTransformations: [{ metricName: 'nobody' }] }),
    'audit.path | AccessAuditLogFilterdenied.MetricTransformations',
  ],
  [
    'a filter of the same name stands at another log',
    setsIn('DescribeMetricFilters', `${PREFIX}value-read`, { filterName: 'moved' }),
    'audit.detection | AccessAuditLogFiltervalueread',
  ],
  [
    'a log has another key',
    setsIn('DescribeLogGroups', 'accessaudittrailloggroup0804cf54', { kmsKeyId: 'other' }),
    'audit.path | AccessAuditTrailLogGroup.KmsKeyId',
  ],
  [
    'a log masks what it holds, so that its filters do not see it',
    setsIn('DescribeLogGroups', 'accessaudittrailloggroup0804cf54', { dataProtectionStatus: 'ACTIVATED' }),
    'audit.path | AccessAuditTrailLogGroup.DataProtectionPolicy',
  ],
  [
    'all logs of the account do',
    setsIn('DescribeLogGroups', 'secretkeeperloggroup6d63390d', { inheritedProperties: ['ACCOUNT_DATA_PROTECTION'] }),
    'audit.path | SecretKeeperLogGroup.DataProtectionPolicy',
  ],
  [
    'a rule is asked at other times',
    sets('DescribeRule', { ScheduleExpression: 'rate(1 day)' }),
    'audit.path | KeeperInvocationWeeklyReportRule.ScheduleExpression',
  ],
  ['the secret is rotated', sets('DescribeSecret', ROTATION), 'data.written | ByHand0'],
  [
    'the secret is to be deleted',
    sets('DescribeSecret', { DeletedDate: '2026-12-07' }),
    'data.leaves-stack | Secret.DeletedDate',
  ],
  [
    'the key is to be deleted',
    sets('DescribeKey', { DeletionDate: '2026-12-07' }, 'KeyMetadata'),
    'data.leaves-stack | EncryptionKey.DeletionDate',
  ],
  [
    'a role has a boundary',
    sets('GetRole', { PermissionsBoundary: { PermissionsBoundaryArn: 'x' } }, 'Role'),
    'access.unexplained | InstanceRole.PermissionsBoundary',
  ],
  [
    'sessions of a role last longer',
    sets('GetRole', { MaxSessionDuration: 43200 }, 'Role'),
    'access.trust | InstanceRole.MaxSessionDuration',
  ],
  [
    'the keeper is traced',
    keeper('TracingConfig', { Mode: 'Active' }),
    'keeper.environment | SecretKeeperFunction.TracingConfig',
  ],
  [
    'the keeper logs elsewhere',
    keeper('LoggingConfig', { LogGroup: '/elsewhere' }),
    'keeper.wiring | SecretKeeperFunction.LoggingConfig.LogGroup',
  ],
  ['the keeper has less memory', keeper('MemorySize', 128), 'keeper.wiring | SecretKeeperFunction.MemorySize'],
  [
    'the keeper may not run',
    sets('GetFunctionConcurrency', { ReservedConcurrentExecutions: 0 }),
    'keeper.wiring | SecretKeeperFunction.ReservedConcurrentExecutions',
  ],
  [
    'the topic has a key',
    sets('GetTopicAttributes', { KmsMasterKeyId: 'alias/aws/sns' }, 'Attributes'),
    'audit.unheard | AccessAuditTopic.KmsMasterKeyId',
  ],
  [
    'the queue keeps for less time',
    sets('GetQueueAttributes', { MessageRetentionPeriod: '60' }, 'Attributes'),
    'audit.shortened | AccessAuditFailedDeliveries.MessageRetentionPeriod',
  ],
];

let report: Report;
beforeAll(async () => {
  report = await reviewedAfter(CHANGES.map(([, hand]) => hand));
});

test.each(CHANGES)('%s: it is told', (_, __, expected) => {
  expect(toldWhere(report)).toContain(expected);
});

test('all of it is told as changed by hand, could be read, and is drift', () => {
  expect(told(report, 'staging')).toEqual([]);
  expect(report.notRead).toEqual([]);
  expect(exitCodeOf(report, { drift: true })).toBe(1);
});

test('where nobody changed anything, nothing is told', async () => {
  const quiet = await reviewed();
  expect(quiet).toMatchObject({ findings: [], notRead: [] });
  expect(exitCodeOf(quiet, { drift: true })).toBe(0);
});
