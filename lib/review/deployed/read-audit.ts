import {
  CloudTrailClient,
  GetEventSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient, DescribeAlarmsCommand, GetDashboardCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  paginateDescribeMetricFilters,
} from '@aws-sdk/client-cloudwatch-logs';
import { DescribeRuleCommand, EventBridgeClient, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { GetTopicAttributesCommand, paginateListSubscriptionsByTopic, SNSClient } from '@aws-sdk/client-sns';
import {
  asJson,
  documentIn,
  type Extra,
  idsOf,
  ofEach,
  ofEveryPage,
  orGone,
  type Reader,
  type Reading,
} from './reading';

/** Readers of the record and of the alerts. */
export function auditReaders(region: string): Reader[] {
  const trails = new CloudTrailClient({ region });
  const events = new EventBridgeClient({ region });
  const logs = new CloudWatchLogsClient({ region });
  const alarms = new CloudWatchClient({ region });
  const sns = new SNSClient({ region });
  const each =
    (type: string, read: (physical: string) => Promise<Readonly<Record<string, Reading['live']>>>): Reader['read'] =>
    async (deployed) => {
      const { found, gone } = await ofEach(deployed, type, async (logicalId, physical) =>
        Object.entries(await read(physical)).map(([property, live]): Reading => ({ logicalId, property, live })),
      );
      return { readings: found.flat(), gone };
    };
  return [
    {
      what: 'the trail',
      read: each('AWS::CloudTrail::Trail', async (Name) => {
        const { Trail = {} } = await trails.send(new GetTrailCommand({ Name }));
        const { IsLogging } = await trails.send(new GetTrailStatusCommand({ Name }));
        const { AdvancedEventSelectors = [] } = await trails.send(new GetEventSelectorsCommand({ TrailName: Name }));
        return {
          IsLogging: IsLogging === true,
          IsMultiRegionTrail: Trail.IsMultiRegionTrail === true,
          EnableLogFileValidation: Trail.LogFileValidationEnabled === true,
          AdvancedEventSelectors: asJson(AdvancedEventSelectors),
        };
      }),
    },
    {
      what: 'the rules and their targets',
      read: each('AWS::Events::Rule', async (physical) => {
        const Name = physical.slice(physical.lastIndexOf('/') + 1);
        const { State = 'ENABLED', EventPattern } = await events.send(new DescribeRuleCommand({ Name }));
        const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: Name }));
        return { State, EventPattern: documentIn(EventPattern, 'a rule’s pattern'), Targets: asJson(Targets) };
      }),
    },
    {
      what: 'the log groups',
      read: each('AWS::Logs::LogGroup', async (logGroupNamePrefix) => {
        const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix }));
        return {
          RetentionInDays: logGroups.find(({ logGroupName }) => logGroupName === logGroupNamePrefix)?.retentionInDays,
        };
      }),
    },
    {
      what: 'the metric filters',
      read: async (deployed) => {
        const filters = await ofEveryPage(
          paginateDescribeMetricFilters({ client: logs }, {}),
          ({ metricFilters }) => metricFilters,
        );
        const readings = idsOf(deployed, 'AWS::Logs::MetricFilter').map(
          ([logicalId, name]): Reading => ({
            logicalId,
            property: 'FilterPattern',
            live: filters.find(({ filterName }) => filterName === name)?.filterPattern,
          }),
        );
        return { readings };
      },
    },
    {
      what: 'the alarms',
      read: each('AWS::CloudWatch::Alarm', async (name) => {
        const { MetricAlarms = [] } = await alarms.send(new DescribeAlarmsCommand({ AlarmNames: [name] }));
        const alarm = MetricAlarms.find(({ AlarmName }) => AlarmName === name);
        return {
          AlarmActions: alarm?.AlarmActions === undefined ? undefined : [...alarm.AlarmActions],
          ActionsEnabled: alarm?.ActionsEnabled === false ? false : undefined,
          Threshold: alarm?.Threshold,
          MetricName: alarm?.MetricName,
          TreatMissingData: alarm?.TreatMissingData,
        };
      }),
    },
    {
      what: 'the dashboard',
      read: each('AWS::CloudWatch::Dashboard', async (DashboardName) => {
        const { DashboardBody } = await alarms.send(new GetDashboardCommand({ DashboardName }));
        return { DashboardBody };
      }),
    },
    {
      what: 'the topic’s subscriptions',
      read: async (deployed) => {
        const { found, gone } = await ofEach(deployed, 'AWS::SNS::Topic', async (_, TopicArn) => {
          const subscriptions = await ofEveryPage(
            paginateListSubscriptionsByTopic({ client: sns }, { TopicArn }),
            ({ Subscriptions }) => Subscriptions,
          );
          // Who has unsubscribed stays on the list for a while.
          const left = subscriptions.filter(({ SubscriptionArn }) => SubscriptionArn !== 'Deleted');
          return left.map(
            ({ Protocol = '', Endpoint = '' }): Extra => ({
              type: 'AWS::SNS::Subscription',
              properties: { TopicArn, Protocol, Endpoint },
            }),
          );
        });
        const isThere = found.length + gone.length > 0;
        return { extras: found.flat(), gone, whole: isThere ? ['AWS::SNS::Subscription'] : [] };
      },
    },
    {
      what: 'the topic’s policy',
      read: async (deployed) => {
        const [, TopicArn] = idsOf(deployed, 'AWS::SNS::Topic')[0] ?? [];
        const answer = await orGone(sns.send(new GetTopicAttributesCommand({ TopicArn })));
        const live = documentIn(answer?.Attributes?.['Policy'], 'the topic’s policy');
        return {
          readings: idsOf(deployed, 'AWS::SNS::TopicPolicy').map(([logicalId]) => ({
            logicalId,
            property: 'PolicyDocument',
            live,
          })),
        };
      },
    },
  ];
}
