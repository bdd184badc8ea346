import { DETECTIONS } from '../../lib/audit/detections';
import { filterMatches } from '../../lib/audit/filter-matcher';
import { DEVELOPER, deniedRead } from '../../lib/audit/modelled-events/calls';
import { eventOf, record } from '../../lib/audit/modelled-events/records';
import { SECRET_ARN, SECRET_NAME } from '../../lib/audit/modelled-events/subject';
import { immediatePatterns, logPatterns } from '../../lib/audit/patterns';
import { drilledAlerts, isRuleOf } from '../../lib/environments/drilled-alerts';
import { ENVIRONMENTS } from '../../lib/environments/rows';
import { CONTEXT } from './support/context';
import { matchedPatterns } from './support/matched-patterns';

/** What a drill leaves behind: a denied read, and a batch that names the secret and is refused its value. */
const RECORDS = [
  deniedRead(DEVELOPER, SECRET_ARN),
  record(DEVELOPER, 'secretsmanager', 'BatchGetSecretValue', { parameters: { secretIdList: [SECRET_NAME] } }),
];
const expected = (path: string) =>
  drilledAlerts({ audit: { trail: { mode: 'create' }, subscriptions: [], maxReadsPerHour: 1, dashboard: false } })
    .filter((alert) => alert.path === path)
    .map(({ id }) => id)
    .sort();

test('a drill waits for exactly what its records raise by EventBridge', () => {
  const patterns = immediatePatterns(CONTEXT);
  const matches = matchedPatterns(
    Object.fromEntries(patterns.map(({ id, pattern }) => [id, pattern])),
    RECORDS.map(eventOf),
  );
  const raised = patterns.filter(({ id }) => matches.flat().includes(id)).map(({ detection }) => detection.id);
  expect([...new Set(raised)].sort()).toEqual(expected('EventBridge'));
});

test('… and for exactly the alarms that they raise on the log path', () => {
  const raised = logPatterns(CONTEXT)
    .filter(({ pattern }) => RECORDS.some((each) => filterMatches(pattern, each, { differsWhereAbsent: true })))
    .map(({ detection }) => ('alarm' in detection ? detection.alarm : detection.id));
  expect([...new Set(raised)].sort()).toEqual(expected('log'));
});

test('a demo, which shares a trail, is drilled by EventBridge alone', () => {
  const demo = ENVIRONMENTS.filter(({ audit }) => audit.trail.mode === 'lean').map(drilledAlerts);
  expect(demo.length).toBeGreaterThan(0);
  expect(demo.flat().filter(({ path }) => path === 'log')).toEqual([]);
});

test('each rule belongs to one detection, also where a name begins as another', () => {
  const ids = DETECTIONS.map(({ id }) => id);
  for (const { id, detection } of immediatePatterns(CONTEXT)) {
    expect(ids.filter((other) => isRuleOf(`p-audit-${id}`, 'p-audit', other))).toEqual([detection.id]);
  }
});
