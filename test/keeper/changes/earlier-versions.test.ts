import { randomBytes } from 'node:crypto';
import { GENERATED_KEYS } from '../../../lib/catalogue/catalogue';
import { CONSENTS, completeKeeper, deploymentOf, externalValues, Keeper } from '../support/keeper';

const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const FLASK = 'FLASK_SECRET_KEY';
const STRAVA = 'STRAVA_CLIENT_SECRET';
const GENERATED = GENERATED_KEYS.map(({ name }) => name);
const aGarminKey = () => randomBytes(32).toString('base64');
/** A value for every required key. */
const allValues = () => ({
  ...externalValues(),
  ...Object.fromEntries(GENERATED_KEYS.map(({ name, generate }) => [name, generate(randomBytes)])),
});

let keeper: Keeper;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = await completeKeeper();
});

describe('unreadable: a version that cannot be read may hold what is missing', () => {
  test.each(['[]', '{"a":1,"a":2}', 'plain text'])('a deployment stops and names it: %s', async (text) => {
    const fresh = new Keeper();
    const unreadable = fresh.service.put(text);
    fresh.service.put('{}');
    expect(await deploymentOf(fresh)).toMatchObject({
      rule: 'last-value-unknown',
      message: expect.stringContaining(unreadable),
      next: expect.stringContaining('--ignore'),
    });
    expect(fresh.service.text).toBe('{}');
    const ignoring = { ignore: [unreadable] };
    expect(await fresh.change('recover', ignoring)).toMatchObject({ rule: 'needs-consent' });
    expect(await fresh.change('recover', ignoring, CONSENTS)).toMatchObject({
      outcome: 'done',
      change: { generated: GENERATED },
    });
  });

  test('no other change pushes it out of reach while a key is missing', async () => {
    keeper.service.put('not JSON');
    keeper.service.put(JSON.stringify({ [FLASK]: 'f'.repeat(64) }));
    expect(await keeper.change('populate', { values: { AI_MODEL: 'x' } })).toMatchObject({
      rule: 'previous-unreadable',
    });
  });

  test('where nothing is missing, it is in nobody’s way', async () => {
    const complete = keeper.service.text;
    keeper.service.put('not JSON');
    keeper.service.put(complete);
    expect(await keeper.change('populate', { values: { AI_MODEL: 'x' } })).toMatchObject({ outcome: 'done' });
  });

  test('where a key is of no use but none is missing, neither', async () => {
    const broken = JSON.stringify({ ...keeper.service.document, [STRAVA]: 'not hexadecimal' });
    keeper.service.put('not JSON');
    keeper.service.put(broken);
    expect(await keeper.change('populate', { values: { AI_MODEL: 'x' } })).toMatchObject({ outcome: 'done' });
  });

  test('a fault of the service is not taken for an unreadable version', async () => {
    keeper.service.drop(GARMIN);
    keeper.service.fault = (operation, { VersionStage }) =>
      operation === 'GetSecretValue' && VersionStage === 'AWSPREVIOUS'
        ? { before: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) }
        : undefined;
    expect(await keeper.change('populate', { values: { AI_MODEL: 'x' } })).toMatchObject({ rule: 'service-fault' });
  });
});

