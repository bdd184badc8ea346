import {
  CloudWatchLogsClient,
  type MetricFilter,
  paginateDescribeMetricFilters,
} from '@aws-sdk/client-cloudwatch-logs';
import { isList, type Json, member } from '../assembly/json';
import type { Deployed } from './concrete';
import { idsOf, ofEveryPage, type Settings, saidOf, settings } from './of-each';
import { asJson, asProperties, type Extra, type Reader } from './reading';

const TYPE = 'AWS::Logs::MetricFilter';

/** Readers of what counts in the logs. */
export function filterReaders(region: string): Reader[] {
  const client = new CloudWatchLogsClient({ region });
  return [
    {
      what: 'the metric filters',
      read: async (deployed) => {
        // Of every log: one at another can count into the same metrics.
        const all = await ofEveryPage(
          paginateDescribeMetricFilters({ client }, {}),
          ({ metricFilters }) => metricFilters,
        );
        const own = new Map(
          idsOf(deployed, TYPE).map(([id, name]) => {
            // Only in its log group is a filter's name its own.
            const log = saidOf(deployed, id, 'LogGroupName');
            return [id, all.find(({ filterName, logGroupName }) => filterName === name && logGroupName === log)];
          }),
        );
        const read = settings(TYPE, async (_, id) => {
          const filter = own.get(id);
          return filter && settingsOf(filter);
        });
        const others = all.filter((filter) => ![...own.values()].includes(filter));
        return { ...(await read(deployed)), extras: furtherOf(others, deployed) };
      },
    },
  ];
}

/** Those of `filters` that stand at a log of the stack, or count into a metric of its own filters. */
function furtherOf(filters: readonly MetricFilter[], deployed: Deployed): Extra[] {
  const logs = idsOf(deployed, 'AWS::Logs::LogGroup').map(([, name]) => name);
  const metrics = idsOf(deployed, TYPE).flatMap(([id]) => metricsIn(saidOf(deployed, id, 'MetricTransformations')));
  return filters
    .map(({ filterName, logGroupName, ...filter }) =>
      asProperties({ FilterName: filterName, LogGroupName: logGroupName, ...settingsOf(filter) }),
    )
    .filter(
      ({ LogGroupName, MetricTransformations }) =>
        logs.some((name) => name === LogGroupName) ||
        metricsIn(MetricTransformations).some((metric) => metrics.includes(metric)),
    )
    .map((properties) => ({ type: TYPE, properties }));
}

function metricsIn(transformations: Json | undefined): string[] {
  return (isList(transformations) ? transformations : []).map(
    (each) => `${String(member(each, 'MetricNamespace'))} ${String(member(each, 'MetricName'))}`,
  );
}

function settingsOf({ filterPattern, metricTransformations = [], applyOnTransformedLogs }: MetricFilter): Settings {
  return {
    FilterPattern: filterPattern,
    MetricTransformations: asJson(metricTransformations.map(asSaid)),
    ApplyOnTransformedLogs: applyOnTransformedLogs === true ? true : undefined,
  };
}

/** A transformation by the names of a template. */
function asSaid({ dimensions, ...others }: NonNullable<MetricFilter['metricTransformations']>[number]) {
  const named = Object.entries(others).map(([key, value]) => [`${key.charAt(0).toUpperCase()}${key.slice(1)}`, value]);
  const by = Object.entries(dimensions ?? {}).map(([Key, Value]) => ({ Key, Value }));
  return { ...Object.fromEntries(named), ...(by.length === 0 ? {} : { Dimensions: by }) };
}
