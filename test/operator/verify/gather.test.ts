import { environmentNamed } from '../../../lib/environments/rows';
import type { AppLog, LogLine } from '../../../lib/operator/services/app-log';
import type { AppService, Deployment } from '../../../lib/operator/services/app-service';
import { lastChange, verification } from '../../../lib/operator/verify/gather';
import { aDeployment, anAppService } from '../support/an-app-service';
import { aStatus, fakeContext } from '../support/fake-context';

const staging = environmentNamed('staging');
const NOW = new Date('2026-06-01T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const loadedAt = (minutes: number, stream = 'fresh'): LogLine => ({
  stream,
  at: minutesAgo(minutes),
  text: '✅ Secrets loaded - STRAVA_CLIENT_ID: 188207...',
});
const DEPLOYED = aDeployment({ startedAt: minutesAgo(60), endedAt: minutesAgo(55) });

/** A log that finds lines as CloudWatch does: those since then that hold one of the words asked for. */
function logOf(
  lines: readonly LogLine[],
  firstEvents: Readonly<Record<string, Date>> = { fresh: minutesAgo(58) },
): AppLog {
  const since = (time: Date) => lines.filter(({ at }) => at >= time);
  return {
    lines: async ({ name }, search) =>
      name === 'deployment-log'
        ? []
        : since(search.since).filter(({ text }) => text.includes('loaded') === search.pattern.includes('loaded')),
    activeStreams: async (_, time) => new Set(since(time).map(({ stream }) => stream)),
    streams: async () => Object.entries(firstEvents).map(([name, firstEventAt]) => ({ name, firstEventAt })),
  };
}

async function verified(log: AppLog, last: Deployment = DEPLOYED, overrides: Partial<AppService> = {}) {
  const service = anAppService({ deployments: async () => [last, aDeployment({ id: 'older' })], ...overrides });
  const context = fakeContext({ now: NOW, services: { appLog: async () => log } });
  return verification(staging, aStatus({}, minutesAgo(90).toISOString()), service, context);
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

test('the lines that explain a failure are shown, and only then', async () => {
  const crash: LogLine = { stream: 'fresh', at: minutesAgo(56), text: 'RuntimeError: SECRET_KEY not found' };
  const failed = await verified(logOf([crash, loadedAt(57)]), { ...DEPLOYED, outcome: 'failed' });
  const fine = await verified(logOf([crash, loadedAt(57)]));

  expect(failed.lines).toEqual([
    expect.stringContaining('Secrets loaded - STRAVA_CLIENT_ID: 188207...'),
    expect.stringContaining('SECRET_KEY not found'),
  ]);
  expect(fine.lines).toEqual([expect.stringContaining('Secrets loaded')]);
});

test('what the runtime says of a deployment that it rolled back is among them, without what could be a value', async () => {
  const reason = 'rolled back because tasks failed: task 0123456789abcdef0123456789abcdef';
  const rolledBack = { ...DEPLOYED, outcome: 'rolled back' as const, reason };
  const { proof, lines } = await verified(logOf([]), rolledBack, { runtime: 'ECS', deploymentLog: undefined });

  expect(proof).toBe('failed');
  expect(lines).toEqual([expect.stringMatching(/ deployment {2}rolled back because tasks failed: task #$/)]);
});

test('a service without a log is no proof of anything', async () => {
  await expect(verified(logOf([loadedAt(57)]), DEPLOYED, { appLog: undefined })).rejects.toMatchObject({
    rule: 'no-log',
  });
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
