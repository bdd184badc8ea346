import { UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient, PutEventSelectorsCommand, UpdateTrailCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient, DescribeAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  PutMetricFilterCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DisableRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateGrantCommand, KMSClient } from '@aws-sdk/client-kms';
import { PutFunctionConcurrencyCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { DeleteResourcePolicyCommand } from '@aws-sdk/client-secrets-manager';
import { PutDataProtectionPolicyCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { ALLOWS_EVERYTHING, type ByHand } from '../by-hand';

/** Changes one upon the other, and the gate of the finding that tells of each. */
export const SETTINGS: readonly ByHand[] = [
  [
    'the secret’s policy is deleted',
    'access.reader',
    ({ physical, staging }) =>
      staging.secret.client.send(
        new DeleteResourcePolicyCommand({ SecretId: physical('AWS::SecretsManager::Secret') }),
      ),
  ],
  [
    'a grant on the key',
    'access.key',
    ({ configuration, physical }) =>
      new KMSClient(configuration).send(
        new CreateGrantCommand({
          KeyId: physical('AWS::KMS::Key'),
          GranteePrincipal: 'arn:aws:iam::000000000000:role/somebody',
          Operations: ['Decrypt'],
        }),
      ),
  ],
  [
    'an inline policy of the app’s role',
    'access.unexplained',
    ({ configuration, physical }) =>
      new IAMClient(configuration).send(
        new PutRolePolicyCommand({
          RoleName: physical('AWS::IAM::Role', 'InstanceRole'),
          PolicyName: 'by-hand',
          PolicyDocument: ALLOWS_EVERYTHING,
        }),
      ),
  ],
  [
    'a variable of the keeper',
    'keeper.environment',
    ({ physical, staging }) =>
      staging.lambda.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName: physical('AWS::Lambda::Function'),
          Environment: { Variables: { NODE_OPTIONS: '--require /opt/x.js' } },
        }),
      ),
  ],
  [
    'a rule is disabled',
    'audit.path',
    ({ configuration }) =>
      new EventBridgeClient(configuration).send(new DisableRuleCommand({ Name: 'staging-kaizencoach-audit-denied' })),
  ],
  [
    'the trail’s selectors',
    'audit.path',
    ({ configuration }) =>
      new CloudTrailClient(configuration).send(
        new PutEventSelectorsCommand({
          TrailName: 'staging-kaizencoach-audit',
          AdvancedEventSelectors: [
            {
              Name: 'writes',
              FieldSelectors: [
                { Field: 'eventCategory', Equals: ['Management'] },
                { Field: 'readOnly', Equals: ['false'] },
              ],
            },
          ],
        }),
      ),
  ],
  [
    'the trail’s bucket',
    'audit.path',
    ({ configuration }) =>
      new CloudTrailClient(configuration).send(
        new UpdateTrailCommand({ Name: 'staging-kaizencoach-audit', S3BucketName: 'elsewhere' }),
      ),
  ],
  [
    'no keeper may run',
    'keeper.wiring',
    ({ physical, staging }) =>
      staging.lambda.send(
        new PutFunctionConcurrencyCommand({
          FunctionName: physical('AWS::Lambda::Function'),
          ReservedConcurrentExecutions: 0,
        }),
      ),
  ],
  [
    'a subscription',
    'access.unexplained',
    ({ configuration, physical }) =>
      new SNSClient(configuration).send(
        new SubscribeCommand({
          TopicArn: physical('AWS::SNS::Topic'),
          Protocol: 'https',
          Endpoint: 'https://example.com/alerts',
        }),
      ),
  ],
  [
    'termination protection',
    'data.retention',
    ({ staging }) =>
      staging.cloudFormation.send(
        new UpdateTerminationProtectionCommand({ StackName: 'StagingStack', EnableTerminationProtection: false }),
      ),
  ],
  [
    'an alarm’s action',
    'audit.unheard',
    async ({ configuration }) => {
      const client = new CloudWatchClient(configuration);
      const { MetricAlarms = [] } = await client.send(
        new DescribeAlarmsCommand({ AlarmNames: ['staging-kaizencoach-audit-access'] }),
      );
      const [alarm] = MetricAlarms;
      const {
        AlarmName,
        MetricName,
        Namespace,
        Statistic,
        Period,
        EvaluationPeriods,
        Threshold,
        ComparisonOperator,
        TreatMissingData,
      } = alarm ?? {};
      await client.send(
        new PutMetricAlarmCommand({
          AlarmName,
          MetricName,
          Namespace,
          Statistic,
          Period,
          EvaluationPeriods,
          Threshold,
          ComparisonOperator,
          TreatMissingData,
          AlarmActions: [],
        }),
      );
    },
  ],
  [
    'a log’s retention',
    'audit.shortened',
    ({ configuration, physical }) =>
      new CloudWatchLogsClient(configuration).send(
        new PutRetentionPolicyCommand({ logGroupName: physical('AWS::Logs::LogGroup', 'Trail'), retentionInDays: 7 }),
      ),
  ],
  [
    'a filter is added',
    'audit.path',
    ({ configuration, physical }) =>
      new CloudWatchLogsClient(configuration).send(
        new PutMetricFilterCommand({
          logGroupName: physical('AWS::Logs::LogGroup', 'Trail'),
          filterName: 'by-hand',
          filterPattern: '{$.eventName="GetSecretValue"}',
          metricTransformations: [
            { metricNamespace: 'KaizenCoach/Audit', metricName: 'staging-kaizencoach-audit-change', metricValue: '0' },
          ],
        }),
      ),
  ],
  [
    'the topic refuses messages',
    'audit.unheard',
    ({ configuration, physical }) =>
      new SNSClient(configuration).send(
        new PutDataProtectionPolicyCommand({
          ResourceArn: physical('AWS::SNS::Topic'),
          DataProtectionPolicy: JSON.stringify({ Name: 'refuses', Version: '2021-06-01', Statement: [] }),
        }),
      ),
  ],
];
