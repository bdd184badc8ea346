import { environmentNamed } from '../../../lib/environments/rows';
import type { AppLog, LogLine } from '../../../lib/operator/services/app-log';
import type { AppService, Deployment } from '../../../lib/operator/services/app-service';
import { verification } from '../../../lib/operator/verify/gather';
import { anAppLog } from '../support/an-app-log';
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

const logOf = (lines: readonly LogLine[], firstEvents: Readonly<Record<string, Date>> = { fresh: minutesAgo(58) }) =>
  anAppLog(lines, firstEvents);

async function verified(log: AppLog, last: Deployment = DEPLOYED, overrides: Partial<AppService> = {}) {
  const service = anAppService({ deployments: async () => [last, aDeployment({ id: 'older' })], ...overrides });
  const context = fakeContext({ now: NOW, services: { appLog: async () => log } });
  return verification(staging, aStatus({}, minutesAgo(90).toISOString()), service, context);
}

test('loaded', async () => {
  expect(await verified(logOf([loadedAt(57)]))).toMatchObject({
    proof: 'loaded',
    instances: 1,
    changed: { earliest: minutesAgo(90).toISOString(), latest: minutesAgo(90).toISOString() },
  });
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

test('while a deployment is under way nobody knows which instances serve, whatever the new one says', async () => {
  const underWay: Deployment = { ...DEPLOYED, outcome: 'under way', endedAt: undefined };
  const found = await verified(logOf([loadedAt(2)], { fresh: minutesAgo(3), old: minutesAgo(500) }), underWay);

  expect(found).toMatchObject({
    proof: 'missing',
    reason: expect.stringContaining('under way'),
    deployment: { underWay: true },
  });
});

test('where no deployment is listed every instance that printed a little while ago is judged', async () => {
  const streams = { fresh: minutesAgo(58), old: minutesAgo(500) };
  const request: LogLine = { stream: 'old', at: minutesAgo(1), text: 'GET /health' };
  const unlisted = { deployments: async () => [] };

  expect((await verified(logOf([loadedAt(5)]), DEPLOYED, unlisted)).proof).toBe('loaded');
  expect((await verified(logOf([loadedAt(5), request], streams), DEPLOYED, unlisted)).proof).toBe('stale');
  expect((await verified(logOf([loadedAt(57)]), DEPLOYED, unlisted)).proof).toBe('missing');
});

test('a service that does not run is no proof of anything', async () => {
  const notNow = { reason: 'the service is paused', next: 'resume it' };
  await expect(verified(logOf([loadedAt(57)]), DEPLOYED, { status: 'PAUSED', notNow })).rejects.toMatchObject({
    rule: 'not-running',
    next: 'resume it',
  });
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
    message: expect.stringContaining('names no log group'),
    next: expect.stringContaining('awsLogsConfiguration'),
  });
});

test('what was found is told with the service and its last deployment, if it has one', async () => {
  const found = await verified(logOf([loadedAt(57)]));

  expect(found).toMatchObject({ environment: 'staging', service: staging.service });
  expect(found.deployment).toEqual({
    type: 'START_DEPLOYMENT',
    status: 'SUCCEEDED',
    underWay: false,
    startedAt: minutesAgo(60).toISOString(),
  });
  expect(await verified(logOf([]), DEPLOYED, { deployments: async () => [] })).not.toHaveProperty('deployment');
});

test('the lines of both kinds are in the order of time, the last five of each', async () => {
  const at = (minutes: number, text: string): LogLine => ({ stream: 'fresh', at: minutesAgo(minutes), text });
  const failed = { ...DEPLOYED, outcome: 'failed' as const, reason: 'tasks failed' };
  const { lines } = await verified(logOf([loadedAt(57), at(54, 'failed last'), at(58, 'failed first')]), failed);
  const many = Array.from({ length: 7 }, (_, index) => [loadedAt(40 - index), at(20 - index, 'failed')]).flat();

  expect(lines.map((line) => line.replace(/^.*? {2}/, ''))).toEqual([
    'failed first',
    'Secrets loaded - STRAVA_CLIENT_ID: 188207...',
    'tasks failed',
    'failed last',
  ]);
  const shown = (await verified(logOf(many), { ...DEPLOYED, outcome: 'failed' })).lines;
  expect(shown.map((line) => line.includes('Secrets loaded'))).toEqual([
    ...Array.from({ length: 5 }, () => true),
    ...Array.from({ length: 5 }, () => false),
  ]);
  expect(shown[0]).toContain(minutesAgo(38).toISOString().slice(0, 19));
});

test('older lines are shown only where there is none since, and none of more than thirty days ago', async () => {
  expect((await verified(logOf([loadedAt(200), loadedAt(57)]))).lines).toHaveLength(1);
  expect((await verified(logOf([loadedAt(29 * 1440)]))).lines).toHaveLength(1);
  expect((await verified(logOf([loadedAt(31 * 1440)]))).lines).toEqual([]);
});
