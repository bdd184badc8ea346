import { filterMatches } from '../../audit/filter-matcher';
import { HEARS_READS } from '../../environments/row';
import { remembered } from '../../remembered';
import type { Json, JsonObject } from '../assembly/json';
import { numberIn } from '../normal/number';
import type { Side } from '../side';
import { DEPLOYED } from '../simulation/place';
import { eventMatches } from './event-matcher';
import type { ModelledRecord } from './records';
import { alertName, type WrittenResource, written } from './resources';
import { alarmRoutes, ruleRoutes } from './routes';
import { deliveriesOf, idIn } from './trail';

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
  /** Logical ids of everything on the way. */
  readonly way: readonly string[];
}

/** Everyone who hears of `record` on `side`, by whatever way. */
export function hearings(side: Side, record: ModelledRecord): Hearing[] {
  return [...byRules(side, record), ...byAlarms(side, record)];
}

function byRules(side: Side, { event, detail }: ModelledRecord): Hearing[] {
  return ruleRoutes(side).flatMap(({ rule: { id, properties }, pattern, endpoints }): Hearing[] => {
    const state = properties['State'] ?? 'ENABLED';
    const isDelivered =
      detail['awsRegion'] === DEPLOYED.region &&
      properties['EventBusName'] === undefined &&
      (state === HEARS_READS || (state === 'ENABLED' && detail['readOnly'] !== true));
    const matches = () => eventMatches(properties['EventPattern'] ?? null, event);
    return isDelivered && sees(event, pattern, matches)
      ? endpoints.map(({ name: endpoint, way }) => ({
          route: 'rule',
          alert: alertName(properties['Name'], id),
          seenBy: id,
          endpoint,
          records: 1,
          way: [id, ...way],
        }))
      : [];
  });
}

function byAlarms(side: Side, { detail }: ModelledRecord): Hearing[] {
  const ways = new Map(deliveriesOf(side, detail).map(({ group, way }) => [group, way]));
  const filters = new Map(
    written(side, 'AWS::Logs::MetricFilter').flatMap((filter) => {
      const way = ways.get(idIn(filter.raw.properties['LogGroupName']) ?? '');
      return way !== undefined && filterSees(filter.properties['FilterPattern'], detail)
        ? [[filter, [filter.id, ...way]] as const]
        : [];
    }),
  );
  return alarmRoutes(side).flatMap(({ alarm, counted, endpoints }): Hearing[] => {
    const counting = counted.filter(({ filter }) => filters.has(filter));
    const [first] = counting;
    const sum = counting.reduce((total, { value }) => total + value, 0);
    const records = first === undefined ? undefined : recordsUntil(alarm, sum);
    if (first === undefined || records === undefined || (alarm.properties['ActionsEnabled'] ?? 'true') !== 'true') {
      return [];
    }
    const before = counting.flatMap(({ filter }) => filters.get(filter) ?? []);
    return endpoints.map(({ name: endpoint, way }) => ({
      route: 'alarm',
      alert: alertName(first.filter.properties['FilterName'], first.filter.id),
      seenBy: first.filter.id,
      endpoint,
      records,
      way: [...before, alarm.id, ...way],
    }));
  });
}

const seen = new WeakMap<JsonObject, Map<string, boolean>>();

/** Whether `pattern` sees `record`: decided once for both sides and all environments. */
function sees(record: JsonObject, pattern: string, decide: () => boolean): boolean {
  const byPattern = remembered(seen, record, () => new Map<string, boolean>());
  return remembered(byPattern, pattern, decide);
}

/** Either reading of what AWS does not document must see the record. */
function filterSees(pattern: Json | undefined, detail: JsonObject): boolean {
  const matches = (text: string) => {
    try {
      return [true, false].every((differsWhereAbsent) => filterMatches(text, detail, { differsWhereAbsent }));
    } catch {
      // A pattern that is not understood sees nothing.
      return false;
    }
  };
  return typeof pattern === 'string' && sees(detail, pattern, () => matches(pattern));
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
