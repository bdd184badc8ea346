import { GENERATED_KEYS } from '../../../lib/catalogue/catalogue';
import { completeKeeper, deploymentOf, Keeper } from '../support/keeper';

const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const FLASK = 'FLASK_SECRET_KEY';
const STRAVA = 'STRAVA_CLIENT_SECRET';
const GENERATED = GENERATED_KEYS.map(({ name }) => name);
const NO_CHANGE_CALLS = ['GetSecretValue'];

let keeper: Keeper;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = await completeKeeper();
});

describe('missing: a generated key of which no value was ever current is drawn', () => {
  test('on an empty secret, all of them, well formed', async () => {
    const fresh = new Keeper();
    expect(await fresh.deploy({ RequestType: 'Create' })).toMatchObject({ Generated: GENERATED.join(', ') });
    const status = await fresh.status();
    expect(status.keys.filter(({ origin }) => origin === 'generated').map(({ state }) => state)).toEqual(
      GENERATED.map(() => 'present'),
    );
  });

  test('I7: what is there is not written again, and one call tells so', async () => {
    const before = keeper.service.text;
    keeper.service.calls.length = 0;
    expect(await keeper.deploy()).toMatchObject({ Generated: 'none', TakenBack: 'none' });
    expect(keeper.service.text).toBe(before);
    expect(keeper.service.calls).toEqual(NO_CHANGE_CALLS);
  });

  test('the tags are completed when the resource is made, also where nothing else is to be done', async () => {
    keeper.service.tags.clear();
    await keeper.deploy();
    expect([...keeper.service.tags.keys()]).toEqual([]);
    await keeper.deploy({ RequestType: 'Create' });
    expect([...keeper.service.tags.keys()]).toEqual(GENERATED.map((name) => `kaizencoach:made:${name}`));
  });

  test('a change of a complete version of the keeper’s own takes three calls and one for the tags', async () => {
    keeper.service.calls.length = 0;
    expect(await keeper.change('rotate', { keys: [FLASK] })).toMatchObject({ outcome: 'done' });
    expect(keeper.service.calls).toEqual([
      'GetSecretValue',
      'PutSecretValue',
      'UpdateSecretVersionStage',
      'TagResource',
    ]);
  });

  test('a key that is malformed is left as it is', async () => {
    const service = keeper.service;
    service.edit((document) => ({ ...document, [FLASK]: 'line\nbreak' }));
    service.edit((document) => ({ ...document, more: 1 }));
    expect(await keeper.deploy()).toMatchObject({ Generated: 'none', Malformed: FLASK });
    expect(service.document[FLASK]).toBe('line\nbreak');
  });

  test.each([
    ['null', null],
    ['an empty string', ''],
  ])('%s is a placeholder: a key that never was is drawn in its place', async (_, placeholder) => {
    const fresh = new Keeper();
    fresh.service.put(JSON.stringify(Object.fromEntries(GENERATED.map((name) => [name, placeholder]))));
    expect(await fresh.deploy()).toMatchObject({ Generated: GENERATED.join(', ') });
  });

  test('a placeholder is not recorded as a key that existed, and not missed when it goes', async () => {
    const fresh = new Keeper();
    fresh.service.put(JSON.stringify({ [GARMIN]: null, [FLASK]: '' }));
    await fresh.change('populate', { values: { AI_MODEL: 'x' } });
    expect([...fresh.service.tags.keys()]).not.toContain(`kaizencoach:made:${GARMIN}`);
    fresh.service.drop(GARMIN, FLASK);
    fresh.service.edit((document) => ({ ...document, edits: 2 }));
    expect(await fresh.deploy()).toMatchObject({ Generated: GENERATED.join(', ') });
  });
});

