import type { IncomingMessage, ServerResponse } from 'node:http';
import { fault, json } from '../../../emulator/issuers/stand-in';
import { DOMAIN, GOOGLE, type KeeperAmongIssuers, keeperAmongIssuers, STRAVA, verdictsOf } from '../support/issuers';
import { externalValues } from '../support/keeper';

let among: KeeperAmongIssuers;
const log: string[] = [];

beforeEach(async () => {
  log.length = 0;
  jest.spyOn(console, 'info').mockImplementation((line) => log.push(String(line)));
  among = await keeperAmongIssuers();
});
afterEach(() => among.issuers.close());

const verdicts = (knownHosts?: readonly string[]) => verdictsOf(among, knownHosts);

const accepted = { verdict: 'accepted' };
const notChecked = (why: string) => ({ verdict: 'not-checked', why });

const ALL = [`GET ${STRAVA}`, `POST ${GOOGLE}`, `GET ${DOMAIN}`];
const html = '<html><body>Forbidden</body></html>';

test.each<[string, (response: ServerResponse) => void, string]>([
  ['429', (response) => json(response, 429, fault('Rate Limit Exceeded', 'Application', '', 'invalid')), 'throttled'],
  ['500', (response) => json(response, 500, { error: 'invalid_grant' }), 'issuer-fault'],
  ['503 as a page', (response) => response.writeHead(503).end(html), 'issuer-fault'],
  ['a redirect', (response) => response.writeHead(302, { location: 'https://evil.example/' }).end(), 'redirected'],
  ['a cut connection', (response) => response.destroy(), 'no-connection'],
  ['more than anybody documents', (response) => response.end('x'.repeat(10_000_000)), 'too-long'],
])('%s from everybody is “not checked”, never “refused”', async (_, hostile, why) => {
  for (const name of ALL) {
    among.issuers.hostile.set(name, hostile);
  }
  expect(await verdicts()).toEqual({
    stravaCredentials: notChecked(why),
    subscription: notChecked(why),
    callback: notChecked(why),
    googleKey: notChecked(why),
  });
});

test.each<[string, (response: ServerResponse) => void]>([
  ['a page of a firewall', (response) => response.writeHead(403, { 'content-type': 'text/html' }).end(html)],
  ['control characters', (response) => response.writeHead(401).end('\u001b[31m{"errors":\u0000\u202e}')],
  ['another form of error', (response) => json(response, 401, { errors: 'no' })],
  ['an error about something else', (response) => json(response, 400, fault('x', 'Athlete', '', 'invalid'))],
  ['nothing', (response) => response.writeHead(200).end()],
])('%s is no refusal of Strava or Google', async (_, hostile) => {
  for (const name of ALL) {
    among.issuers.hostile.set(name, hostile);
  }
  expect(await verdicts()).toMatchObject({
    stravaCredentials: notChecked('not-understood'),
    subscription: notChecked('not-understood'),
    googleKey: notChecked('not-understood'),
  });
});

test('issuers that answer slowly are given up', async () => {
  await among.issuers.close();
  among = await keeperAmongIssuers(AbortSignal.timeout(300));
  for (const name of ALL) {
    among.issuers.hostile.set(name, (response) => response.writeHead(200).write('{'));
  }
  expect(await verdicts()).toMatchObject({
    stravaCredentials: notChecked('too-slow'),
    callback: notChecked('too-slow'),
  });
});

test('what is missing or malformed is sent to nobody', async () => {
  const asked = among.issuers.asked.length;
  for (const name of ['STRAVA_CLIENT_SECRET', 'STRAVA_VERIFY_TOKEN', 'GOOGLE_APPLICATION_CREDENTIALS_JSON']) {
    among.keeper.service.drop(name);
  }
  const none = notChecked('no-value');
  expect(await verdicts()).toEqual({ stravaCredentials: none, subscription: none, callback: none, googleKey: none });
  expect(among.issuers.asked).toHaveLength(asked);
});

test.each([
  ['STRAVA_CLIENT_ID', 188207, 'stravaCredentials'],
  ['STRAVA_CLIENT_SECRET', 'no digits', 'stravaCredentials'],
  ['STRAVA_VERIFY_TOKEN', 'two\nlines', 'callback'],
  ['GOOGLE_APPLICATION_CREDENTIALS_JSON', '{}', 'googleKey'],
] as const)('a malformed %s is sent to nobody, and the others are asked about', async (name, value, verdict) => {
  among.keeper.service.edit((document) => ({ ...document, [name]: value }));
  const none = notChecked('no-value');
  expect(await verdicts()).toEqual({
    stravaCredentials: accepted,
    subscription: verdict === 'stravaCredentials' ? none : { verdict: 'ours' },
    callback: accepted,
    googleKey: accepted,
    [verdict]: none,
  });
  expect(among.issuers.asked).toHaveLength(2);
});

test('a key file that the app could use, and Google’s request cannot be made of, is sent to nobody', async () => {
  among.keeper.service.edit((document) => ({ ...document, ...externalValues() }));
  expect((await verdicts()).googleKey).toEqual(notChecked('no-value'));
  expect(among.issuers.asked).not.toContain(`POST ${GOOGLE}/token`);
});

test('I1: answers that echo what was sent show it nowhere', async () => {
  // GIVEN
  const echo = (response: ServerResponse, request: IncomingMessage) => {
    const text = decodeURIComponent(request.url ?? '');
    json(response, 401, {
      ...fault(text, text, text, text),
      error: text,
      error_description: text,
      'hub.challenge': text,
    });
  };
  const callback_url = `https://${among.issuers.pair.clientSecret}.example/`;
  for (const hostile of [echo, (response: ServerResponse) => json(response, 200, [{ id: 1, callback_url }])]) {
    for (const name of ALL) {
      among.issuers.hostile.set(name, hostile);
    }

    // WHEN
    const told = JSON.stringify([await verdicts(), log]);

    // THEN
    expect(among.values.filter((value) => told.includes(value))).toEqual([]);
    expect(told).not.toContain('client_secret');
    expect(told).toContain('ask-issuers');
  }
});