describe('would-bury: a good value is not pushed out of AWSCURRENT and AWSPREVIOUS', () => {
  let good: unknown;
  beforeEach(() => {
    good = keeper.service.document[GARMIN];
    keeper.service.edit((document) => ({ ...document, [GARMIN]: String(good).slice(1) }));
  });

  test.each([
    ['rotate another key', 'rotate', { keys: [FLASK] }],
    ['populate', 'populate', { values: { AI_MODEL: 'x' } }],
    ['rotate the broken key itself, with consent', 'rotate', { keys: [GARMIN] }],
    ['populate the broken key, with consent', 'populate', { values: { [GARMIN]: randomBytes(32).toString('base64') } }],
  ])('%s is refused, with the command that keeps everything', async (_, operation, details) => {
    expect(await keeper.change(operation, details, CONSENTS)).toMatchObject({
      rule: 'would-bury',
      reason: expect.stringContaining(GARMIN),
      next: expect.stringContaining('npx kaizencoach-secrets recover staging --invalidate-garmin-passwords'),
    });
  });

  test('so is seeding', async () => {
    keeper.service.edit((document) => ({ ...document, [GARMIN]: aGarminKey() }));
    keeper.service.edit(({ [FLASK]: _, ...rest }) => ({ ...rest, [GARMIN]: 'broken' }));
    expect(await deploymentOf(keeper)).toMatchObject({ rule: 'would-bury' });
  });

  test('a key that another service issues is kept like that too', async () => {
    const values = await completeKeeper();
    values.service.edit((document) => ({ ...document, [STRAVA]: 'not hexadecimal' }));
    expect(await values.change('rotate', { keys: [FLASK] })).toMatchObject({ rule: 'would-bury' });
    expect(await values.change('recover')).toMatchObject({ outcome: 'done', change: { takenBack: [STRAVA] } });
  });

  test('recover brings the good one back, with the consent: nobody knows for certain that what is there never worked', async () => {
    const broken = keeper.service.document;
    expect(await keeper.change('recover')).toMatchObject({ rule: 'needs-consent' });
    expect(keeper.service.document).toEqual(broken);
    expect(await keeper.change('recover', {}, CONSENTS)).toMatchObject({
      outcome: 'done',
      change: { takenBack: [GARMIN] },
    });
    expect(keeper.service.document).toEqual({ ...broken, [GARMIN]: good });
  });

  test.each([
    ['is empty', () => ''],
    ['is null', () => null],
    ['lost its padding', () => String(good).slice(0, -1)],
    ['got a no-break space', () => `${String(good)}\u00a0`],
  ])('recover brings the good one back, without any consent, where what is there %s', async (_, now) => {
    const values = await completeKeeper();
    good = values.service.document[GARMIN];
    values.service.edit((document) => ({ ...document, [GARMIN]: now() }));
    expect(await values.change('recover')).toMatchObject({ outcome: 'done', change: { takenBack: [GARMIN] } });
    expect(values.service.document[GARMIN]).toBe(good);
  });

  test.each([
    ['in quotes', (key: string) => `'${key}'`],
    ['with a remark behind it', (key: string) => `${key} # staging`],
    ['without its padding', (key: string) => key.slice(0, -1)],
    ['in typographic quotes, which Fernet skips in bytes', (key: string) => `“${key}”`],
  ])(
    'I2: a key that somebody put there %s is not replaced by the one before without the consent',
    async (_, spelled) => {
      const values = await completeKeeper();
      values.service.edit((document) => ({ ...document, [GARMIN]: spelled(aGarminKey()) }));
      const { text } = values.service;
      await values.change('populate', { values: { AI_MODEL: 'x' } });
      for (const [operation, details] of [
        ['recover', {}],
        ['rollback', { keys: [GARMIN] }],
      ] as const) {
        await values.change(operation, details);
        expect(values.service.document[GARMIN]).toBe(JSON.parse(text)[GARMIN]);
      }
    },
  );

  test('the padding that a key lacks is added without that consent', async () => {
    const values = new Keeper();
    const key = aGarminKey();
    values.service.put(JSON.stringify({ ...allValues(), [GARMIN]: key.slice(0, -1) }));
    const importing = { importGenerated: true, invalidateGarminPasswords: false };
    expect(await values.change('populate', { values: { [GARMIN]: aGarminKey() } }, importing)).toMatchObject({
      rule: 'needs-consent',
    });
    expect(await values.change('populate', { values: { [GARMIN]: key } }, importing)).toMatchObject({
      outcome: 'done',
    });
    expect(values.service.document[GARMIN]).toBe(key);
  });

  test('a working one is no broken one, though a line end is behind it: recover leaves it as it is', async () => {
    const values = await completeKeeper();
    values.service.edit((document) => ({ ...document, [GARMIN]: `${aGarminKey()}\n` }));
    const { text } = values.service;
    await values.change('recover');
    expect(values.service.text).toBe(text);
  });

  test('so does a rollback of the key', async () => {
    expect(await keeper.change('rollback', { keys: [GARMIN] }, CONSENTS)).toMatchObject({ outcome: 'done' });
  });
});

describe('rollback', () => {
  test.each([
    ['there is none', [], 'no-previous'],
    ['it is no document', ['[]'], 'no-previous'],
    ['it lacks required keys', ['{}'], 'incomplete-previous'],
    ['it has null for a generated key', [JSON.stringify({ ...allValues(), [FLASK]: null })], 'incomplete-previous'],
    ['it has "" for a generated key', [JSON.stringify({ ...allValues(), [FLASK]: '' })], 'incomplete-previous'],
  ])('%s', async (_, before, rule) => {
    const fresh = new Keeper();
    for (const text of before) {
      fresh.service.put(text);
    }
    fresh.service.put('{"a":1}');
    expect(await fresh.change('rollback', {}, CONSENTS)).toMatchObject({ rule });
  });

  test('a value that the app could not use does not come back', async () => {
    keeper.service.edit((document) => ({ ...document, STRAVA_CLIENT_ID: 'abc' }));
    keeper.service.edit((document) => ({ ...document, STRAVA_CLIENT_ID: '1' }));
    expect(await keeper.change('rollback', {}, CONSENTS)).toMatchObject({ rule: 'incomplete-previous' });
  });

  test('a key that is a placeholder there does not come back', async () => {
    keeper.service.edit((document) => ({ ...document, AI_MODEL: null }));
    keeper.service.edit((document) => ({ ...document, AI_MODEL: 'x' }));
    expect(await keeper.change('rollback', { keys: ['AI_MODEL'] })).toMatchObject({
      rule: 'not-in-previous',
      next: 'leave it as it is, or rotate it',
    });
  });

  test('a key that neither version has is populated instead', async () => {
    expect(await keeper.change('rollback', { keys: ['AI_MODEL'] })).toMatchObject({
      rule: 'not-in-previous',
      next: 'populate or seed it',
    });
  });
});
