import { randomBytes } from 'node:crypto';
import { completeKeeper, Keeper } from '../support/keeper';

let keeper: Keeper;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = await completeKeeper();
});

const keyOf = async (wanted: string) => (await keeper.status()).keys.find(({ name }) => name === wanted);

test('a complete secret: every required key is present, with its length and its record', async () => {
  const { keys, ...rest } = await keeper.status();
  expect(keys.filter(({ required, state }) => required && state !== 'present')).toEqual([]);
  expect(keys.find(({ name }) => name === 'FLASK_SECRET_KEY')).toEqual({
    name: 'FLASK_SECRET_KEY',
    origin: 'generated',
    required: true,
    state: 'present',
    length: 64,
    record: {
      madeAt: '2026-06-01T00:00:00Z',
      operation: 'seed',
      how: 'generated',
      versionId: expect.stringMatching(/^kc2-s/),
    },
  });
  expect(rest).toEqual({
    environment: 'staging',
    secretName: 'in-memory',
    versionId: keeper.service.id('AWSCURRENT'),
    unknownKeys: [],
    droppedKeys: [],
    differInPrevious: [],
    stravaClientId: '188207',
    versionMadeAt: keeper.service.versions.get(keeper.service.id('AWSCURRENT') ?? '')?.createdAt.toISOString(),
    lastChange: { earliest: rest.versionMadeAt, latest: expect.any(String) },
  });
});

test.each([
  ['null', null, 'missing', undefined],
  ['an empty string', '', 'missing', undefined],
  ['a number', 5, 'malformed', undefined],
  ['a list, of which the length is none', ['a', 'b'], 'malformed', undefined],
  ['short text', 'short', 'present', 5],
])('%s', async (_, value, state, length) => {
  keeper.service.edit((document) => ({ ...document, FLASK_SECRET_KEY: value }));
  const found = await keyOf('FLASK_SECRET_KEY');
  expect([found?.state, found?.length]).toEqual([state, length]);
});

test('the rule that a weak or malformed value misses is told', async () => {
  keeper.service.edit((document) => ({ ...document, FLASK_SECRET_KEY: 'short', GARMIN_ENCRYPTION_KEY: 'x' }));
  expect(await keyOf('FLASK_SECRET_KEY')).toMatchObject({ rule: expect.stringContaining('64 or more') });
  expect(await keyOf('GARMIN_ENCRYPTION_KEY')).toMatchObject({ rule: expect.stringContaining('32 bytes') });
});

test.each([
  ['in quotes', (key: unknown) => `'${String(key)}'`, []],
  ['without its padding', (key: unknown) => String(key).slice(0, -1), []],
  ['without its first digit', (key: unknown) => String(key).slice(1), ['GARMIN_ENCRYPTION_KEY']],
  ['not at all', () => undefined, ['GARMIN_ENCRYPTION_KEY']],
])('the Garmin key is there %s: whether the version before has another one', async (_, spelled, expected) => {
  keeper.service.edit(({ GARMIN_ENCRYPTION_KEY: key, ...rest }) => ({ ...rest, GARMIN_ENCRYPTION_KEY: spelled(key) }));
  expect((await keeper.status()).differInPrevious).toEqual(expected);
});

test('a record with a time that is none is no record: whoever reckons with it would fail', async () => {
  const tag = 'kaizencoach:made:FLASK_SECRET_KEY';
  keeper.service.tags.set(tag, (keeper.service.tags.get(tag) ?? '').replace(/^\S+/, 'unknown'));
  expect(await keyOf('FLASK_SECRET_KEY')).not.toHaveProperty('record');
});

test('what the last edit dropped, and what a rollback would change', async () => {
  keeper.service.edit(({ STRAVA_CLIENT_SECRET: _, ...rest }) => ({ ...rest, FLASK_SECRET_KEY: 'f'.repeat(64) }));
  expect(await keeper.status()).toMatchObject({
    droppedKeys: ['STRAVA_CLIENT_SECRET'],
    differInPrevious: ['STRAVA_CLIENT_SECRET', 'FLASK_SECRET_KEY'],
  });
});

test('what an earlier edit dropped, the last one did not', async () => {
  keeper.service.drop('STRAVA_CLIENT_SECRET');
  keeper.service.drop('FLASK_SECRET_KEY');
  expect((await keeper.status()).droppedKeys).toEqual(['FLASK_SECRET_KEY']);
});

test.each([
  ['SMTP_PASSWORD', 'SMTP_PASSWORD'],
  [randomBytes(20).toString('hex'), '(a name of 40 characters)'],
  ['GHP_ABCDEFGHIJKL', '(a name of 16 characters)'],
])('I1: a secret that stands where a name belongs is not shown (%#)', async (name, shown) => {
  keeper.service.edit((document) => ({ ...document, [name]: 'x' }));
  expect((await keeper.status()).unknownKeys).toEqual([shown]);
});

test('a secret without a value has no version', async () => {
  expect((await new Keeper().status()).versionId).toBeNull();
});

test.each([
  [
    'is scheduled for deletion',
    (of: Keeper) => {
      of.service.deletedAt = new Date();
    },
    'scheduled-for-deletion',
  ],
  [
    'does not exist',
    (of: Keeper) => {
      of.service.exists = false;
    },
    'no-such-secret',
  ],
  [
    'is no document',
    (of: Keeper) => {
      of.service.put('[]');
    },
    'not-an-object',
  ],
])('a secret that %s is refused', async (_, make, rule) => {
  make(keeper);
  expect(await keeper.ask({ operation: 'status' })).toMatchObject({ outcome: 'refused', rule });
});
