import { challengeRequest, judgeChallenge } from '../../../lib/keeper/issuers/callback';
import {
  createSubscription,
  deleteSubscription,
  judgeCreation,
  judgeSubscriptions,
  listSubscriptions,
  wasDeleted,
} from '../../../lib/keeper/issuers/strava';

const CALLBACK = 'https://staging.kaizencoach.training/strava_webhook';
const NOT_UNDERSTOOD = { verdict: 'not-checked', why: 'not-understood' };
const refused = (why: string) => ({ verdict: 'refused', why });
const about = (field: string, code: string, resource = 'Application') => ({ resource, field, code });

test('every request has a time limit: the one that makes Strava ask the app has a longer one', () => {
  const pair = { clientId: '5', clientSecret: 'of the client' };
  expect([
    listSubscriptions(pair),
    deleteSubscription(7, pair),
    createSubscription(pair, CALLBACK, 'token'),
    challengeRequest(CALLBACK, 'token', 'challenge'),
  ]).toMatchObject([
    { method: 'GET', timeoutMs: 5_000 },
    { method: 'DELETE', timeoutMs: 5_000 },
    { method: 'POST', timeoutMs: 15_000 },
    { method: 'GET', timeoutMs: 2_000 },
  ]);
});

describe('the list of subscriptions', () => {
  const judged = (status: number, body: unknown) => judgeSubscriptions({ status, body }, CALLBACK, []);
  const pairOf = (status: number, ...errors: readonly object[]) => judged(status, { errors });

  test('a fault on the way is passed on, for both, and is no refusal', () => {
    const why = { verdict: 'not-checked', why: 'too-slow' };
    expect(judgeSubscriptions({ why: 'too-slow' }, CALLBACK, [])).toEqual({ credentials: why, subscription: why });
  });

  test.each([
    [200, NOT_UNDERSTOOD],
    [400, refused('credentials')],
    [401, refused('credentials')],
    [402, NOT_UNDERSTOOD],
    [403, refused('credentials')],
    [404, refused('credentials')],
    [422, NOT_UNDERSTOOD],
  ])('an error counts by its status: %i', (status, credentials) => {
    expect(pairOf(status, about('', 'invalid'))).toEqual({ credentials, subscription: NOT_UNDERSTOOD });
  });

  test.each([
    ['client_id', 'invalid', refused('credentials')],
    ['client_secret', 'invalid', refused('credentials')],
    ['client_id', 'missing', NOT_UNDERSTOOD],
    ['', 'missing', NOT_UNDERSTOOD],
    ['callback_url', 'invalid', NOT_UNDERSTOOD],
    ['Status', 'inactive', refused('inactive')],
    ['Status', 'Inactive', refused('inactive')],
  ])('an error about the field “%s”, “%s”', (field, code, credentials) => {
    expect(pairOf(401, about(field, code)).credentials).toEqual(credentials);
  });

  test('a list that comes with an error counts for nothing', () => {
    expect(judged(500, [])).toEqual({ credentials: NOT_UNDERSTOOD, subscription: NOT_UNDERSTOOD });
  });

  test('one error that says it is enough, and an error about something else says nothing', () => {
    const other = about('other', 'other');
    expect(pairOf(401, other, about('', 'invalid')).credentials).toEqual(refused('credentials'));
    expect(pairOf(403, other, about('Status', 'Inactive')).credentials).toEqual(refused('inactive'));
    expect(pairOf(401, about('', 'invalid', 'Athlete')).credentials).toEqual(NOT_UNDERSTOOD);
    expect(pairOf(403, about('Status', 'Inactive', 'Athlete'), other).credentials).toEqual(NOT_UNDERSTOOD);
    expect(pairOf(401).credentials).toEqual(NOT_UNDERSTOOD);
  });

  test.each([0, 1.5, -1, '5', 2 ** 53])('a subscription whose id is no number of one is not understood: %p', (id) => {
    expect(judged(200, [{ id, callback_url: CALLBACK }])).toEqual({
      credentials: NOT_UNDERSTOOD,
      subscription: NOT_UNDERSTOOD,
    });
  });

  test('the host of the one that is there is known to the keeper, also where nobody may be told', () => {
    expect(judged(200, [{ id: 1, callback_url: 'https://old.example/hook' }])).toMatchObject({
      subscription: { verdict: 'elsewhere' },
      found: { id: 1, host: 'old.example' },
    });
    expect(judged(200, [{ id: 1, callback_url: 'no address' }]).found).toEqual({ id: 1, host: '' });
    expect(judged(200, [])).not.toHaveProperty('found');
  });
});

describe('the answer to a creation', () => {
  const judged = (status: number, body: unknown) => judgeCreation({ status, body });

  test.each([
    [200, { id: 1 }, undefined],
    [201, { id: 1 }, undefined],
    [202, { id: 1 }, 'not-understood'],
    [400, { id: 1 }, 'not-understood'],
    [201, { id: 0 }, 'not-understood'],
    [201, {}, 'not-understood'],
    [201, undefined, 'not-understood'],
  ])('HTTP %i with %j', (status, body, why) => {
    expect(judged(status, body)).toBe(why);
  });

  test('Strava’s two documented reasons are told apart, where they are about the subscription', () => {
    const [unverified, exists] = ['GET to callback URL does not return 200', 'already exists'];
    const said = (resource: string, ...codes: readonly string[]) =>
      judged(400, { errors: codes.map((code) => about('', code, resource)) });
    expect(said('PushSubscription', 'other', unverified)).toBe('callback-not-verified');
    expect(said('PushSubscription', 'other', exists)).toBe('already-exists');
    expect(said('PushSubscription', 'other')).toBe('not-understood');
    expect(said('Athlete', unverified, exists)).toBe('not-understood');
  });

  test('a fault on the way is passed on', () => {
    expect(judgeCreation({ why: 'too-slow' })).toBe('too-slow');
  });
});

test.each([
  [{ status: 204, body: undefined }, true],
  [{ status: 200, body: undefined }, false],
  [{ status: 404, body: undefined }, false],
  [{ why: 'too-slow' } as const, false],
])('only HTTP 204 says that a subscription is deleted: %j', (answer, deleted) => {
  expect(wasDeleted(answer)).toBe(deleted);
});

describe('the challenge to the app', () => {
  test('is the one that Strava sends', () => {
    expect(challengeRequest(CALLBACK, 'the token&', 'abc').url.href).toBe(
      `${CALLBACK}?hub.mode=subscribe&hub.challenge=abc&hub.verify_token=the+token%26`,
    );
  });

  test.each([
    [200, 'abc', { verdict: 'accepted' }],
    [200, 'abcd', refused('no-echo')],
    [201, 'abc', refused('no-echo')],
    [401, 'abc', refused('token')],
    [402, 'abc', refused('no-echo')],
    [403, 'abc', refused('token')],
  ])('HTTP %i with the challenge %s', (status, challenge, verdict) => {
    expect(judgeChallenge({ status, body: { 'hub.challenge': challenge } }, 'abc')).toEqual(verdict);
  });

  test('a fault on the way is passed on, and is no refusal', () => {
    expect(judgeChallenge({ why: 'too-slow' }, 'abc')).toEqual({ verdict: 'not-checked', why: 'too-slow' });
  });
});
