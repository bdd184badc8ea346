import type { ServerResponse } from 'node:http';
import { fault, json } from '../../../emulator/issuers/stand-in';
import { CALLBACK, FOREIGN, type KeeperAmongIssuers, keeperAmongIssuers, renewalOf, STRAVA } from '../support/issuers';

let among: KeeperAmongIssuers;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  among = await keeperAmongIssuers();
});
afterEach(() => among.issuers.close());

const renew = (wish?: Parameters<typeof renewalOf>[1]) => renewalOf(among, wish);

test('the creation fails after the deletion: it says that none exists now, and the command to repeat', async () => {
  among.issuers.hostile.set(`POST ${STRAVA}`, (response) =>
    json(
      response,
      400,
      fault('Bad Request', 'PushSubscription', 'callback url', 'GET to callback URL does not return 200'),
    ),
  );
  expect(await renew({ force: true })).toBe(
    'not-created: Strava did not make the subscription (callback-not-verified), and the one before is deleted: none exists now, and the app gets no events; next: npx kaizencoach-secrets webhook staging renew',
  );
  among.issuers.hostile.clear();
  expect(await renew()).toBe('created');
});

test('the answer to the creation is lost, and the subscription is there: it is told as made', async () => {
  among.issuers.subscriptions = [];
  among.issuers.hostile.set(`POST ${STRAVA}`, (response) => {
    among.issuers.subscriptions = [{ id: 5, callback_url: CALLBACK }];
    response.destroy();
  });
  expect(await renew()).toBe('created');
});

test('a list that still holds the deleted one proves no creation', async () => {
  const old = [...among.issuers.subscriptions];
  among.issuers.hostile.set(`DELETE ${STRAVA}`, (response) => response.writeHead(204).end());
  among.issuers.hostile.set(`POST ${STRAVA}`, (response) => json(response, 500, {}));
  expect(await renew({ force: true })).toMatch(/^not-created: .*whether one exists now is not known/);
  expect(among.issuers.subscriptions).toEqual(old);
});

test('somebody else’s subscription came in between: it is not deleted', async () => {
  among.issuers.subscriptions = [];
  among.issuers.hostile.set(`POST ${STRAVA}`, (response) => {
    among.issuers.subscriptions = [FOREIGN];
    json(response, 400, fault('Bad Request', 'PushSubscription', '', 'already exists'));
  });
  expect(await renew()).toMatch(/\(already-exists\): one to another callback exists now/);
  expect(among.issuers.subscriptions).toEqual([FOREIGN]);
});

test('the deletion fails: no other one is asked for', async () => {
  among.issuers.hostile.set(`DELETE ${STRAVA}`, (response) => json(response, 500, {}));
  expect(await renew({ force: true })).toMatch(/^not-deleted: .*still there; next: .*renew --force$/);
  expect(among.issuers.asked.filter((line) => line.startsWith('POST'))).toEqual([]);
});

test.each<[string, (response: ServerResponse) => void]>([
  ['the list cannot be read', (response) => json(response, 503, {})],
  ['another one is there', (response) => json(response, 200, [{ id: 5, callback_url: CALLBACK }])],
])('the deletion fails and %s: it says that nobody knows, and asks for no new one', async (_, list) => {
  among.issuers.hostile.set(`DELETE ${STRAVA}`, (response) => {
    among.issuers.hostile.set(`GET ${STRAVA}`, list);
    json(response, 500, {});
  });
  expect(await renew({ force: true })).toBe(
    'not-deleted: whether Strava deleted the subscription is not known; no new one was asked for; next: npx kaizencoach-secrets webhook staging show, then: npx kaizencoach-secrets webhook staging renew',
  );
  expect(among.issuers.asked.filter((line) => line.startsWith('POST'))).toEqual([]);
});

test('neither the creation nor the list after it is answered: it says that nobody knows', async () => {
  among.issuers.subscriptions = [];
  among.issuers.hostile.set(`POST ${STRAVA}`, (response) => {
    among.issuers.hostile.set(`GET ${STRAVA}`, (list) => json(list, 503, {}));
    response.destroy();
  });
  expect(await renew()).toBe(
    'not-created: Strava did not make the subscription (no-connection): whether one exists now is not known; next: npx kaizencoach-secrets webhook staging renew',
  );
});

test('the answer to the deletion is lost, and it is gone: the new one is made', async () => {
  among.issuers.hostile.set(`DELETE ${STRAVA}`, (response) => {
    among.issuers.subscriptions = [];
    response.destroy();
  });
  expect(await renew({ force: true })).toBe('replaced');
});

test.each([
  ['ASK_ISSUERS', 'switched-off'],
  ['local', 'local'],
] as const)('issuers that are not asked (%s) are a reason of its own', async (_, why) => {
  among.keeper.exchange = async () => ({ why });
  expect(await renew({ force: true })).toMatch(/^issuers-not-asked: the issuers of staging are not asked/);
});
