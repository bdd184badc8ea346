import { environmentNamed } from '../../../lib/environments/rows';
import type { AppLog, LogLine } from '../../../lib/operator/services/app-log';
import type { Deployment } from '../../../lib/operator/services/app-service';
import { verification } from '../../../lib/operator/verify/gather';
import { anAppLog } from '../support/an-app-log';
import { aDeployment, anAppService } from '../support/an-app-service';
import { aStatus, fakeContext } from '../support/fake-context';

const NOW = new Date('2026-06-01T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const DAY = 24 * 60;
const loaded = (stream: string, minutes: number): LogLine => ({
  stream,
  at: minutesAgo(minutes),
  text: 'Secrets loaded - STRAVA_CLIENT_ID: 188207...',
});
const prints = (stream: string, minutes: number, text = 'GET /health'): LogLine => ({
  stream,
  at: minutesAgo(minutes),
  text,
});
/** Began that many days ago, and took five minutes. */
const deployed = (days: number) =>
  aDeployment({ startedAt: minutesAgo(days * DAY), endedAt: minutesAgo(days * DAY - 5) });

/** Each instance began with its first line. */
function logOf(lines: readonly LogLine[]): AppLog {
  const began = lines.toSorted((one, other) => other.at.getTime() - one.at.getTime());
  return anAppLog(lines, Object.fromEntries(began.map(({ stream, at }) => [stream, at])));
}

/** What is found of an app whose value was last changed a year ago. */
async function verified(lines: readonly LogLine[], last: Deployment, log = logOf(lines)) {
  const context = fakeContext({ now: NOW, services: { appLog: async () => log } });
  const service = anAppService({ deployments: async () => [last] });
  const status = aStatus({}, minutesAgo(365 * DAY).toISOString());
  return verification(environmentNamed('staging'), status, service, context);
}

test.each([29, 31, 364])('loaded: an app that runs unchanged for %s days and serves', async (days) => {
  const lines = [loaded('i', days * DAY - 2), prints('i', 1)];

  expect(await verified(lines, deployed(days))).toMatchObject({ proof: 'loaded', instances: 1 });
});

test('missing: it runs as long, and never said that it loaded the secret', async () => {
  const lines = [prints('i', 40 * DAY - 2, 'starting'), prints('i', 1)];

  expect((await verified(lines, deployed(40))).proof).toBe('missing');
});

test('an instance that crashed ten days ago, since the last deployment, does not run where others print', async () => {
  const lines = [loaded('i', 20 * DAY - 2), prints('crashed', 10 * DAY, 'ImportError'), prints('i', 1)];

  expect(await verified(lines, deployed(20))).toMatchObject({ proof: 'loaded', instances: 1 });
});

test('where none prints any more, the app may just be quiet: each that began since the deployment must have spoken', async () => {
  const quiet = [loaded('i', 20 * DAY - 2), loaded('j', 10 * DAY)];

  expect(await verified(quiet, deployed(20))).toMatchObject({ proof: 'loaded', instances: 2 });
  expect((await verified([...quiet, prints('k', 9 * DAY, 'ImportError')], deployed(20))).proof).toBe('missing');
});

test('an instance that began a little while ago and is silent since may be about to load', async () => {
  const lines = [loaded('i', 20 * DAY - 2), prints('i', 1), prints('new', 10, 'starting')];

  expect(await verified(lines, deployed(20))).toMatchObject({
    proof: 'missing',
    reason: expect.stringContaining('1 of 2 instances'),
  });
});

test('right after a deployment silence tells nothing: each instance that it began must have spoken', async () => {
  const last = aDeployment({ startedAt: minutesAgo(12), endedAt: minutesAgo(2) });
  const lines = [loaded('i', 8), prints('i', 1), prints('silent', 9, 'starting')];

  expect(await verified(lines, last)).toMatchObject({
    proof: 'missing',
    reason: expect.stringContaining('1 of 2 instances'),
  });
});

test.each([2, 20])(
  'an old instance that still serves %s minutes after a deployment is named, whatever is listed',
  async (ago) => {
    const last = aDeployment({ startedAt: minutesAgo(ago + 10), endedAt: minutesAgo(ago) });
    const lines = [loaded('fresh', ago + 5), prints('fresh', 1), prints('old', 5_000), prints('old', 1)];
    const log = logOf(lines);
    const unlisted: AppLog = {
      ...log,
      streams: async (group, { names, since }) =>
        (await log.streams(group, { names, since })).filter(({ name }) => name === 'fresh' || names.has(name)),
    };

    expect(await verified(lines, last, unlisted)).toMatchObject({
      proof: 'stale',
      reason: expect.stringContaining('1 of 2 instances'),
    });
  },
);
