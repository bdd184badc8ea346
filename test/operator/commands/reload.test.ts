import type { SecretStatus } from '../../../lib/contract/operator-answer';
import { OperatorError } from '../../../lib/operator/operator-error';
import { run } from '../../../lib/operator/run';
import type { AppService, Deployment } from '../../../lib/operator/services/app-service';
import { anAppLog } from '../support/an-app-log';
import { aDeployment, anAppService } from '../support/an-app-service';
import { aStatus, fakeContext } from '../support/fake-context';

const NOW = new Date('2026-06-01T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const OURS = aDeployment({ id: 'ours', startedAt: minutesAgo(5), endedAt: minutesAgo(2) });
const UNDER_WAY: Deployment = { ...OURS, outcome: 'under way', status: 'IN_PROGRESS', endedAt: undefined };
const THEIRS: Deployment = { ...UNDER_WAY, id: 'theirs' };
const LOG = anAppLog([{ stream: 'i', at: minutesAgo(3), text: 'Secrets loaded - STRAVA_CLIENT_ID: 188207...' }], {
  i: minutesAgo(4),
});

const THROTTLED = new OperatorError({
  rule: 'throttled',
  reason: 'listing the deployments: too many requests (ThrottlingException)',
  next: 'try again in a minute',
});

type Look = readonly Deployment[] | typeof THROTTLED;

interface Given {
  /** What each look at the deployments gives; the last one stays. */
  readonly looks?: readonly Look[];
  readonly status?: () => Promise<SecretStatus>;
  readonly log?: () => Promise<typeof LOG>;
  readonly options?: readonly string[];
  /** The id that the request for a deployment is answered with. */
  readonly answer?: string | undefined;
}

const fails = () => Promise.reject(THROTTLED);

/** Runs `reload staging`; the clock goes on by a minute with every pause. */
async function reload({ looks = [[], [OURS]], options = [], ...given }: Given) {
  let [looked, minutes] = [0, 0];
  const next = () => looks[Math.min(looked++, looks.length - 1)] ?? [];
  let begun = 0;
  const service: AppService = anAppService({
    deploy: async () => {
      begun += 1;
      return 'answer' in given ? given.answer : 'ours';
    },
    deployments: async () => {
      const seen = next();
      if (seen instanceof OperatorError) {
        throw seen;
      }
      return seen;
    },
  });
  const fake = fakeContext({
    keepers: { staging: { status: given.status ?? (async () => aStatus({}, minutesAgo(90).toISOString())) } },
    services: { appService: async () => service, appLog: given.log ?? (async () => LOG) },
  });
  const context = {
    ...fake,
    now: () => new Date(NOW.getTime() + minutes * 60_000),
    pause: async () => {
      minutes += 1;
    },
  };
  const exitCode = await run(['reload', 'staging', ...options], context);
  return { exitCode, begun, stdout: fake.stdout.text, stderr: fake.stderr.text };
}

test('the deployment has ended, and the app has loaded the secret', async () => {
  const { exitCode, stdout } = await reload({});

  expect(exitCode).toBe(0);
  expect(stdout).toContain('deployment ours: SUCCEEDED');
  expect(stdout).toContain('loaded: every running instance');
});

describe('nothing tells when the value last changed, as after a label was moved by hand', () => {
  const moved = aStatus({ lastChange: { earliest: minutesAgo(90).toISOString() } });

  test('the same was current before the deployment began: every instance that it started has loaded it', async () => {
    const { exitCode, stdout } = await reload({ status: async () => moved });

    expect(exitCode).toBe(0);
    expect(stdout).toContain('loaded: every running instance');
  });

  test('it changed while the app was deployed: what was loaded is not known', async () => {
    let asked = 0;
    const { exitCode, stdout } = await reload({
      status: async () => (asked++ === 0 ? { ...moved, versionId: 'v0' } : moved),
    });

    expect(exitCode).toBe(1);
    expect(stdout).toContain('unknown: nothing tells when the current version became so');
    expect(stdout).toContain('next: npx kaizencoach-secrets reload staging');
  });
});

test.each<[string, readonly Look[]]>([
  ['the first look after it began fails', [[], THROTTLED, [OURS]]],
  ['looks fail during the wait', [[], [UNDER_WAY], THROTTLED, THROTTLED, [UNDER_WAY], [OURS]]],
])('%s: the wait goes on', async (_, looks) => {
  expect((await reload({ looks })).exitCode).toBe(0);
});

/** The keeper answers at first, and then no more. */
function failsLater(): () => Promise<SecretStatus> {
  let asked = 0;
  return async () => {
    asked += 1;
    return asked === 1 ? aStatus({}, minutesAgo(90).toISOString()) : fails();
  };
}

test.each<[string, Given]>([
  ['looks fail until the time is up', { looks: [[], [UNDER_WAY], THROTTLED] }],
  ['the deployment does not end in time', { looks: [[], [UNDER_WAY]] }],
  ['another began at the same moment', { looks: [[], [UNDER_WAY, THEIRS]] }],
  ['another was seen late to have begun at the same moment', { looks: [[], THROTTLED, [UNDER_WAY, THEIRS]] }],
  ['the keeper does not answer any more', { status: failsLater() }],
  ['the log cannot be read', { log: fails }],
  ['nobody waits, and the look after it began fails', { looks: [[], THROTTLED], options: ['--no-wait'] }],
  ['nobody waits, and another began', { looks: [[], [UNDER_WAY, THEIRS]], options: ['--no-wait'] }],
])('%s: the error names the deployment that has begun, and that verify is next', async (_, given) => {
  const { exitCode, stderr } = await reload(given);

  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^error: deployment ours of staging-kaizencoach-service has begun; /);
  expect(stderr).toMatch(/\n {2}next: .*npx kaizencoach-secrets verify staging/);
  expect(stderr).not.toContain('try again in a minute');
});

