import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DeleteMetricFilterCommand,
  PutMetricFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient, PutRolePermissionsBoundaryCommand } from '@aws-sdk/client-iam';
import { DeleteSecretCommand } from '@aws-sdk/client-secrets-manager';
import { SetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import type { ByHand } from '../by-hand';

const PREFIX = 'staging-kaizencoach-audit-';
const NOBODY_LOOKS = {
  filterPattern: '{$.eventName="GetSecretValue"}',
  metricTransformations: [{ metricName: 'nobody', metricNamespace: 'Looks', metricValue: '0' }],
};

/** What blinds the audit, or takes away what it looks at: each told by the resource of that name. None touches another. */
export const AUDIT: readonly ByHand[] = [
  [
    'an alarm compares otherwise',
    'AccessAuditLogAlarmchange',
    async ({ configuration }) => {
      const client = new CloudWatchClient(configuration);
      const asked = new DescribeAlarmsCommand({ AlarmNames: [`${PREFIX}change`] });
      const { MetricAlarms: [{ AlarmName, Threshold, EvaluationPeriods, ...alarm } = {}] = [] } =
        await client.send(asked);
      const { MetricName, Namespace, Statistic, Period, TreatMissingData, AlarmActions } = alarm;
      await client.send(
        new PutMetricAlarmCommand({
          ...{ AlarmName, Threshold, EvaluationPeriods, MetricName, Namespace, Statistic, Period, TreatMissingData },
          ...{ AlarmActions, ComparisonOperator: 'LessThanThreshold' },
        }),
      );
    },
  ],
  [
    'an alarm is deleted',
    'AccessAuditLogAlarmmanyreads',
    ({ configuration }) =>
      new CloudWatchClient(configuration).send(new DeleteAlarmsCommand({ AlarmNames: [`${PREFIX}many-reads`] })),
  ],
  [
    'a filter counts into another metric',
    'AccessAuditLogFilterbatchread',
    ({ configuration, physical }) =>
      new CloudWatchLogsClient(configuration).send(
        new PutMetricFilterCommand({
          ...{ logGroupName: physical('AWS::Logs::LogGroup', 'Trail'), filterName: `${PREFIX}batch-read` },
          ...NOBODY_LOOKS,
        }),
      ),
  ],
  [
    'a filter is moved to another log',
    'AccessAuditLogFiltervalueread',
    async ({ configuration, physical }) => {
      const logs = new CloudWatchLogsClient(configuration);
      const [filterName, logGroupName] = [`${PREFIX}value-read`, 'elsewhere'];
      await logs.send(new CreateLogGroupCommand({ logGroupName }));
      await logs.send(new PutMetricFilterCommand({ logGroupName, filterName, ...NOBODY_LOOKS }));
      const from = physical('AWS::Logs::LogGroup', 'Trail');
      await logs.send(new DeleteMetricFilterCommand({ logGroupName: from, filterName }));
    },
  ],
  [
    'a log is deleted',
    'SecretKeeperLogGroup',
    ({ configuration, physical }) =>
      new CloudWatchLogsClient(configuration).send(
        new DeleteLogGroupCommand({ logGroupName: physical('AWS::Logs::LogGroup', 'Keeper') }),
      ),
  ],
  [
    'a role gets a boundary',
    'SecretKeeperRole',
    ({ configuration, physical }) =>
      new IAMClient(configuration).send(
        new PutRolePermissionsBoundaryCommand({
          RoleName: physical('AWS::IAM::Role', 'KeeperRole'),
          PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        }),
      ),
  ],
  [
    'the topic gets a key',
    'AccessAuditTopic',
    ({ configuration, physical }) =>
      new SNSClient(configuration).send(
        new SetTopicAttributesCommand({
          TopicArn: physical('AWS::SNS::Topic'),
          ...{ AttributeName: 'KmsMasterKeyId', AttributeValue: 'alias/aws/sns' },
        }),
      ),
  ],
  [
    'the secret is to be deleted',
    'Secret',
    ({ physical, staging }) =>
      staging.secret.client.send(
        new DeleteSecretCommand({ SecretId: physical('AWS::SecretsManager::Secret'), RecoveryWindowInDays: 7 }),
      ),
  ],
];
