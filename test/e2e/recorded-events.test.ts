import { DETECTIONS } from '../../lib/audit/detections';
import { eventOf } from '../../lib/audit/modelled-events/records';
import { REGION } from '../../lib/environments/row';
import { environmentNamed } from '../../lib/environments/rows';
import { matchingPatterns } from '../audit/support/event-bridge';
import { aimedAt, HAS_RECORDED_EVENTS, type RecordedEvent, recordedEvents } from '../audit/support/recorded-events';
import { matchingFilters, synthesizedPatterns } from '../audit/support/synthesized-patterns';

/** What no alert tells of, and why. */
const NOT_SEEN = {
  'secret: secretsmanager ListSecrets AccessDenied':
    'it names no secret; a list of all secrets that is denied is what every scanner of an account leaves behind',
} as const satisfies Readonly<Record<string, string>>;

/** What no alert tells of where the environment has no log group of its own, as demos have not. */
const LOG_PATH_ONLY = 'IAM records in us-east-1, which rules of this Region do not hear; the log path does';

/** One event aimed at one environment, and the detections that tell of it. */
interface Seen {
  readonly kind: string;
  readonly recorded: RecordedEvent;
  /** Whether a rule could hear it at all. */
  readonly inRegion: boolean;
  readonly immediate: readonly string[];
  readonly log: readonly string[];
}

/** What tells of the recorded events, aimed at the environment called `name`. */
async function seenBy(name: string): Promise<Seen[]> {
  const environment = environmentNamed(name);
  const patterns = synthesizedPatterns(environment);
  const aimed = recordedEvents().flatMap((recorded) => {
    const event = aimedAt(environment, patterns.resources, recorded);
    return event === undefined ? [] : [{ recorded, event }];
  });
  const matches = await matchingPatterns(
    patterns.rules,
    aimed.map(({ event }) => eventOf(event)),
  );
  const prefix = `${environment.resourcePrefix}-audit-`;
  const idsOf = (names: readonly string[]) =>
    DETECTIONS.map(({ id }) => id).filter((id) =>
      names.some((pattern) => pattern.replace(/-\d+$/, '') === `${prefix}${id}`),
    );
  return aimed.map(({ recorded, event }, index) => {
    const { eventSource, eventName, errorCode = '', awsRegion } = event;
    const inRegion = awsRegion === REGION;
    return {
      kind: `${recorded.target}: ${eventSource.replace(/\..*/, '')} ${eventName} ${errorCode}`.trim(),
      recorded,
      inRegion,
      immediate: inRegion ? idsOf(matches[index] ?? []) : [],
      log: idsOf(matchingFilters(patterns, event)),
    };
  });
}

/** How many of each kind came by which path as which alert. */
function tableOf(name: string, seen: readonly Seen[]): string {
  const rows = new Map<string, number>();
  for (const { kind, recorded, immediate, log } of seen) {
    const row = [recorded.expect, kind, immediate.join(' ') || '–', log.join(' ') || '–'].join(' | ');
    rows.set(row, (rows.get(row) ?? 0) + 1);
  }
  const lines = [...rows].map(([row, count]) => `${count} | ${row}`);
  return `\nRecorded events at ${name}: how many | expected | kind | EventBridge | log\n${lines.join('\n')}\n`;
}

/** What is told beside what only counts or informs. */
function alertsAmong(ids: readonly string[]): string[] {
  return DETECTIONS.filter(
    (detection) => ids.includes(detection.id) && detection.severity !== 'information' && !('mostPerHour' in detection),
  ).map(({ id }) => id);
}

(HAS_RECORDED_EVENTS ? describe : describe.skip).each([
  ['staging', true],
  ['production', true],
  ['mark', false],
])(
  'recorded events (skipped where KAIZENCOACH_RECORDED_EVENTS names no folder with them), aimed at %s',
  (name, hasLog) => {
    let seen: readonly Seen[];
    beforeAll(async () => {
      seen = await seenBy(name);
      process.stdout.write(tableOf(name, seen));
    });
    const expected = (what: RecordedEvent['expect']) => seen.filter(({ recorded }) => recorded.expect === what);

    test('every attack raises an alert, or stands on the list of what cannot be seen', () => {
      const missed = expected('attack').filter(({ immediate, log }) => immediate.length + log.length === 0);
      const known = (one: Seen) => one.kind in NOT_SEEN || (!hasLog && !one.inRegion);
      process.stdout.write(
        `${name}: of ${expected('attack').length} attacks ${missed.length} not seen\n${[...new Set(missed.map((one) => `  ${one.kind}: ${NOT_SEEN[one.kind as keyof typeof NOT_SEEN] ?? LOG_PATH_ONLY}`))].join('\n')}\n`,
      );
      expect(missed.filter((one) => !known(one)).map(({ kind }) => kind)).toEqual([]);
    });

    test('every attack that a rule could hear comes by both paths where its row says both', () => {
      const both = DETECTIONS.filter(({ path }) => path === 'both').map(({ id }) => id);
      const oneSided = [...expected('attack'), ...expected('sts')]
        .filter(({ inRegion }) => hasLog && inRegion)
        .filter(({ immediate, log }) => both.some((id) => immediate.includes(id) !== log.includes(id)));
      expect(oneSided.map(({ kind }) => kind)).toEqual([]);
    });

    test('no benign event, and nothing that the trail does not record, raises an alert', () => {
      const alarming = [...expected('benign'), ...expected('data')].filter(
        ({ immediate, log }) => alertsAmong([...immediate, ...log]).length > 0,
      );
      expect(alarming.map(({ kind }) => kind)).toEqual([]);
    });

    test('the roles are told of when anything but their own service takes them on', () => {
      const quiet = expected('sts').filter(({ immediate }) => !immediate.includes('role-assumed'));
      // The one left is Lambda's own.
      expect(quiet.map(({ recorded }) => recorded.event['userIdentity'])).toEqual([
        expect.objectContaining({ invokedBy: 'lambda.amazonaws.com' }),
      ]);
    });
  },
);
