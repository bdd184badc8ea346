import { filterMatches } from '../../audit/filter-matcher';
import { NORMAL_LIFE } from '../../audit/modelled-events/normal-life';
import type { Json } from '../assembly/json';
import type { Pair } from '../side';
import { isAsRareAs } from './rare';
import { recordsFor } from './records';
import { alarmRoutes } from './routes';

const EVERY_DAY = new Set(NORMAL_LIFE.map(([what]) => what));

/**
 * Whether the metric filter `id`, which is new or sees more, may keep an alarm on that there was before: it counts for it what
 * happens every day, or what is not known to be rare. An alarm tells when it goes off: one that is kept on tells nobody.
 */
export function mayKeepAlarmOn(id: string, { base, head }: Pair): boolean {
  return alarmRoutes(head).some(({ alarm, counted }) => {
    const filter = counted.find((each) => each.filter.id === id)?.filter;
    const before = alarmRoutes(base).find((each) => each.alarm.id === alarm.id);
    return (
      filter !== undefined &&
      before !== undefined &&
      (maySeeEveryDay(filter.properties['FilterPattern'], head) ||
        !isAsRareAs(
          before.counted.map((each) => each.filter),
          filter,
        ))
    );
  });
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