test('where the last look failed nobody says that the deployment is still under way', async () => {
  const { stderr } = await reload({ looks: [[], [UNDER_WAY], THROTTLED], options: ['--timeout', '5'] });

  expect(stderr).toContain('whether it has ended after 5 minutes is not known: listing the deployments: too many');
  expect(stderr).not.toContain('still under way');
});

test('no answer came, and the look fails: whether one has begun is not known, and how to see it is said', async () => {
  const { exitCode, stderr } = await reload({ looks: [[], THROTTLED], answer: undefined });

  expect(exitCode).toBe(1);
  expect(stderr).toContain(
    'no answer came, and whether a deployment of staging-kaizencoach-service has begun is not known',
  );
  expect(stderr).toContain('next: aws apprunner list-operations');
});

test('before anything has begun an error is what it was', async () => {
  const { stderr } = await reload({ looks: [THROTTLED] });

  expect(stderr).toContain('error: listing the deployments: too many requests');
  expect(stderr).not.toContain('has begun');
});

const key = (state: 'missing' | 'malformed') => ({
  name: 'FLASK_SECRET_KEY',
  origin: 'generated',
  required: true,
  state,
});

test.each<[string, Partial<SecretStatus>, string, string]>([
  ['lacks a required key', { keys: [key('missing')] }, 'FLASK_SECRET_KEY is missing', 'recover'],
  ['has a malformed one', { keys: [key('malformed')] }, 'FLASK_SECRET_KEY is malformed', 'recover'],
  ['has no value yet', { versionId: null, keys: [key('missing')] }, 'the secret has no value yet', 'seed'],
])('a secret that %s: the app is not started again, since it could not start', async (_, stored, why, remedy) => {
  const { exitCode, begun, stderr } = await reload({ status: async () => aStatus(stored) });

  expect([exitCode, begun]).toEqual([1, 0]);
  expect(stderr).toContain(`error: ${why}; the app does not start with that`);
  expect(stderr).toContain(
    `next: npx kaizencoach-secrets ${remedy} staging, then npx kaizencoach-secrets reload staging`,
  );
});

test('a keeper that does not say what is stored: no deployment is begun', async () => {
  const { exitCode, begun, stderr } = await reload({ status: fails });

  expect([exitCode, begun]).toEqual([1, 0]);
  expect(stderr).toContain('next: try again in a minute');
});

test('--no-wait asks no keeper, as without a keeper that works', async () => {
  const { exitCode, begun } = await reload({
    status: () => Promise.reject(new Error('asked')),
    looks: [[], [UNDER_WAY]],
    options: ['--no-wait'],
  });

  expect([exitCode, begun]).toEqual([0, 1]);
});
