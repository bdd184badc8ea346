import { fault, json } from '../../../emulator/issuers/stand-in';
import { renewWebhook } from '../../../lib/keeper/issuers/renew-webhook';
import {
  CALLBACK,
  DOMAIN,
  FOREIGN,
  type KeeperAmongIssuers,
  keeperAmongIssuers,
  renewalOf,
  STRAVA,
} from '../support/issuers';

let among: KeeperAmongIssuers;
const log: string[] = [];

beforeEach(async () => {
  log.length = 0;
  jest.spyOn(console, 'info').mockImplementation((line) => log.push(String(line)));
  among = await keeperAmongIssuers();
});
afterEach(() => among.issuers.close());

const renew = (wish?: Parameters<typeof renewalOf>[1]) => renewalOf(among, wish);

const callbacks = () => among.issuers.subscriptions.map(({ callback_url }) => callback_url);
const deletions = () => among.issuers.asked.filter((line) => line.startsWith('DELETE'));

test('a subscription at the right callback is left alone', async () => {
  expect(await renew()).toBe('left-alone');
  expect(among.issuers.subscriptions).toEqual([{ id: 4711, callback_url: CALLBACK }]);
});

test('with --force it is made anew', async () => {
  expect(await renew({ force: true })).toBe('replaced');
  expect(callbacks()).toEqual([CALLBACK]);
  expect(among.issuers.subscriptions[0]?.id).not.toBe(4711);
});

test('where there is none, one is made', async () => {
  among.issuers.subscriptions = [];
  expect(await renew()).toBe('created');
  expect(callbacks()).toEqual([CALLBACK]);
});

test('what Strava says that it did is not asked again', async () => {
  await renew({ force: true });
  expect(among.issuers.asked).toEqual([
    `GET ${DOMAIN}/strava_webhook`,
    `GET ${STRAVA}/api/v3/push_subscriptions`,
    `DELETE ${STRAVA}/api/v3/push_subscriptions/4711`,
    `POST ${STRAVA}/api/v3/push_subscriptions`,
  ]);
});

test.each([{}, { force: true }, { foreignHost: 'other.example.com' }])(
  'a foreign callback is refused without its own host: %j',
  async (wish) => {
    among.issuers.subscriptions = [FOREIGN];
    expect(await renew(wish)).toMatch(
      `foreign-callback: the subscription leads to another callback${'foreignHost' in wish ? ', and its host is not the one given' : ''}: whoever is there would get no more events; nothing was deleted; next: npx kaizencoach-secrets webhook staging show; where that one may go: npx kaizencoach-secrets webhook staging renew --foreign-host <its host>`,
    );
    expect(among.issuers.subscriptions).toEqual([FOREIGN]);
    expect(deletions()).toEqual([]);
  },
);

test('a refused foreign callback is not told', async () => {
  among.issuers.subscriptions = [FOREIGN];
  expect(await renew({ foreignHost: 'other.example.com' })).not.toContain('old.example');
});

test('a foreign callback whose host is given goes', async () => {
  among.issuers.subscriptions = [FOREIGN];
  expect(await renew({ foreignHost: 'old.example.com' })).toBe('replaced');
  expect(callbacks()).toEqual([CALLBACK]);
});

test('a callback without a host cannot be consented to', async () => {
  among.issuers.subscriptions = [{ id: 99, callback_url: 'no address' }];
  expect(await renew({ foreignHost: '' })).toMatch(/^unknown-request/);
  expect(await renew()).toMatch(/^foreign-callback/);
  const wish = { force: true, foreignHost: '' };
  await expect(renewWebhook(wish, among.keeper.surroundings, new AbortController().signal)).rejects.toMatchObject({
    rule: 'foreign-callback',
  });
  expect(deletions()).toEqual([]);
});

test.each<[string, () => void]>([
  [
    'has loaded another token',
    () => {
      among.issuers.loadedToken = 'another';
    },
  ],
  [
    'does not answer',
    () => {
      among.issuers.hostile.set(`GET ${DOMAIN}`, (response) => response.destroy());
    },
  ],
  [
    'fails',
    () => {
      among.issuers.hostile.set(`GET ${DOMAIN}`, (response) => json(response, 500, {}));
    },
  ],
  [
    'redirects',
    () => {
      among.issuers.hostile.set(`GET ${DOMAIN}`, (response) => response.writeHead(301, { location: '/' }).end());
    },
  ],
])('the app %s: nothing is deleted, also with --force', async (_, given) => {
  given();
  expect(await renew({ force: true })).toMatch(
    /^app-not-ready: .*nothing was deleted; next: npx kaizencoach-secrets reload staging, and when verify/,
  );
  expect(among.issuers.asked.filter((line) => line.includes(STRAVA))).toEqual([]);
});

test('the pair is refused: nothing is deleted, and populate is next', async () => {
  among.issuers.pair = { clientId: '1', clientSecret: '2' };
  expect(await renew({ force: true })).toMatch(
    /^strava-refused: .*nothing was deleted; next: npx kaizencoach-secrets populate/,
  );
});

test('the application is switched off: nothing is deleted, and its owner is next, whom no other pair helps', async () => {
  among.issuers.isInactive = true;
  expect(await renew({ force: true })).toMatch(
    /^strava-refused: .*\(inactive\); nothing was deleted; next: https:\/\/www.strava.com\/settings\/api, as the application’s owner$/,
  );
});

test('Strava cannot be asked: nothing is deleted', async () => {
  among.issuers.hostile.set(`GET ${STRAVA}`, (response) => json(response, 503, {}));
  expect(await renew({ force: true })).toBe(
    'strava-not-checked: Strava could not be asked for the subscription (issuer-fault); nothing was deleted; next: npx kaizencoach-secrets webhook staging renew, in a minute',
  );
  expect(deletions()).toEqual([]);
});

test.each([
  ['STRAVA_VERIFY_TOKEN', 'the verify token'],
  ['STRAVA_CLIENT_ID', 'the Strava client id or secret'],
  ['STRAVA_CLIENT_SECRET', 'the Strava client id or secret'],
])('a missing %s is refused before anybody is asked', async (name, what) => {
  among.keeper.service.drop(name);
  expect(await renew({ force: true })).toBe(
    `no-value: ${what} is missing or malformed; nothing was deleted; next: npx kaizencoach-secrets doctor staging`,
  );
  expect(among.issuers.asked).toEqual([]);
});

test('I1: what was sent shows in no answer and in no line of the log', async () => {
  const told = [await renew({ force: true })];
  among.issuers.hostile.set(`POST ${STRAVA}`, (response) => {
    const [value = ''] = among.values;
    json(response, 400, fault(value, 'PushSubscription', value, value));
  });
  told.push(await renew({ force: true }), ...log);
  expect(among.values.filter((value) => told.join('\n').includes(value))).toEqual([]);
  expect(told.join('\n')).toContain('"outcome":"webhook","result":"replaced"');
});
