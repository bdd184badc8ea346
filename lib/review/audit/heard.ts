import { filterMatches } from '../../audit/filter-matcher';
import { isList, isObject, type Json, member } from '../assembly/json';
import { numberIn } from '../rules/verdict';
import type { Side } from '../side';
import { DEPLOYED } from '../simulation/place';
import { eventMatches } from './event-matcher';
import { permits } from './permits';
import type { ModelledRecord } from './records';
import { alertName, type WrittenResource, written } from './resources';
import { idIn, logGroupsOf } from './trail';

/** One way on which a record reaches somebody. */
export interface Hearing {
  readonly route: 'rule' | 'alarm';
  /** Name of the alert. */
  readonly alert: string;
  /** Rule or filter that saw the record. */
  readonly seenBy: string;
  /** Logical id of the topic, and after it each subscription's protocol and endpoint. */
  readonly endpoint: string;
  /** How many such records in a period it takes. */
  readonly records: number;
}

/** A state in which the records of calls that only read are delivered as well. */
const ALL_EVENTS = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
const { partition, region, account } = DEPLOYED;

/** Everyone who hears of `record` on `side`, by whatever way. */
export function hearings(side: Side, record: ModelledRecord): Hearing[] {
  return [...byRules(side, record), ...byAlarms(side, record)];
}

function byRules(side: Side, { event, detail }: ModelledRecord): Hearing[] {
  return written(side, 'AWS::Events::Rule').flatMap(({ id, properties, raw }): Hearing[] => {
    const state = properties['State'] ?? 'ENABLED';
    const isDelivered =
      detail['awsRegion'] === region &&
      properties['EventBusName'] === undefined &&
      (state === ALL_EVENTS || (state === 'ENABLED' && detail['readOnly'] !== true));
    if (!isDelivered || !eventMatches(properties['EventPattern'] ?? null, event)) {
      return [];
    }
    const arn = `arn:${partition}:events:${region}:${account}:rule/${String(properties['Name'] ?? id)}`;
    const targets = isObject(raw.properties['Targets']) ? Object.values(raw.properties['Targets']) : [];
    return targets
      .flatMap((target) => idIn(member(target, 'Arn')) ?? [])
      .filter((topic) => mayPublish(side, topic, 'events', arn))
      .flatMap((topic) => endpointsOf(side, topic))
      .map((endpoint) => ({
        route: 'rule',
        alert: alertName(properties['Name'], id),
        seenBy: id,
        endpoint,
        records: 1,
      }));
  });
}

function byAlarms(side: Side, { detail }: ModelledRecord): Hearing[] {
  const groups = logGroupsOf(side, detail);
  const filters = written(side, 'AWS::Logs::MetricFilter').filter(
    ({ raw, properties }) =>
      groups.includes(idIn(raw.properties['LogGroupName']) ?? '') && filterSees(properties['FilterPattern'], detail),
  );
  return written(side, 'AWS::CloudWatch::Alarm').flatMap((alarm): Hearing[] => {
    const counting = filters.flatMap((filter) => valuesFor(filter, alarm).map((value) => ({ filter, value })));
    const [first] = counting;
    const sum = counting.reduce((total, { value }) => total + value, 0);
    const records = first === undefined ? undefined : recordsUntil(alarm, sum);
    if (first === undefined || records === undefined || (alarm.properties['ActionsEnabled'] ?? 'true') !== 'true') {
      return [];
    }
    const { id, properties, raw } = alarm;
    const arn = `arn:${partition}:cloudwatch:${region}:${account}:alarm:${String(properties['AlarmName'] ?? id)}`;
    const actions = isList(raw.properties['AlarmActions']) ? raw.properties['AlarmActions'] : [];
    return actions
      .flatMap((action) => idIn(action) ?? [])
      .filter((topic) => mayPublish(side, topic, 'cloudwatch', arn))
      .flatMap((topic) => endpointsOf(side, topic))
      .map((endpoint) => ({
        route: 'alarm',
        alert: alertName(first.filter.properties['FilterName'], first.filter.id),
        seenBy: first.filter.id,
        endpoint,
        records,
      }));
  });
}

/** Either reading of what AWS does not document must see the record. */
function filterSees(pattern: Json | undefined, detail: object): boolean {
  try {
    return (
      typeof pattern === 'string' &&
      [true, false].every((differsWhereAbsent) => filterMatches(pattern, detail, { differsWhereAbsent }))
    );
  } catch {
    // A pattern that is not understood sees nothing.
    return false;
  }
}

/** What a filter adds to the metric that an alarm looks at, for one record. */
function valuesFor({ properties }: WrittenResource, alarm: WrittenResource): number[] {
  const transformations = isList(properties['MetricTransformations']) ? properties['MetricTransformations'] : [];
  return transformations
    .filter(
      (each) =>
        member(each, 'MetricName') === alarm.properties['MetricName'] &&
        member(each, 'MetricNamespace') === alarm.properties['Namespace'] &&
        member(each, 'Dimensions') === undefined,
    )
    .map((each) => numberIn(member(each, 'MetricValue')) ?? 0);
}

const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
};

/** How many records of `value` in one period make an alarm go off; undefined where no number does. */
function recordsUntil({ properties }: WrittenResource, value: number): number | undefined {
  const compare = COMPARISONS[String(properties['ComparisonOperator'])];
  const threshold = numberIn(properties['Threshold']);
  const periods = numberIn(properties['DatapointsToAlarm'] ?? properties['EvaluationPeriods']) ?? 1;
  if (compare === undefined || threshold === undefined || periods > 1 || properties['Dimensions'] !== undefined) {
    return undefined;
  }
  const of: Readonly<Record<string, (count: number) => number>> = {
    Sum: (count) => count * value,
    SampleCount: (count) => count,
    Maximum: () => value,
  };
  const statistic = of[String(properties['Statistic'])];
  for (let count = 1; statistic !== undefined && count <= 1_000; count += 1) {
    if (compare(statistic(count), threshold)) {
      return count;
    }
  }
  return undefined;
}

function mayPublish(side: Side, topic: string, service: string, arn: string): boolean {
  return permits(side, 'topic', topic, {
    principal: `Service:${service}.amazonaws.com`,
    action: 'sns:Publish',
    resource: topic,
    context: { 'aws:sourcearn': arn, 'aws:sourceaccount': account, 'aws:securetransport': 'true' },
  });
}

/** The topic itself, and everyone who gets everything that it gets. */
function endpointsOf(side: Side, topic: string): string[] {
  const subscriptions = written(side, 'AWS::SNS::Subscription').filter(({ properties, raw }) => {
    const { TopicArn: _, Protocol: __, Endpoint: ___, ...others } = properties;
    return idIn(raw.properties['TopicArn']) === topic && Object.keys(others).length === 0;
  });
  return [
    topic,
    ...subscriptions.map(
      ({ properties }) => `${topic} ${String(properties['Protocol'])} ${String(properties['Endpoint'])}`,
    ),
  ];
}
