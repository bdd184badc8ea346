import { DETECTIONS } from '../../lib/audit/detections';
import { filterMatches } from '../../lib/audit/filter-matcher';
import { NORMAL_LIFE } from '../../lib/audit/modelled-events/normal-life';
import { eventOf } from '../../lib/audit/modelled-events/records';
import { immediatePatterns, logPatterns } from '../../lib/audit/patterns';
import { MODELLED } from '../../lib/review/audit/records';
import { CONTEXT } from './support/context';
import { matchedPatterns } from './support/matched-patterns';

/** Those of `ids` that can come by `path`. */
function on(path: 'immediate' | 'log', ids: readonly string[]): string[] {
  const possible = DETECTIONS.filter((detection) => detection.path === path || detection.path === 'both');
  return ids.filter((id) => possible.some((detection) => detection.id === id)).sort();
}

describe('what EventBridge tells of', () => {
  const patterns = immediatePatterns(CONTEXT);
  const detectionOf = new Map(patterns.map(({ id, detection }) => [id, detection.id]));
  const matches = matchedPatterns(
    Object.fromEntries(patterns.map(({ id, pattern }) => [id, pattern])),
    MODELLED.map(([, record]) => eventOf(record)),
  );

  test.each(MODELLED.map(([what, , expected], index) => [what, index, expected] as const))(
    '%s',
    (_, index, expected) => {
      const raised = new Set(matches[index]?.map((id) => detectionOf.get(id)));
      expect([...raised].sort()).toEqual(on('immediate', expected));
    },
  );
});

// Both readings of what AWS does not document: what the log tells of is the same.
describe.each([true, false])('what the log tells of, an absent field differing: %s', (differsWhereAbsent) => {
  const patterns = logPatterns(CONTEXT);

  test.each(MODELLED)('%s', (_, record, expected) => {
    const raised = patterns
      .filter(({ pattern }) => filterMatches(pattern, record, { differsWhereAbsent }))
      .map(({ detection }) => detection.id);
    expect([...new Set(raised)].sort()).toEqual(on('log', expected));
  });
});

test('the app’s start, a deployment and the keeper’s seeding raise no alert: only notices, and reads that are counted', () => {
  const raised = new Set(NORMAL_LIFE.flatMap(([, , ids]) => ids));
  const alerts = DETECTIONS.filter(
    (detection) => raised.has(detection.id) && detection.severity !== 'information' && !('mostPerHour' in detection),
  );
  expect(alerts).toEqual([]);
});

test('I9: every detection that a record can show is raised by a row of the table', () => {
  const raised = new Set(MODELLED.flatMap(([, , ids]) => ids));
  const shown = DETECTIONS.filter((detection) => !('silentHours' in detection)).map(({ id }) => id);
  expect([...raised].sort()).toEqual(shown.sort());
});
