import { randomBytes } from 'node:crypto';
import { CATALOGUE } from '../../../lib/catalogue/catalogue';
import { claimOf, MOST_KEYS } from '../../../lib/keeper/versions/version-id';
import { CONSENTS, completeKeeper, Keeper } from '../support/keeper';

const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const FLASK = 'FLASK_SECRET_KEY';
const STRAVA = 'STRAVA_CLIENT_SECRET';
const lost = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

let keeper: Keeper;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = await completeKeeper();
});

function dropTwice(...names: readonly string[]): void {
  keeper.service.drop(...names);
  keeper.service.edit((document) => ({ ...document, edits: 2 }));
}

describe('the last value comes back, not an earlier one', () => {
  test('seeded, rotated, then dropped by two console edits: the rotated key', async () => {
    await keeper.change('rotate', { keys: [GARMIN] }, CONSENTS);
    const [last, version] = [keeper.service.document[GARMIN], keeper.service.id('AWSCURRENT')];
    dropTwice(GARMIN, FLASK, 'STRAVA_VERIFY_TOKEN');
    await expect(keeper.deploy()).rejects.toMatchObject({
      message: expect.stringContaining(`${GARMIN} is in version ${version}`),
    });
    await keeper.change('recover');
    expect(keeper.service.document[GARMIN]).toBe(last);
  });

  test('also where the rotation was cut off before its tags', async () => {
    keeper.service.fault = (operation) => (operation === 'TagResource' ? { before: lost() } : undefined);
    await keeper.change('rotate', { keys: [GARMIN] }, CONSENTS);
    keeper.service.fault = () => undefined;
    await keeper.change('rotate', { keys: [FLASK] });
    const last = keeper.service.document[GARMIN];
    dropTwice(GARMIN);
    expect(await keeper.change('recover')).toMatchObject({ outcome: 'done' });
    expect(keeper.service.document[GARMIN]).toBe(last);
  });

  test('two changes one after the other never leave the record of the first', async () => {
    // GIVEN the tags of a first rotation, which arrive after the second one
    await keeper.change('rotate', { keys: [GARMIN] }, CONSENTS);
    const late = new Map(keeper.service.tags);
    keeper.service.now += 3_600_000;
    await keeper.change('rotate', { keys: [GARMIN] }, CONSENTS);
    const second = { version: keeper.service.id('AWSCURRENT'), value: keeper.service.document[GARMIN] };
    for (const [key, value] of late) {
      keeper.service.tags.set(key, value);
    }
    // THEN the status speaks of the second one
    const { keys } = await keeper.status();
    expect(keys.find(({ name }) => name === GARMIN)?.record).toMatchObject({
      versionId: second.version,
      operation: 'rotate',
      how: 'generated',
      madeAt: '2026-06-01T01:00:00Z',
    });
    // AND what is brought back is its key, or it is refused by name
    await keeper.change('rotate', { keys: [FLASK] });
    dropTwice(GARMIN);
    expect(await keeper.change('recover')).toMatchObject({ outcome: 'done' });
    expect(keeper.service.document[GARMIN]).toBe(second.value);
  });
});

