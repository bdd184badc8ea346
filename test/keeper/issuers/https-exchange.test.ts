import * as v from 'valibot';
import { IssuersStandIn, json } from '../../../emulator/issuers/stand-in';
import { callbackOf } from '../../../lib/contract/issuers';
import { keeperSettingsSchema } from '../../../lib/contract/keeper-settings';
import type { IssuerRequest } from '../../../lib/keeper/exchange';
import { httpsExchange } from '../../../lib/keeper/issuers/https-exchange';
import { createSubscription, deleteSubscription, listSubscriptions } from '../../../lib/keeper/issuers/strava';
import { DOMAIN } from '../support/issuers';

const SETTINGS = {
  ENVIRONMENT_NAME: 'staging',
  SECRET_NAME: 'name',
  GCP_PROJECT: 'kaizencoach-staging',
  SEEDING: 'add',
  DOMAIN,
  ASK_ISSUERS: 'yes',
  TOPIC_ARN: 'arn:aws:sns:eu-west-1:000000000000:staging-kaizencoach-audit',
  STACK_ID: 'stack',
} as const;
const NEVER = new AbortController().signal;

let issuers: IssuersStandIn;

beforeEach(async () => {
  issuers = await new IssuersStandIn(DOMAIN).listen();
});
afterEach(() => issuers.close());

function request(url: string): IssuerRequest {
  return { method: 'GET', url: new URL(url), timeoutMs: 2_000 };
}

const throughStandIn = () => httpsExchange({ ...SETTINGS, ISSUERS_ENDPOINT: issuers.origin }, undefined, NEVER);

test.each(['www.strava.com', 'oauth2.googleapis.com', DOMAIN])('asks %s', async (host) => {
  issuers.hostile.set(`GET ${host}`, (response) => json(response, 200, { asked: host }));
  expect(await throughStandIn()(request(`https://${host}/`))).toEqual({ status: 200, body: { asked: host } });
});

test.each([
  'https://evil.example/',
  'https://www.strava.com.evil.example/',
  'https://www.strava.com:8443/',
  'https://name:word@www.strava.com/',
  'https://169.254.169.254/latest/meta-data',
  'http://www.strava.com/',
  'http://127.0.0.1/',
])('asks no other host: %s', async (url) => {
  await expect(throughStandIn()(request(url))).rejects.toThrow('a request to a host that is no issuer');
  expect(issuers.asked).toEqual([]);
});

test('follows no redirect', async () => {
  issuers.hostile.set('GET www.strava.com', (response) => {
    response.writeHead(307, { location: `${issuers.origin}/oauth2.googleapis.com/elsewhere` }).end();
  });
  expect(await throughStandIn()(request('https://www.strava.com/'))).toEqual({ why: 'redirected' });
  expect(issuers.asked).toEqual(['GET www.strava.com/']);
});

test('asks once, also where the connection is cut', async () => {
  issuers.hostile.set('GET www.strava.com', (response) => response.destroy());
  expect(await throughStandIn()(request('https://www.strava.com/'))).toEqual({ why: 'no-connection' });
  expect(issuers.asked).toHaveLength(1);
});

test('gives up when the time of the request is over', async () => {
  issuers.hostile.set('GET www.strava.com', () => undefined);
  const brief = { ...request('https://www.strava.com/'), timeoutMs: 100 };
  expect(await throughStandIn()(brief)).toEqual({ why: 'too-slow' });
});

test('nothing is sent where the row switches issuers off', async () => {
  const settings = { ...SETTINGS, ASK_ISSUERS: 'no', ISSUERS_ENDPOINT: issuers.origin } as const;
  expect(await httpsExchange(settings, undefined, NEVER)(request('https://www.strava.com/'))).toEqual({
    why: 'switched-off',
  });
  expect(issuers.asked).toEqual([]);
});

test('a local AWS without a stand-in asks nobody', async () => {
  expect(await httpsExchange(SETTINGS, 'http://127.0.0.1:4566', NEVER)(request('https://www.strava.com/'))).toEqual({
    why: 'local',
  });
});

test.each([
  ['http://127.0.0.1:4570', true],
  ['https://127.0.0.1:4570', false],
  ['http://localhost:4570', false],
  ['http://127.0.0.1.evil.example:80', false],
  ['http://127.0.0.1:4570/path', false],
  ['http://127.0.0.1:4570@evil.example', false],
  ['http://127.0.0.1', false],
  ['http://127.0.0.2:80', false],
  ['', false],
])('a stand-in is on this computer’s loopback address only: %s, %s', (ISSUERS_ENDPOINT, taken) => {
  expect(v.is(keeperSettingsSchema, { ...SETTINGS, ISSUERS_ENDPOINT })).toBe(taken);
});

describe('the requests', () => {
  const pair = { clientId: '5', clientSecret: 'of the client&=' };

  test('carry the pair in the query where Strava takes it there only, and in the body otherwise', () => {
    const query = 'client_id=5&client_secret=of+the+client%26%3D';
    const subscriptions = 'https://www.strava.com/api/v3/push_subscriptions';
    expect(listSubscriptions(pair).url.href).toBe(`${subscriptions}?${query}`);
    expect(deleteSubscription(7, pair).url.href).toBe(`${subscriptions}/7?${query}`);
    const { url, form } = createSubscription(pair, callbackOf(DOMAIN), 'token');
    expect(url.href).toBe(subscriptions);
    expect(form).toEqual({
      client_id: '5',
      client_secret: 'of the client&=',
      callback_url: `https://${DOMAIN}/strava_webhook`,
      verify_token: 'token',
    });
  });
});
