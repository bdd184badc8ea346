import { generateKeyPairSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from '../../../emulator/issuers/stand-in';
import {
  CALLBACK,
  DOMAIN,
  GOOGLE,
  type KeeperAmongIssuers,
  keeperAmongIssuers,
  STRAVA,
  verdictsOf,
} from '../support/issuers';

let among: KeeperAmongIssuers;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  among = await keeperAmongIssuers();
});
afterEach(() => among.issuers.close());

const verdicts = (knownHosts?: readonly string[]) => verdictsOf(among, knownHosts);

const accepted = { verdict: 'accepted' };
const refused = (why: string) => ({ verdict: 'refused', why });
const notChecked = (why: string) => ({ verdict: 'not-checked', why });

test('what the issuers know and the app has loaded is accepted', async () => {
  expect(await verdicts()).toEqual({
    stravaCredentials: accepted,
    subscription: { verdict: 'ours' },
    callback: accepted,
    googleKey: accepted,
  });
});

test('asking changes nothing, at the issuers or in the secret', async () => {
  const before = [...among.keeper.service.calls];
  await verdicts();
  expect(among.issuers.asked.map((line) => line.split(' ')[0]).sort()).toEqual(['GET', 'GET', 'POST']);
  expect(among.issuers.subscriptions).toEqual([{ id: 4711, callback_url: CALLBACK }]);
  expect(among.keeper.service.calls.slice(before.length)).toEqual(['GetSecretValue']);
});

test('each is asked where its documentation says, whatever the key file says of it', async () => {
  await verdicts();
  expect(among.issuers.asked.sort()).toEqual([
    `GET ${DOMAIN}/strava_webhook`,
    `GET ${STRAVA}/api/v3/push_subscriptions`,
    `POST ${GOOGLE}/token`,
  ]);
});

describe('Strava', () => {
  test('refuses a pair that it does not know', async () => {
    among.issuers.pair = { clientId: '188207', clientSecret: 'another' };
    expect(await verdicts()).toMatchObject({
      stravaCredentials: refused('credentials'),
      subscription: notChecked('not-understood'),
    });
  });

  test('refuses an application that it has switched off', async () => {
    among.issuers.isInactive = true;
    expect(await verdicts()).toMatchObject({ stravaCredentials: refused('inactive') });
  });

  test('has no subscription', async () => {
    among.issuers.subscriptions = [];
    expect(await verdicts()).toMatchObject({ stravaCredentials: accepted, subscription: { verdict: 'none' } });
  });

  test.each([
    'https://old.example.com/strava_webhook',
    `https://${DOMAIN}@evil.example/strava_webhook`,
    `https://${DOMAIN}/other`,
    `http://${DOMAIN}/strava_webhook`,
    'not an address',
  ])('has a subscription elsewhere: %s, and does not tell where', async (callback_url) => {
    among.issuers.subscriptions = [{ id: 1, callback_url }];
    expect((await verdicts()).subscription).toEqual({ verdict: 'elsewhere' });
  });

  test('has a subscription at a host that the request named, which is told', async () => {
    among.issuers.subscriptions = [{ id: 1, callback_url: 'https://mark.kaizencoach.training/strava_webhook' }];
    expect((await verdicts(['mark.kaizencoach.training'])).subscription).toEqual({
      verdict: 'elsewhere',
      host: 'mark.kaizencoach.training',
    });
  });

  test('several subscriptions, which an application cannot have, are not understood', async () => {
    among.issuers.subscriptions = [1, 2].map((id) => ({ id, callback_url: CALLBACK }));
    expect((await verdicts()).subscription).toEqual(notChecked('not-understood'));
  });
});

describe('the app', () => {
  test('has loaded another token', async () => {
    among.issuers.loadedToken = 'another';
    expect((await verdicts()).callback).toEqual(refused('token'));
  });

  test.each<[string, (response: ServerResponse, request: IncomingMessage) => void]>([
    ['another challenge', (response) => json(response, 200, { 'hub.challenge': 'another' })],
    ['no JSON', (response) => response.end('ok')],
    ['the challenge with another status', (response, { url }) => json(response, 202, echo(url))],
    ['no such page', (response) => json(response, 404, {})],
  ])('answers with %s', async (_, hostile) => {
    among.issuers.hostile.set(`GET ${DOMAIN}`, hostile);
    expect((await verdicts()).callback).toEqual(refused('no-echo'));
  });

  const echo = (url = '/') => ({
    'hub.challenge': new URL(url, 'http://stand-in').searchParams.get('hub.challenge'),
  });
});

describe('Google', () => {
  test('does not know the key any more', async () => {
    const { publicKeys } = among.issuers;
    const [account = ''] = publicKeys.keys();
    publicKeys.set(
      account,
      generateKeyPairSync('rsa', {
        modulusLength: 2048,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      }).publicKey,
    );
    expect((await verdicts()).googleKey).toEqual(refused('key'));
  });

  test('does not know the account any more', async () => {
    among.issuers.publicKeys.clear();
    expect((await verdicts()).googleKey).toEqual(refused('account'));
  });

  test('finds the clock wrong, which says nothing of the key', async () => {
    among.issuers.googleTime = () => among.keeper.surroundings.now().getTime() + 3_600_000;
    expect((await verdicts()).googleKey).toEqual(notChecked('clock'));
  });

  test.each([
    [400, 'invalid_grant', 'Robot is disabled.', refused('account')],
    [401, 'deleted_client', 'The OAuth client was deleted.', refused('account')],
    [400, 'invalid_grant', 'something new', notChecked('not-understood')],
    [400, 'invalid_scope', 'Some requested scopes were invalid', notChecked('not-understood')],
    [404, 'invalid_grant', 'Invalid JWT Signature.', notChecked('not-understood')],
  ])('answers %i %s, %s', async (status, error, error_description, verdict) => {
    among.issuers.hostile.set(`POST ${GOOGLE}`, (response) => json(response, status, { error, error_description }));
    expect((await verdicts()).googleKey).toEqual(verdict);
  });

  test('a token that is no text is none', async () => {
    among.issuers.hostile.set(`POST ${GOOGLE}`, (response) => json(response, 200, { access_token: 5 }));
    expect((await verdicts()).googleKey).toEqual(notChecked('not-understood'));
  });
});

test('the challenge of the app is drawn anew, 16 bytes each time', async () => {
  const challenges: string[] = [];
  among.issuers.hostile.set(`GET ${DOMAIN}`, (response, { url = '' }) => {
    challenges.push(new URL(url, 'http://stand-in').searchParams.get('hub.challenge') ?? '');
    response.end();
  });
  await verdicts();
  await verdicts();
  expect(challenges).toEqual([1, 2].map(() => expect.stringMatching(/^[0-9a-f]{32}$/)));
  expect(new Set(challenges).size).toBe(2);
});
