import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '../../emulator/emulator';
import { filterMatches } from '../../emulator/filter-pattern/filter-pattern';
import { DETECTIONS } from '../../lib/audit/detections';
import { immediatePatterns, logPatterns } from '../../lib/audit/patterns';
import { BLINDING } from './support/blinding';
import { eventBridgeMatches } from './support/event-bridge';
import { NORMAL_LIFE } from './support/normal-life';
import { eventOf } from './support/records';
import { CONTEXT } from './support/subject';
import { UNUSUAL_ACCESS } from './support/unusual-access';
import { UNUSUAL_CHANGES } from './support/unusual-changes';

/** Which record raises which alert. Every row is a test on each path. */
const TABLE = [...NORMAL_LIFE, ...UNUSUAL_ACCESS, ...UNUSUAL_CHANGES, ...BLINDING];

/** Those of `ids` that can come by `path`. */
function on(path: 'immediate' | 'log', ids: readonly string[]): string[] {
  const possible = DETECTIONS.filter((detection) => detection.path === path || detection.path === 'both');
  return ids.filter((id) => possible.some((detection) => detection.id === id)).sort();
}

describe('what EventBridge tells of', () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'kaizencoach-alerts-'));
  const patterns = immediatePatterns(CONTEXT);
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ stateDir });
  });
  afterAll(async () => {
    await emulator?.stop();
    rmSync(stateDir, { recursive: true, force: true });
  });

  test.each(TABLE)('%s', async (_, record, expected) => {
    const raised: string[] = [];
    for (const { detection, pattern } of patterns) {
      if (await eventBridgeMatches(emulator.endpoint, pattern, eventOf(record))) {
        raised.push(detection.id);
      }
    }
    expect(raised.sort()).toEqual(on('immediate', expected));
  });
});

// Both readings of what AWS does not document: what the log tells of is the same.
describe.each([true, false])('what the log tells of, an absent field differing: %s', (differsWhereAbsent) => {
  const patterns = logPatterns(CONTEXT);

  test.each(TABLE)('%s', (_, record, expected) => {
    const raised = patterns
      .filter(({ pattern }) => filterMatches(pattern, record, { differsWhereAbsent }))
      .map(({ detection }) => detection.id);
    expect(raised.sort()).toEqual(on('log', expected));
  });
});

test('the app’s start, a deployment and the keeper’s seeding raise no alert: only notices, and reads that are counted', () => {
  const raised = new Set(NORMAL_LIFE.flatMap(([, , ids]) => ids));
  const alerts = DETECTIONS.filter(
    (detection) => raised.has(detection.id) && detection.severity !== 'information' && !('mostPerHour' in detection),
  );
  expect(alerts).toEqual([]);
});

test('every detection that a record can show is raised by a row of the table', () => {
  const raised = new Set(TABLE.flatMap(([, , ids]) => ids));
  const shown = DETECTIONS.filter((detection) => !('silentHours' in detection)).map(({ id }) => id);
  expect([...raised].sort()).toEqual(shown.sort());
});
