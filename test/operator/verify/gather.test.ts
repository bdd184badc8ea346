import { environmentNamed } from '../../../lib/environments/rows';
import type { AppLog, LogLine } from '../../../lib/operator/services/app-log';
import type { AppService, Operation } from '../../../lib/operator/services/app-runner';
import { lastChange, verification } from '../../../lib/operator/verify/gather';
import { aStatus, fakeContext } from '../support/fake-context';

const staging = environmentNamed('staging');
const SERVICE: AppService = { name: staging.service, id: 'i', arn: 'arn:x', status: 'RUNNING' };
const NOW = new Date('2026-06-01T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const loadedAt = (minutes: number, stream = 'fresh'): LogLine => ({
  stream,
  at: minutesAgo(minutes),
  text: '✅ Secrets loaded - STRAVA_CLIENT_ID: 188207...',
});
const DEPLOYED: Operation = {
  id: 'd',
  type: 'START_DEPLOYMENT',
  status: 'SUCCEEDED',
  startedAt: minutesAgo(60),
  endedAt: minutesAgo(55),
};

/** A log that finds lines as CloudWatch does: those since then that hold one of the words asked for. */
function logOf(
  lines: readonly LogLine[],
  firstEvents: Readonly<Record<string, Date>> = { fresh: minutesAgo(58) },
): AppLog {
  const since = (time: Date) => lines.filter(({ at }) => at >= time);
  return {
    lines: async (_, kind, search) =>
      kind === 'service'
        ? []
        : since(search.since).filter(({ text }) => text.includes('loaded') === search.pattern.includes('loaded')),
    activeStreams: async (_, time) => new Set(since(time).map(({ stream }) => stream)),
    streams: async () => Object.entries(firstEvents).map(([name, firstEventAt]) => ({ name, firstEventAt })),
  };
}

async function verified(log: AppLog, operations: readonly Operation[] = [DEPLOYED], changed = minutesAgo(90)) {
  const appRunner = { find: async () => SERVICE, operations: async () => operations, deploy: async () => undefined };
  const context = fakeContext({ now: NOW, services: { appRunner: async () => appRunner, appLog: async () => log } });
  return verification(staging, aStatus({}, changed.toISOString()), SERVICE, context);
}

test('loaded', async () => {
  expect(await verified(logOf([loadedAt(57)]))).toMatchObject({
    proof: 'loaded',
    instances: 1,
    changedAt: minutesAgo(90).toISOString(),
  });
});

test('an edit that the keeper did not make is a change too', () => {
  const byKeeper = aStatus({}, minutesAgo(90).toISOString());

  expect(lastChange({ ...byKeeper, versionMadeAt: minutesAgo(5).toISOString() })).toEqual(minutesAgo(5));
  expect(lastChange({ ...byKeeper, versionMadeAt: minutesAgo(95).toISOString() })).toEqual(minutesAgo(90));
});

test('an older line is looked for where there is no new one: stale, not missing', async () => {
  expect((await verified(logOf([loadedAt(200, 'old')]))).proof).toBe('stale');
  expect((await verified(logOf([]))).proof).toBe('missing');
});

test('an old instance that printed a minute ago still runs; one that fell silent does not', async () => {
  const streams = { fresh: minutesAgo(58), old: minutesAgo(500) };
  const request = (minutes: number): LogLine => ({ stream: 'old', at: minutesAgo(minutes), text: 'GET /health' });

  expect((await verified(logOf([loadedAt(57), request(1)], streams))).proof).toBe('stale');
  expect((await verified(logOf([loadedAt(57), request(56)], streams))).proof).toBe('loaded');
});

test('the last operation that started instances counts, not a pause after it', async () => {
  const paused: Operation = { id: 'p', type: 'PAUSE_SERVICE', status: 'SUCCEEDED', startedAt: minutesAgo(1) };

  expect((await verified(logOf([loadedAt(57)]), [paused, DEPLOYED])).deployment?.type).toBe('START_DEPLOYMENT');
});

test('the lines that explain a failure are shown, and only then', async () => {
  const crash: LogLine = { stream: 'fresh', at: minutesAgo(56), text: 'RuntimeError: SECRET_KEY not found' };
  const failed = await verified(logOf([crash, loadedAt(57)]), [{ ...DEPLOYED, status: 'FAILED' }]);
  const fine = await verified(logOf([crash, loadedAt(57)]));

  expect(failed.lines).toEqual([
    expect.stringContaining('Secrets loaded - STRAVA_CLIENT_ID: 188207...'),
    expect.stringContaining('SECRET_KEY not found'),
  ]);
  expect(fine.lines).toEqual([expect.stringContaining('Secrets loaded')]);
});

test('the last change is the newest record of a key that is there', () => {
  const record = (madeAt: string) => ({
    record: { madeAt, operation: 'seed', how: 'generated' as const, versionId: 'v' },
  });
  const key = { name: 'X', origin: 'generated', required: true, state: 'present' as const };
  const keys = [
    { ...key, ...record('2026-01-01T00:00:00Z') },
    { ...key, ...record('2026-03-01T00:00:00Z') },
    { ...key, state: 'missing' as const, ...record('2026-05-01T00:00:00Z') },
    key,
  ];

  expect(lastChange(aStatus({ keys }))).toEqual(new Date('2026-03-01T00:00:00Z'));
  expect(lastChange(aStatus({ keys: [key] }))).toBeUndefined();
});
