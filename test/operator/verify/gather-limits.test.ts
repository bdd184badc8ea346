import { environmentNamed } from '../../../lib/environments/rows';
import type { LogLine, Search } from '../../../lib/operator/services/app-log';
import type { AppService, Deployment } from '../../../lib/operator/services/app-service';
import { verification } from '../../../lib/operator/verify/gather';
import { LOADED_PATTERN } from '../../../lib/operator/verify/loaded-line';
import { TROUBLE_PATTERN } from '../../../lib/operator/verify/log-excerpt';
import { aDeployment, anAppService } from '../support/an-app-service';
import { aStatus, fakeContext } from '../support/fake-context';

const NOW = new Date('2026-06-01T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const line = (minutes: number, text: string): LogLine => ({ stream: 'i', at: minutesAgo(minutes), text });
const loaded = (minutes: number) => line(minutes, 'Secrets loaded - STRAVA_CLIENT_ID: 188207...');
const DEPLOYED = aDeployment({ startedAt: minutesAgo(60), endedAt: minutesAgo(55) });
const FAILED: Deployment = { ...DEPLOYED, outcome: 'failed' };

interface Logs {
  /** What the app printed of the secret. */
  readonly loaded?: readonly LogLine[];
  /** What explains a failure, by log group. */
  readonly trouble?: Readonly<Record<string, readonly LogLine[]>>;
  readonly firstEventAt?: Date;
}

/** What was looked for. */
const searches: Search[] = [];

/** What is found where the one instance printed nothing of late. */
async function verified(logs: Logs, last: Deployment = DEPLOYED, service: Partial<AppService> = {}) {
  const context = fakeContext({
    now: NOW,
    services: {
      appLog: async () => ({
        lines: async ({ name }, search) => {
          const { since, pattern } = search;
          searches.push(search);
          return ((pattern === LOADED_PATTERN ? logs.loaded : logs.trouble?.[name]) ?? []).filter(
            ({ at }) => at >= since,
          );
        },
        activeStreams: async () => new Set<string>(),
        streams: async () => [{ name: 'i', firstEventAt: logs.firstEventAt ?? minutesAgo(58) }],
      }),
    },
  });
  const status = aStatus({}, minutesAgo(90).toISOString());
  return verification(
    environmentNamed('staging'),
    status,
    anAppService({ deployments: async () => [last], ...service }),
    context,
  );
}

const texts = (lines: readonly string[]) => lines.map((shown) => shown.replace(/^.*? {2}/, ''));

test('a service that does not run because a deployment is under way is looked at', async () => {
  const notNow = { reason: 'an operation is in progress', next: 'wait' };
  const underWay: Deployment = { ...DEPLOYED, outcome: 'under way', endedAt: undefined };

  expect((await verified({}, underWay, { status: 'OPERATION_IN_PROGRESS', notNow })).proof).toBe('missing');
});

test('a line that names no client id proves nothing', async () => {
  const { proof, reason } = await verified({ loaded: [line(57, 'Secrets loaded - STRAVA_CLIENT_ID: None...')] });

  expect({ proof, reason }).toEqual({
    proof: 'missing',
    reason: 'no line of the log says that the app loaded the secret',
  });
});

test('an instance that began at the very start of the deployment, and is silent since, runs', async () => {
  const found = await verified({ loaded: [loaded(60)], firstEventAt: minutesAgo(60) });

  expect(found).toMatchObject({ proof: 'loaded', instances: 1 });
});

test('five lines are shown where nothing went wrong', async () => {
  const { lines } = await verified({ loaded: [59, 58, 57, 56, 55, 54, 53].map(loaded) });

  expect(lines).toHaveLength(5);
  expect(lines[0]).toContain(minutesAgo(57).toISOString().slice(0, 19));
});

test('trouble is looked for from the end, and every line that says that the secret was loaded is read', async () => {
  searches.length = 0;
  await verified({ loaded: [loaded(57)] }, FAILED);

  expect(searches).toEqual([
    expect.objectContaining({ pattern: LOADED_PATTERN }),
    expect.objectContaining({ pattern: TROUBLE_PATTERN, newest: 5 }),
    expect.objectContaining({ pattern: TROUBLE_PATTERN, newest: 5 }),
  ]);
  expect(searches[0]).not.toHaveProperty('newest');
});

test('trouble from before the deployment is not shown', async () => {
  const trouble = { 'app-log': [line(61, 'failed before'), line(59, 'failed since')] };

  expect(texts((await verified({ trouble }, FAILED)).lines)).toEqual(['failed since']);
});

test('of trouble in two logs the five newest lines are shown, whichever log has them', async () => {
  const at = (minutes: readonly number[], text: string) => minutes.map((minute) => line(minute, text));
  const trouble = { 'app-log': at([43, 42, 41, 40], 'app failed'), 'deployment-log': at([53, 52, 41.5], 'failed') };

  expect(texts((await verified({ trouble }, FAILED)).lines)).toEqual([
    'app failed',
    'app failed',
    'failed',
    'app failed',
    'app failed',
  ]);
});

test('a deployment whose start nobody knows is told without it', async () => {
  const { deployment } = await verified({}, { ...DEPLOYED, startedAt: undefined });

  expect(deployment).toEqual({ type: 'START_DEPLOYMENT', status: 'SUCCEEDED', underWay: false, startedAt: undefined });
});
