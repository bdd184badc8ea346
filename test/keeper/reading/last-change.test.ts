import { completeKeeper, type Keeper } from '../support/keeper';

const MINUTE = 60_000;
const { signal } = new AbortController();
let keeper: Keeper;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = await completeKeeper();
  keeper.service.now += MINUTE;
});

const told = async () => (await keeper.status()).lastChange;
const current = () => keeper.service.id('AWSCURRENT') ?? '';
const madeAt = (id: string) => keeper.service.versions.get(id)?.createdAt.toISOString();
const moveBack = (to: string) => keeper.surroundings.store.promote(to, current(), signal);
const rotate = () => keeper.change('rotate', { keys: ['FLASK_SECRET_KEY'] });

test('what somebody else writes is current at once', async () => {
  const id = keeper.service.edit((document) => ({ ...document, note: 1 }));
  expect(await told()).toEqual({ earliest: madeAt(id), latest: madeAt(id) });
});

test('the keeper’s change is made between the staging of its version and the writing of its tags', async () => {
  keeper.service.turn = async (operation) => {
    keeper.service.now += operation === 'UpdateSecretVersionStage' ? 35_000 : 0;
  };
  await rotate();
  const tagged = Math.floor(keeper.service.now / 1_000) * 1_000;
  expect(await told()).toEqual({
    earliest: madeAt(current()),
    latest: new Date(tagged + 1_000).toISOString(),
  });
});

test('where its tags could not be written, until it can no longer be at work', async () => {
  keeper.service.fault = (operation) =>
    operation === 'TagResource' ? { before: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) } : undefined;
  await rotate();
  const made = Date.parse(madeAt(current()) ?? '');
  expect(await told()).toEqual({
    earliest: new Date(made).toISOString(),
    latest: new Date(made + 125_000).toISOString(),
  });
});

test.each([
  ['what somebody else wrote', async () => keeper.service.put('{"A":1,"A":2}')],
  ['what the keeper wrote', async () => rotate().then(current)],
])(
  'the label was moved back by hand from %s: not before that version was made, and when nothing tells',
  async (_, write) => {
    const good = current();
    const bad = await write();
    keeper.service.now += MINUTE;
    await moveBack(good);
    expect(await told()).toEqual({ earliest: madeAt(bad) });
  },
);

test('nor where it was moved back twice, and AWSPREVIOUS is the oldest', async () => {
  const first = current();
  const second = keeper.service.edit((document) => ({ ...document, note: 1 }));
  keeper.service.edit((document) => ({ ...document, note: 2 }));
  await moveBack(first);
  await moveBack(second);
  expect(await told()).toEqual({ earliest: madeAt(second) });
});

test('a version that lost the race for the label was never current, so it moves nothing', async () => {
  keeper.service.turn = async (operation) => {
    if (operation === 'UpdateSecretVersionStage') {
      keeper.service.turn = async () => undefined;
      keeper.service.edit((document) => ({ ...document, note: 1 }));
    }
  };
  await rotate();
  expect(await told()).toMatchObject({ earliest: madeAt(current()), latest: expect.any(String) });
});

test('of a secret without a value nothing is told', async () => {
  keeper.service.versions.clear();
  expect(await told()).toBeUndefined();
});