describe('dropped: what the last edit took out comes back with whatever is written next', () => {
  test('a deployment takes a generated key back from AWSPREVIOUS, as it is spelled there', async () => {
    const before = keeper.service.document;
    keeper.service.drop(GARMIN);
    expect(await keeper.deploy()).toMatchObject({ TakenBack: GARMIN, Dropped: GARMIN, Generated: 'none' });
    expect(keeper.service.document).toEqual(before);
  });

  test('I2: with it, a deployment takes back what another service issued, which it would push out of reach', async () => {
    const before = keeper.service.document;
    keeper.service.drop(FLASK, STRAVA);
    expect(await keeper.deploy()).toMatchObject({ TakenBack: expect.stringContaining(STRAVA) });
    expect(keeper.service.document).toEqual(before);
  });

  test.each([
    ['rotate', { keys: ['STRAVA_VERIFY_TOKEN'] }],
    ['populate', { values: { AI_MODEL: 'x' } }],
    ['rollback', { keys: [FLASK] }],
  ])('%s brings back what the last edit dropped', async (operation, details) => {
    const before = keeper.service.document;
    keeper.service.edit(({ [GARMIN]: _, [STRAVA]: __, ...rest }) => ({ ...rest, [FLASK]: 'f'.repeat(64) }));
    expect(await keeper.change(operation, details)).toMatchObject({
      outcome: 'done',
      change: { takenBack: [STRAVA, GARMIN] },
    });
    expect(keeper.service.document).toMatchObject({ [GARMIN]: before[GARMIN], [STRAVA]: before[STRAVA] });
  });

  test('where nothing needs to be written, a dropped key is only reported', async () => {
    keeper.service.drop(STRAVA);
    const id = keeper.service.id('AWSCURRENT');
    expect(await keeper.deploy()).toMatchObject({ Dropped: STRAVA, TakenBack: 'none' });
    expect(keeper.service.id('AWSCURRENT')).toBe(id);
  });
});

describe('lost: a key that existed is never drawn anew', () => {
  function dropTwice(...names: readonly string[]): void {
    keeper.service.drop(...names);
    keeper.service.edit((document) => ({ ...document, edits: 2 }));
  }

  test('it is refused, and the version that holds the last value is named', async () => {
    const held = keeper.service.id('AWSCURRENT') ?? 'none';
    dropTwice(GARMIN);
    expect(await deploymentOf(keeper)).toMatchObject({
      rule: 'generated-key-lost',
      message: expect.stringContaining(held),
      next: 'npx kaizencoach-secrets recover staging',
    });
    expect(keeper.service.document[GARMIN]).toBeUndefined();
  });

  test('recover brings it back from there', async () => {
    const before = keeper.service.document;
    dropTwice(GARMIN, STRAVA);
    expect(await keeper.change('recover')).toMatchObject({ outcome: 'done', change: { missing: [] } });
    expect(keeper.service.document).toEqual({ ...before, edits: 2 });
  });

  test('where no version has it any more, its record still says that it existed', async () => {
    dropTwice(GARMIN);
    for (const [id, { stages }] of keeper.service.versions) {
      if (!stages.has('AWSCURRENT') && !stages.has('AWSPREVIOUS')) {
        keeper.service.versions.delete(id);
      }
    }
    expect(await deploymentOf(keeper)).toMatchObject({
      rule: 'generated-key-lost',
      next: expect.stringContaining('restore'),
    });
    const plan = await keeper.plan({ operation: 'recover' });
    expect(plan.missing).toEqual([GARMIN]);
  });

  test('a record in a form that is not understood still proves that the key existed', async () => {
    const fresh = new Keeper();
    fresh.service.tags.set(`kaizencoach:made:${GARMIN}`, 'of another form');
    expect(await deploymentOf(fresh)).toMatchObject({ rule: 'generated-key-lost' });
  });

  test('a malformed value that was there is neither taken back nor drawn anew', async () => {
    const fresh = new Keeper();
    fresh.service.put(JSON.stringify({ [GARMIN]: 5 }));
    fresh.service.put('{}');
    expect(await deploymentOf(fresh)).toMatchObject({ rule: 'generated-key-lost' });
    expect(fresh.service.text).toBe('{}');
  });
});
