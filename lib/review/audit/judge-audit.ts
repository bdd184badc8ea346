import type { Json } from '../assembly/json';
import { code, type Evidence, type Found } from '../finding';
import type { GateId } from '../gates';
import type { Pair } from '../side';
import { changedOn } from './changed-on';
import { lostDeadLetters } from './dead-letters';
import { hearings } from './heard';
import { changedPatterns } from './patterns';
import { recordsFor } from './records';

/** A record of which somebody heard, and hears no more. */
interface Loss {
  readonly alert: string;
  readonly what: string;
  readonly route: 'rule' | 'alarm';
  readonly seenBy: string;
  readonly endpoint: string;
  /** Logical ids of everything on the way on which it was heard. */
  readonly way: readonly string[];
  /** It is only heard after more records. */
  readonly later: boolean;
  /** The other route still hears it. */
  readonly elsewhere: boolean;
}

/**
 * Replays the modelled records through both sides of `pair`, end to end. Losses are told with the findings that `others` has
 * about something on the way, and are findings of their own where there are none. Either is accepted with these losses only, and
 * with what differs on the way.
 */
export function judgeAudit(pair: Pair, gainedReaders: readonly string[], others: readonly Found[]): Found[] {
  const found = [...changedPatterns(pair, gainedReaders), ...others, ...lostDeadLetters(pair)];
  const losses = lossesOf(pair);
  if (losses.length === 0) {
    return found;
  }
  const told = found.map((each) => {
    const mine = losses.filter((loss) => isAbout(each, loss));
    return mine.length === 0
      ? each
      : {
          ...each,
          details: [...(each.details ?? []), ...sentences(mine)],
          unsaid: [each.unsaid ?? null, identityOf(mine, pair)],
        };
  });
  const left = losses.filter((loss) => !found.some((each) => isAbout(each, loss)));
  return [...told, ...ownFindings(left, pair)];
}

function lossesOf({ base, head }: Pair): Loss[] {
  if (base === head) {
    return [];
  }
  const after = new Map(recordsFor(head).map((record) => [record.what, record]));
  return recordsFor(base).flatMap((record) => {
    const now = hearings(head, after.get(record.what) ?? record);
    return hearings(base, record).flatMap(({ alert, route, endpoint, records, seenBy, way }): Loss[] => {
      const same = now.filter((each) => each.route === route && each.endpoint === endpoint);
      const soonest = Math.min(...same.map((each) => each.records));
      const elsewhere = now.some((each) => each.route !== route);
      const later = same.length > 0;
      return soonest <= records ? [] : [{ alert, what: record.what, route, seenBy, endpoint, way, later, elsewhere }];
    });
  });
}

/** Whether the finding is about something that is on the way. One that stops nothing is accepted by nobody. */
function isAbout({ gate, evidence }: Found, { way }: Loss): boolean {
  return (
    gate.startsWith('audit.') && gate !== 'audit.gained' && evidence.some(({ logicalId }) => way.includes(logicalId))
  );
}

/** What is lost, and everything that may be why. */
function identityOf(losses: readonly Loss[], pair: Pair): Json {
  const lost = losses.map(({ alert, what, route, seenBy, endpoint, later, elsewhere }) => ({
    alert,
    what,
    route,
    seenBy,
    endpoint,
    later,
    elsewhere,
  }));
  return [lost, changedOn(new Set(losses.flatMap(({ way }) => way)), pair)];
}

function ownFindings(losses: readonly Loss[], pair: Pair): Found[] {
  return (['rule', 'alarm'] as const).flatMap((route): Found[] => {
    const own = losses.filter((loss) => loss.route === route);
    const evidence: Evidence[] = [...new Set(own.map(({ seenBy }) => seenBy))]
      .sort()
      .map((logicalId) => ({ logicalId, path: '' }));
    const gate: GateId = own.every(({ later }) => later) ? 'audit.detection' : 'audit.path';
    const alerts = [...new Set(own.map(({ alert }) => alert))].sort();
    return own.length === 0
      ? []
      : [
          {
            gate,
            sentence: `${alerts.map(code).join(', ')} would no longer be heard by ${route === 'rule' ? 'its rule, within seconds' : 'its alarm, within minutes'}.`,
            details: sentences(own),
            before: own.map(({ alert, what }) => `${alert}: ${what}`),
            after: [],
            evidence,
            unsaid: identityOf(own, pair),
          },
        ];
  });
}

function sentences(losses: readonly Loss[]): string[] {
  const all = losses.map(({ alert, what, later, route, elsewhere }) => {
    const other = route === 'rule' ? 'its alarm still tells, minutes later' : 'its rule still tells';
    const lost = later
      ? 'be heard later'
      : route === 'rule'
        ? 'not be heard within seconds, by its rule'
        : 'not be heard by its alarm';
    return `${code(alert)} would ${lost}: ${what} (${elsewhere ? other : 'nothing else hears it'})`;
  });
  const unique = [...new Set(all)];
  return unique.length > 6 ? [...unique.slice(0, 6), `and ${unique.length - 6} more`] : unique;
}
