import { canonical, isList, isObject, type Json, member } from '../assembly/json';
import { numberIn } from '../normal/number';
import { perSide, type Side } from '../side';
import { DEPLOYED } from '../simulation/place';
import { permits } from './permits';
import { type WrittenResource, written } from './resources';
import { idIn } from './trail';

/** Somebody who is told, or the topic itself. */
export interface Endpoint {
  /** Logical id of the topic, and after it the subscription's protocol and endpoint. */
  readonly name: string;
  /** Logical ids of the topic, and of the subscription. */
  readonly way: readonly string[];
}

/** A rule, and whom it tells of everything that it sees. */
export interface RuleRoute {
  readonly rule: WrittenResource;
  /** What it looks for, as text. */
  readonly pattern: string;
  readonly endpoints: readonly Endpoint[];
}

/** An alarm, what counts for it, and whom it tells. */
export interface AlarmRoute {
  readonly alarm: WrittenResource;
  /** Filters that add to its metric, and how much for one record. */
  readonly counted: readonly { readonly filter: WrittenResource; readonly value: number }[];
  readonly endpoints: readonly Endpoint[];
}

const { partition, region, account } = DEPLOYED;

/** Every rule of a side. */
export const ruleRoutes: (side: Side) => readonly RuleRoute[] = perSide((side) =>
  written(side, 'AWS::Events::Rule').map((rule) => {
    const { id, properties, raw } = rule;
    const name = `rule/${String(properties['Name'] ?? id)}`;
    const targets = isObject(raw.properties['Targets']) ? Object.values(raw.properties['Targets']) : [];
    const topics = targets.map((target) => member(target, 'Arn'));
    return {
      rule,
      pattern: canonical(properties['EventPattern'] ?? null),
      endpoints: endpointsOf(side, topics, 'events', name),
    };
  }),
);

/** Every alarm of a side. */
export const alarmRoutes: (side: Side) => readonly AlarmRoute[] = perSide((side) =>
  written(side, 'AWS::CloudWatch::Alarm').map((alarm) => {
    const { id, properties, raw } = alarm;
    const name = `alarm:${String(properties['AlarmName'] ?? id)}`;
    const actions = isList(raw.properties['AlarmActions']) ? raw.properties['AlarmActions'] : [];
    return {
      alarm,
      counted: written(side, 'AWS::Logs::MetricFilter').flatMap((filter) =>
        valuesFor(filter, alarm).map((value) => ({ filter, value })),
      ),
      endpoints: endpointsOf(side, actions, 'cloudwatch', name),
    };
  }),
);

/** What a filter adds to the metric that an alarm looks at, for one record. */
function valuesFor({ properties }: WrittenResource, alarm: WrittenResource): number[] {
  const transformations = isList(properties['MetricTransformations']) ? properties['MetricTransformations'] : [];
  return transformations
    .filter(
      (each) =>
        alarm.properties['MetricName'] !== undefined &&
        member(each, 'MetricName') === alarm.properties['MetricName'] &&
        member(each, 'MetricNamespace') === alarm.properties['Namespace'] &&
        member(each, 'Dimensions') === undefined,
    )
    .map((each) => numberIn(member(each, 'MetricValue')) ?? 0);
}

/** Each topic that `source`, a part of `service`, may publish to, and everyone who gets everything that it gets. */
function endpointsOf(side: Side, topics: readonly (Json | undefined)[], service: string, source: string): Endpoint[] {
  return topics
    .flatMap((topic) => idIn(topic) ?? [])
    .filter((topic) => mayPublish(side, topic, service, source))
    .flatMap((topic) => [{ name: topic, way: [topic] }, ...subscribersOf(side, topic)]);
}

function mayPublish(side: Side, topic: string, service: string, source: string): boolean {
  return permits(side, 'topic', topic, {
    principal: `Service:${service}.amazonaws.com`,
    action: 'sns:Publish',
    resource: topic,
    context: serviceContext(service, source),
  });
}

/** What AWS says of a request that `service` makes for `source`, a rule or an alarm of the sample environment. */
export function serviceContext(service: string, source: string): Readonly<Record<string, string>> {
  const arn = `arn:${partition}:${service}:${region}:${account}:${source}`;
  return { 'aws:sourcearn': arn, 'aws:sourceaccount': account, 'aws:securetransport': 'true' };
}

function subscribersOf(side: Side, topic: string): Endpoint[] {
  const subscriptions = written(side, 'AWS::SNS::Subscription').filter(({ properties, raw }) => {
    const { TopicArn: _, Protocol: __, Endpoint: ___, ...others } = properties;
    return idIn(raw.properties['TopicArn']) === topic && Object.keys(others).length === 0;
  });
  return subscriptions.map(({ id, properties }) => ({
    name: `${topic} ${String(properties['Protocol'])} ${String(properties['Endpoint'])}`,
    way: [topic, id],
  }));
}
