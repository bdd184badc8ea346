import {
  CloudWatchClient,
  type MetricDataQuery,
  paginateDescribeAlarmHistory,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch';
import * as v from 'valibot';
import { type ClientOptions, client } from './client-options';
import { serviceError } from './service-error';

/**
 * What EventBridge counts of a rule; `InvocationsFailedToBeSentToDlq` are lost. AWS delivers these metrics by the minute, late,
 * and as well as it can.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 */
const RULE_METRICS = [
  'TriggeredRules',
  'Invocations',
  'FailedInvocations',
  'InvocationsSentToDlq',
  'InvocationsFailedToBeSentToDlq',
] as const;

/** Sums of these over some rules. */
export type RuleCounts = Readonly<Record<(typeof RULE_METRICS)[number], number>>;

/** An alarm's way into a state. */
export interface Transition {
  readonly at: Date;
  readonly to: string;
}

/** What CloudWatch shows of alerts that arrived. */
export interface AlertEvidence {
  /** Counts of the rules since the minute in which `since` lies, to `until`. */
  counts(ruleNames: readonly string[], since: Date, until: Date): Promise<RuleCounts>;
  /** The most messages that waited in a queue. */
  mostWaiting(queueName: string, since: Date, until: Date): Promise<number>;
  /** Oldest first; CloudWatch keeps 30 days. */
  transitions(alarmName: string, since?: Date): Promise<readonly Transition[]>;
}

const historySchema = v.object({ newState: v.object({ stateValue: v.string() }) });

/** The service itself. */
export async function alertEvidence(options: ClientOptions): Promise<AlertEvidence> {
  const cloudWatch = await client((settings) => new CloudWatchClient(settings), options);
  return {
    counts: async (ruleNames, since, until) => {
      const sums = RULE_METRICS.map((metric) =>
        values(
          cloudWatch,
          ruleNames.map((name) => ({ space: 'AWS/Events', metric, dimension: ['RuleName', name], stat: 'Sum' })),
          [since, until],
        ),
      );
      const [triggered, invocations, failed, sent, lost] = (await Promise.all(sums)).map(sum);
      return {
        TriggeredRules: triggered ?? 0,
        Invocations: invocations ?? 0,
        FailedInvocations: failed ?? 0,
        InvocationsSentToDlq: sent ?? 0,
        InvocationsFailedToBeSentToDlq: lost ?? 0,
      };
    },
    mostWaiting: async (queueName, since, until) => {
      const metric = 'ApproximateNumberOfMessagesVisible';
      const series = { space: 'AWS/SQS', metric, dimension: ['QueueName', queueName], stat: 'Maximum' } as const;
      return Math.max(0, ...(await values(cloudWatch, [series], [since, until])));
    },
    transitions: (name, since) => transitions(cloudWatch, name, since),
  };
}

interface Series {
  readonly space: string;
  readonly metric: string;
  readonly dimension: readonly [name: string, value: string];
  readonly stat: 'Sum' | 'Maximum';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** All points of some metrics, by the minute. */
async function values(
  client: CloudWatchClient,
  series: readonly Series[],
  [since, until]: readonly [Date, Date],
): Promise<number[]> {
  if (series.length === 0) {
    return [];
  }
  const MetricDataQueries = series.map<MetricDataQuery>(({ space, metric, dimension: [Name, Value], stat }, index) => ({
    Id: `m${index}`,
    MetricStat: {
      Metric: { Namespace: space, MetricName: metric, Dimensions: [{ Name, Value }] },
      Period: 60,
      Stat: stat,
    },
  }));
  const StartTime = new Date(Math.floor(since.getTime() / 60_000) * 60_000);
  try {
    const found: number[] = [];
    const asked = { MetricDataQueries, StartTime, EndTime: until };
    for await (const { MetricDataResults = [] } of paginateGetMetricData({ client }, asked)) {
      found.push(...MetricDataResults.flatMap(({ Values = [] }) => Values));
    }
    return found;
  } catch (error) {
    throw serviceError(error, 'looking at the metrics of the alerts', 'cloudwatch:GetMetricData');
  }
}

async function transitions(client: CloudWatchClient, name: string, since?: Date): Promise<readonly Transition[]> {
  try {
    const found: Transition[] = [];
    const asked = {
      AlarmName: name,
      HistoryItemType: 'StateUpdate',
      ...(since === undefined ? {} : { StartDate: since }),
    } as const;
    for await (const { AlarmHistoryItems = [] } of paginateDescribeAlarmHistory({ client }, asked)) {
      found.push(
        ...AlarmHistoryItems.flatMap(({ Timestamp, HistoryData = '{}' }) => {
          const parsed = v.safeParse(historySchema, JSON.parse(HistoryData));
          return Timestamp && parsed.success ? { at: Timestamp, to: parsed.output.newState.stateValue } : [];
        }),
      );
    }
    return found.sort((one, other) => one.at.getTime() - other.at.getTime());
  } catch (error) {
    throw serviceError(error, `looking at the history of ${name}`, 'cloudwatch:DescribeAlarmHistory');
  }
}
