import type { Outcome } from '../../../lib/operator/services/app-service';
import { type Evidence, judge } from '../../../lib/operator/verify/judge';
import { loadedIn } from '../../../lib/operator/verify/loaded-line';
import { aDeployment } from '../support/an-app-service';

const at = (minute: number) => new Date(Date.UTC(2026, 5, 1, 12, minute));

const changed = (minute: number) => ({ earliest: at(minute), latest: at(minute) });

/** Changed at 12:10, deployed from 12:20 to 12:25, one instance that loaded at 12:24. */
const FINE: Evidence = {
  runtime: 'App Runner',
  changed: changed(10),
  deployment: aDeployment({ startedAt: at(20), endedAt: at(25) }),
  clientId: '1882071234',
  loaded: [{ stream: 'i', at: at(24), prefix: '18820712' }],
  running: [{ name: 'i', firstEventAt: at(23) }],
};

test('loaded: the line, the prefix and the instance are of after the change', () => {
  expect(judge(FINE).proof).toBe('loaded');
});

test('loaded: each of two instances has said so', () => {
  const loaded = [...FINE.loaded, { stream: 'j', at: at(25), prefix: '18820712' }];
  const running = [...FINE.running, { name: 'j', firstEventAt: at(24) }];

  expect(judge({ ...FINE, loaded, running }).proof).toBe('loaded');
});

test.each<Outcome>(['failed', 'rolling back', 'rolled back'])('%s: failed, whatever was loaded', (outcome) => {
  const deployment = aDeployment({ outcome, startedAt: at(20), endedAt: at(25) });

  expect(judge({ ...FINE, deployment }).proof).toBe('failed');
});

test('a line of the very moment of the deployment’s start counts', () => {
  expect(
    judge({
      ...FINE,
      loaded: [{ stream: 'i', at: at(20), prefix: '18820712' }],
      running: [{ name: 'i', firstEventAt: at(20) }],
    }).proof,
  ).toBe('loaded');
});

test('loaded where the value never changed since, and nothing was ever deployed again', () => {
  expect(judge({ ...FINE, deployment: undefined }).proof).toBe('loaded');
});

test('not known where nothing tells when the value last changed, however much later the app started', () => {
  for (const earliest of [at(10), undefined]) {
    expect(judge({ ...FINE, changed: { earliest } })).toEqual({
      proof: 'unknown',
      reason: expect.stringContaining('whether the app started before or after is not known'),
    });
  }
});

test('not known of an instance that started while the change was made, before which it is stale and after which loaded', () => {
  const during = { earliest: at(21), latest: at(24) };
  const started = (minute: number) =>
    judge({ ...FINE, changed: during, running: [...FINE.running, { name: 'i', firstEventAt: at(minute) }].slice(1) });

  expect([20, 21, 23, 24].map((minute) => started(minute).proof)).toEqual(['stale', 'unknown', 'unknown', 'loaded']);
  expect(started(23).reason).toBe(
    '1 of 1 instances started while the last change was made: what they loaded is not known',
  );
});

test.each<[string, Partial<Evidence>, string, RegExp]>([
  ['the deployment failed', { deployment: aDeployment({ outcome: 'failed' }) }, 'failed', /deployment failed/],
  [
    'it was rolled back',
    { runtime: 'ECS', deployment: aDeployment({ outcome: 'rolled back', status: 'ROLLBACK_SUCCESSFUL' }) },
    'failed',
    /^ECS rolled the last deployment back \(ROLLBACK_SUCCESSFUL\)/,
  ],
  ['no client id is stored', { clientId: undefined }, 'failed', /no Strava client id is stored/],
  ['another client id was loaded', { clientId: '99999999' }, 'failed', /another Strava client id \(18820712\.\.\.\)/],
  ['only a prefix of the prefix is the same', { clientId: '188207' }, 'failed', /another Strava client id/],
  [
    'the newest line is of another client id',
    { loaded: [...FINE.loaded, { stream: 'j', at: at(26), prefix: '1' }] },
    'failed',
    /\(1\.\.\.\)/,
  ],
  ['the line is older than the change', { changed: changed(30) }, 'stale', /before the last change/],
  [
    'the line is older than the deployment',
    { loaded: [{ stream: 'i', at: at(15), prefix: '18820712' }] },
    'stale',
    /before the last change/,
  ],
  [
    'no line, and the deployment is older than the change',
    { loaded: [], changed: changed(30) },
    'stale',
    /before the last change/,
  ],
  [
    'an old instance still runs',
    { running: [...FINE.running, { name: 'old', firstEventAt: at(5) }] },
    'stale',
    /1 of 2 instances started before/,
  ],
  [
    'an instance has said nothing',
    { running: [...FINE.running, { name: 'j', firstEventAt: at(23) }] },
    'missing',
    /^no line of the log says that 1 of 2 instances loaded/,
  ],
  ['no line at all', { loaded: [] }, 'missing', /^no line of the log says that the app loaded/],
  [
    'no line, and nothing was ever deployed again',
    { loaded: [], deployment: undefined },
    'missing',
    /^no line of the log says that the app loaded/,
  ],
  [
    'no line, and nothing tells of a change',
    { loaded: [], changed: {} },
    'missing',
    /^no line of the log says that the app loaded/,
  ],
  [
    'no line, and the deployment ended at the very moment of the change',
    { loaded: [], changed: changed(25) },
    'missing',
    /^no line of the log says that the app loaded/,
  ],
  [
    'no line, and the deployment, whose end nobody knows, began before the change',
    { loaded: [], deployment: aDeployment({ startedAt: at(5) }) },
    'stale',
    /before the last change/,
  ],
  ['no instance has printed of late', { running: [] }, 'missing', /^no instance has printed anything of late/],
  [
    'an instance has spoken before the change only',
    {
      loaded: [{ stream: 'j', at: at(15), prefix: '18820712' }, ...FINE.loaded],
      running: [...FINE.running, { name: 'j', firstEventAt: at(23) }],
    },
    'missing',
    /^no line of the log says that 1 of 2 instances loaded/,
  ],
  [
    'the new instance has loaded it, and the deployment goes on',
    { deployment: aDeployment({ outcome: 'under way', startedAt: at(20) }) },
    'missing',
    /^a deployment is under way: which instances serve shows/,
  ],
  [
    'no line yet',
    { loaded: [], deployment: aDeployment({ outcome: 'under way', startedAt: at(20) }) },
    'missing',
    /under way/,
  ],
])('%s', (_, difference, proof, reason) => {
  expect(judge({ ...FINE, ...difference })).toEqual({ proof, reason: expect.stringMatching(reason) });
});

test.each([
  ['✅ Secrets loaded - STRAVA_CLIENT_ID: 188207...', '188207'],
  ['2026-06-01 12:00 INFO ✅ Secrets loaded - STRAVA_CLIENT_ID: 12345678... ok', '12345678'],
  ['Secrets loaded - STRAVA_CLIENT_ID: None...', undefined],
  ['Secrets loaded', undefined],
])('%j tells %s', (text, prefix) => {
  expect(loadedIn({ stream: 'i', at: at(0), text })?.prefix).toBe(prefix);
});
