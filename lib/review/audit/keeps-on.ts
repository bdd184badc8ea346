import { filterMatches } from '../../audit/filter-matcher';
import { NORMAL_LIFE } from '../../audit/modelled-events/normal-life';
import type { Json } from '../assembly/json';
import type { Pair } from '../side';
import { recordsFor } from './records';
import { written } from './resources';
import { alarmRoutes } from './routes';

const EVERY_DAY = new Set(NORMAL_LIFE.map(([what]) => what));

/**
 * Whether the metric filter `id`, which is new, may count what happens every day for an alarm that there was before. An alarm tells
 * when it goes off: one that is kept on tells nobody.
 */
export function mayKeepAlarmOn(id: string, { base, head }: Pair): boolean {
  const isCounted = alarmRoutes(head).some(
    ({ alarm, counted }) =>
      base.template.resources[alarm.id] !== undefined && counted.some(({ filter }) => filter.id === id),
  );
  const filter = written(head, 'AWS::Logs::MetricFilter').find((each) => each.id === id);
  return isCounted && maySeeEveryDay(filter?.properties['FilterPattern'], head);
}

/** By either reading of what AWS does not document; a pattern that is not understood may see everything. */
function maySeeEveryDay(pattern: Json | undefined, head: Pair['head']): boolean {
  try {
    return recordsFor(head).some(
      ({ what, detail }) =>
        EVERY_DAY.has(what) &&
        [true, false].some((differsWhereAbsent) => filterMatches(String(pattern), detail, { differsWhereAbsent })),
    );
  } catch {
    return true;
  }
}
