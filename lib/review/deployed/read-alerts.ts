import { CloudWatchClient, DescribeAlarmsCommand, GetDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeRuleCommand, EventBridgeClient, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { settings } from './of-each';
import { asJson, documentIn, orNone, type Reader } from './reading';

/** Readers of the alerts: what looks, and what could not be delivered. */
export function alertReaders(region: string): Reader[] {
  const events = new EventBridgeClient({ region });
  const alarms = new CloudWatchClient({ region });
  const sqs = new SQSClient({ region });
  return [
    {
      what: 'the rules and their targets',
      read: settings('AWS::Events::Rule', async (physical) => {
        const Name = physical.slice(physical.lastIndexOf('/') + 1);
        const rule = await events.send(new DescribeRuleCommand({ Name }));
        const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: Name }));
        return {
          State: rule.State ?? 'ENABLED',
          Description: orNone(rule.Description),
          EventPattern: documentIn(rule.EventPattern, 'a rule’s pattern'),
          ScheduleExpression: orNone(rule.ScheduleExpression),
          RoleArn: orNone(rule.RoleArn),
          Targets: asJson(Targets),
        };
      }),
    },
    {
      what: 'the alarms',
      read: settings('AWS::CloudWatch::Alarm', async (name) => {
        const { MetricAlarms = [] } = await alarms.send(new DescribeAlarmsCommand({ AlarmNames: [name] }));
        const alarm = MetricAlarms.find(({ AlarmName }) => AlarmName === name);
        return (
          alarm && {
            AlarmDescription: orNone(alarm.AlarmDescription),
            ActionsEnabled: alarm.ActionsEnabled,
            AlarmActions: orNone(alarm.AlarmActions),
            OKActions: orNone(alarm.OKActions),
            InsufficientDataActions: orNone(alarm.InsufficientDataActions),
            MetricName: alarm.MetricName,
            Namespace: alarm.Namespace,
            Dimensions: orNone(alarm.Dimensions),
            Metrics: orNone(alarm.Metrics),
            Statistic: alarm.Statistic,
            ExtendedStatistic: alarm.ExtendedStatistic,
            Period: alarm.Period,
            Unit: alarm.Unit,
            EvaluationPeriods: alarm.EvaluationPeriods,
            DatapointsToAlarm: alarm.DatapointsToAlarm,
            EvaluateLowSampleCountPercentile: alarm.EvaluateLowSampleCountPercentile,
            Threshold: alarm.Threshold,
            ThresholdMetricId: alarm.ThresholdMetricId,
            ComparisonOperator: alarm.ComparisonOperator,
            TreatMissingData: alarm.TreatMissingData,
          }
        );
      }),
    },
    {
      what: 'the dashboard',
      read: settings('AWS::CloudWatch::Dashboard', async (DashboardName) => {
        const { DashboardBody } = await alarms.send(new GetDashboardCommand({ DashboardName }));
        return { DashboardBody };
      }),
    },
    {
      what: 'the queue of what could not be delivered',
      read: settings('AWS::SQS::Queue', async (QueueUrl) => {
        const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
        return {
          MessageRetentionPeriod: Attributes?.['MessageRetentionPeriod'],
          SqsManagedSseEnabled: Attributes?.['SqsManagedSseEnabled'],
          KmsMasterKeyId: orNone(Attributes?.['KmsMasterKeyId']),
        };
      }),
    },
  ];
}