test('a winner that is cut off before its record, a loser, two console edits: nothing is drawn anew', async () => {
  // GIVEN two deployments at once that draw the keys of a secret, and no record of either
  const { service } = new Keeper();
  service.put('{}');
  let staged = 0;
  service.fault = (operation) => {
    staged += operation === 'PutSecretValue' ? 1 : 0;
    return operation === 'TagResource' ? { before: lost() } : undefined;
  };
  service.turn = async (operation) => {
    while (operation === 'UpdateSecretVersionStage' && staged < 2) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await Promise.all([new Keeper(service).deploy(), new Keeper(service).deploy()]);
  service.turn = async () => undefined;
  service.fault = () => undefined;
  const garmin = service.document[GARMIN];
  // WHEN the console drops the keys twice over
  service.put('{"a":1}');
  service.put('{"a":2}');
  // THEN the next seeding refuses, and recover brings the very key back or names the candidates
  await expect(new Keeper(service).deploy()).rejects.toMatchObject({
    rule: expect.stringMatching(/generated-key-lost|last-value-unknown/),
  });
  const recovered = await new Keeper(service).change('recover');
  if (recovered.outcome === 'done') {
    expect(service.document[GARMIN]).toBe(garmin);
  } else {
    const holder = [...service.versions].find(([, { text }]) => text.includes(String(garmin)))?.[0] ?? '';
    expect(recovered).toMatchObject({ rule: 'last-value-unknown', reason: expect.stringContaining(holder) });
    const from = { from: holder };
    expect(await new Keeper(service).change('recover', from)).toMatchObject({ outcome: 'done' });
    expect(service.document[GARMIN]).toBe(garmin);
  }
});

test('tags that cannot be written do not fail a change, and the next seeding completes them', async () => {
  keeper.service.fault = (operation) => (operation === 'TagResource' ? { before: lost() } : undefined);
  expect(await keeper.change('populate', { values: { AI_MODEL: 'x' } })).toMatchObject({
    outcome: 'done',
    change: { recorded: false },
  });
  keeper.service.fault = () => undefined;
  keeper.service.tags.clear();
  expect(await keeper.change('seed')).toMatchObject({ outcome: 'done' });
  expect([...keeper.service.tags.keys()]).toContain(`kaizencoach:made:${GARMIN}`);
});

test('a console edit that drops a generated and an external key: nothing is gone after the next seeding', async () => {
  const before = keeper.service.document;
  keeper.service.drop(FLASK, STRAVA);
  await keeper.deploy();
  expect(keeper.service.document).toEqual(before);
});

test('a rotation and two later writes: the status does not say that a rollback would change the Garmin key', async () => {
  await keeper.change('rotate', { keys: [GARMIN] }, CONSENTS);
  expect((await keeper.status()).differInPrevious).toEqual([GARMIN]);
  await keeper.change('populate', { values: { AI_MODEL: 'x' } });
  await keeper.change('populate', { values: { AI_MODEL: 'y' } });
  expect((await keeper.status()).differInPrevious).toEqual(['AI_MODEL']);
});

test('every version of the keeper’s tells by its id which operation made it for whom, and no two share one', async () => {
  await keeper.change('rotate', { keys: [GARMIN, FLASK] }, CONSENTS);
  const ids = [...keeper.service.versions.keys()];
  expect(new Set(ids).size).toBe(ids.length);
  expect(claimOf(ids.at(-1) ?? '')).toMatchObject({ operation: 'rotate', invocation: '0a1b2c3d' });
  expect(CATALOGUE.length).toBeLessThanOrEqual(MOST_KEYS);
  // FLASK_SECRET_KEY is the fourth key of the catalogue and GARMIN_ENCRYPTION_KEY the sixth.
  expect(ids.at(-1)).toMatch(/^kc2-r00028-/);
  expect(ids.every((id) => id.length >= 32 && id.length <= 64)).toBe(true);
  expect(claimOf(randomBytes(16).toString('hex'))).toBeUndefined();
});

describe('keys without a record, after a change whose tags failed', () => {
  const made = (name: string) => keeper.service.tags.get(`kaizencoach:made:${name}`);
  const cutOff = async (change: () => Promise<unknown>) => {
    keeper.service.tags.clear();
    keeper.service.fault = (operation) => (operation === 'TagResource' ? { before: lost() } : undefined);
    await change();
    keeper.service.fault = () => undefined;
  };

  test('of somebody else’s secret, one key was rotated: the others were found, and only that one was drawn', async () => {
    keeper.service.edit((document) => ({ ...document, note: 1 }));
    await cutOff(() => keeper.change('rotate', { keys: [FLASK] }));
    await keeper.change('seed');
    expect(made(GARMIN)).toMatch(/ found brought /);
    expect(made(FLASK)).toMatch(/ rotate generated /);
  });

  test('the same, where a rollback finds it so', async () => {
    keeper.service.edit((document) => ({ ...document, note: 1 }));
    await cutOff(() => keeper.change('rotate', { keys: [FLASK] }));
    await keeper.change('rollback', { keys: [FLASK] });
    expect(made(GARMIN)).toMatch(/ found brought /);
  });

  test('a key that the rotation of another one took back was not drawn', async () => {
    keeper.service.drop(GARMIN);
    await cutOff(() => keeper.change('rotate', { keys: [FLASK] }));
    await keeper.change('seed');
    expect(made(GARMIN)).toMatch(/ found brought /);
  });

  test('a first value was drawn whole', async () => {
    keeper = new Keeper();
    await cutOff(() => keeper.deploy({ RequestType: 'Create' }));
    await keeper.change('seed');
    expect(made(GARMIN)).toMatch(/ seed generated /);
  });

  test('an id that says so of another base proves nothing', async () => {
    const { text } = keeper.service;
    keeper.service.putAs(
      `kc2-r00020-${'0'.repeat(16)}-${'1'.repeat(10)}-0a1b2c3d-${'0'.repeat(16)}`,
      text.replace('{', '{ '),
    );
    keeper.service.tags.clear();
    await keeper.change('seed');
    expect(made(GARMIN)).toMatch(/ found brought /);
  });
});
