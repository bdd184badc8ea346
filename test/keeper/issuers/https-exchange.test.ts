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
  'https://name@www.strava.com/',
  'https://:word@www.strava.com/',
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

describe('what is sent and taken', () => {
  const fetched = () => jest.mocked(fetch).mock.calls;
  const exchange = httpsExchange(SETTINGS, undefined, NEVER);
  const answers = (response: Response) => jest.spyOn(globalThis, 'fetch').mockResolvedValueOnce(response);
  afterEach(() => jest.restoreAllMocks());

  test('on AWS the request goes to its own address, says what it takes, and follows nobody', async () => {
    answers(new Response('{}'));
    await exchange(request('https://www.strava.com/api?a=b'));
    const [[url, { signal: _, ...sent } = {}] = []] = fetched();
    expect(String(url)).toBe('https://www.strava.com/api?a=b');
    expect(sent).toEqual({
      method: 'GET',
      redirect: 'manual',
      headers: { accept: 'application/json', 'user-agent': 'kaizencoach-secret-keeper' },
    });
  });

  test('a form is the body', async () => {
    answers(new Response('{}'));
    await exchange({ ...request('https://www.strava.com/'), method: 'POST', form: { a: 'b&' } });
    expect(String(fetched()[0]?.[1]?.body)).toBe('a=b%26');
  });

  test.each([
    [204, undefined],
    [299, undefined],
    [300, 'redirected'],
    [399, 'redirected'],
    [400, undefined],
    [428, undefined],
    [429, 'throttled'],
    [430, undefined],
    [499, undefined],
    [500, 'issuer-fault'],
    [599, 'issuer-fault'],
  ])('HTTP %i is an answer, or says why it is none: %s', async (status, why) => {
    answers(new Response(status === 204 ? null : '"text"', { status }));
    expect(await exchange(request('https://www.strava.com/'))).toEqual(
      why === undefined ? { status, body: status === 204 ? undefined : 'text' } : { why },
    );
  });

  test('65,536 bytes are taken, and not one more', async () => {
    const text = JSON.stringify('x'.repeat(65_534));
    answers(new Response(text));
    expect(await exchange(request('https://www.strava.com/'))).toEqual({ status: 200, body: 'x'.repeat(65_534) });
    answers(new Response(`${text} `));
    expect(await exchange(request('https://www.strava.com/'))).toEqual({ why: 'too-long' });
  });

  test('a character that arrives in two parts is one', async () => {
    const bytes = Buffer.from('"é"');
    const parts = [bytes.subarray(0, 2), bytes.subarray(2)];
    answers(new Response(ReadableStream.from(parts)));
    expect(await exchange(request('https://www.strava.com/'))).toEqual({ status: 200, body: 'é' });
  });

  test('the body of a fault is not read, and its connection is ended, also where that fails', async () => {
    const cancelled: number[] = [];
    const endless = () =>
      new ReadableStream({
        cancel: () => {
          cancelled.push(1);
          throw new Error('of the connection');
        },
      });
    answers(new Response(endless(), { status: 503 }));
    expect(await exchange(request('https://www.strava.com/'))).toEqual({ why: 'issuer-fault' });
    expect(cancelled).toEqual([1]);
  });

  test('nothing is waited for after the end of the invocation', async () => {
    const asked = jest.spyOn(globalThis, 'fetch');
    const ended = httpsExchange({ ...SETTINGS, ISSUERS_ENDPOINT: issuers.origin }, undefined, AbortSignal.abort());
    expect(await ended(request('https://www.strava.com/'))).toEqual({ why: 'too-slow' });
    expect(asked).toHaveBeenCalledTimes(1);
    expect(issuers.asked).toEqual([]);
  });
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
