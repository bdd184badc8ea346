import { randomBytes } from 'node:crypto';
import { GENERATED_KEYS } from '../../../lib/catalogue/catalogue';
import { CONSENTS, completeKeeper, externalValues, Keeper, NONE } from '../support/keeper';

const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const FLASK = 'FLASK_SECRET_KEY';
const STRAVA = 'STRAVA_CLIENT_SECRET';
const GENERATED = GENERATED_KEYS.map(({ name }) => name);
const aGarminKey = () => randomBytes(32).toString('base64');

let keeper: Keeper;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = await completeKeeper();
});

describe('consent: what invalidates stored passwords is agreed to', () => {
  test.each([
    ['rotate', { keys: [GARMIN] }],
    ['populate', { values: { [GARMIN]: randomBytes(32).toString('base64') } }],
  ])('%s of the Garmin key', async (operation, details) => {
    const before = keeper.service.text;
    expect(await keeper.change(operation, details, { ...CONSENTS, invalidateGarminPasswords: false })).toMatchObject({
      rule: 'needs-consent',
      reason: expect.stringContaining('unreadable'),
    });
    expect(keeper.service.text).toBe(before);
    expect(await keeper.change(operation, details, CONSENTS)).toMatchObject({ outcome: 'done' });
  });

  test('a rollback to another Garmin key', async () => {
    keeper.service.edit((document) => ({ ...document, [GARMIN]: aGarminKey() }));
    expect(await keeper.change('rollback')).toMatchObject({ rule: 'needs-consent' });
  });

  test('a Garmin key in the place of one that was dropped twice', async () => {
    const before = keeper.service.document;
    keeper.service.drop(GARMIN);
    keeper.service.edit((document) => ({ ...document, edits: 2 }));
    const imported = { ...NONE, importGenerated: true };
    const other = { values: { [GARMIN]: aGarminKey() } };
    expect(await keeper.change('populate', other, imported)).toMatchObject({ rule: 'needs-consent' });
    const same = { values: { [GARMIN]: String(before[GARMIN]) } };
    expect(await keeper.change('populate', same, imported)).toMatchObject({ outcome: 'done' });
  });

  test('bringing the same Garmin key needs none, and neither does the first one', async () => {
    const same = { values: { [GARMIN]: String(keeper.service.document[GARMIN]) } };
    expect(await keeper.change('populate', same)).toMatchObject({ outcome: 'done' });
    const fresh = new Keeper();
    const first = { values: { [GARMIN]: aGarminKey() } };
    expect(await fresh.change('populate', first, { ...NONE, importGenerated: true })).toMatchObject({
      outcome: 'done',
    });
  });

  test.each([
    ['an object', { a: [1] }],
    ['an array', [{ a: 1 }]],
  ])('an unrelated change of a document whose Garmin key is %s needs none', async (_, value) => {
    const fresh = new Keeper();
    fresh.service.put(JSON.stringify({ [GARMIN]: value }));
    const plan = await fresh.plan({ operation: 'populate', values: { AI_MODEL: 'x' } });
    expect(plan.needsConsents).toEqual([]);
  });

  test('AWSPREVIOUS has a placeholder and the current version nothing: seeding asks for no consent, and draws', async () => {
    const fresh = new Keeper();
    fresh.service.put(JSON.stringify({ [GARMIN]: null }));
    fresh.service.put('{}');
    expect((await fresh.plan({ operation: 'seed' })).needsConsents).toEqual([]);
    expect(await fresh.change('seed')).toMatchObject({ outcome: 'done', change: { generated: GENERATED } });
  });

  test('generated keys from outside', async () => {
    const details = { values: { [FLASK]: 'x'.repeat(64) } };
    expect(await keeper.change('populate', details)).toMatchObject({
      rule: 'needs-consent',
      next: expect.stringContaining('--import-generated'),
    });
  });
});

describe('moved: a change is made on the version that was seen, or not at all', () => {
  test.each([
    ['rotate', { keys: [FLASK] }],
    ['seed', {}],
    ['recover', {}],
  ])('%s', async (operation, details) => {
    const seenVersion = await keeper.seen();
    keeper.service.edit((document) => ({ ...document, meanwhile: true }));
    const before = keeper.service.text;
    const request = { operation, requestId: '0123456789abcdef', seenVersion, consents: NONE, ...details };
    expect(await keeper.ask(request)).toMatchObject({
      outcome: 'refused',
      rule: 'moved',
      reason: expect.stringContaining(`AWSCURRENT is ${keeper.service.id('AWSCURRENT')} now`),
    });
    expect(keeper.service.text).toBe(before);
  });
});

describe('what a plan tells', () => {
  test('not whether a guessed value is right', async () => {
    const right = {
      [STRAVA]: String(keeper.service.document[STRAVA]),
      [FLASK]: String(keeper.service.document[FLASK]),
    };
    const wrong = { [STRAVA]: randomBytes(20).toString('hex'), [FLASK]: randomBytes(32).toString('hex') };
    const [one, other] = [
      await keeper.plan({ operation: 'populate', values: right }),
      await keeper.plan({ operation: 'populate', values: wrong }),
    ];
    expect(one).toEqual(other);
    expect(one.entries.filter(({ action }) => action === 'set').map(({ key }) => key)).toEqual([FLASK, STRAVA]);
  });

  test('not by a backup either', async () => {
    const document = keeper.service.document;
    const changed = { ...document, ...externalValues() };
    const plans = await Promise.all(
      [document, changed].map((each) => keeper.plan({ operation: 'restore', document: JSON.stringify(each) })),
    );
    expect(plans[0]).toEqual(plans[1]);
  });

  test('what the Garmin key and public settings do', async () => {
    const values = { STRAVA_CLIENT_ID: '188207', [GARMIN]: aGarminKey(), AI_MODEL: 'x' };
    const plan = await keeper.plan({ operation: 'populate', values });
    const actions = Object.fromEntries(plan.entries.map(({ key, action }) => [key, action]));
    expect(actions).toMatchObject({ STRAVA_CLIENT_ID: 'keep', [GARMIN]: 'change', AI_MODEL: 'add', [FLASK]: 'keep' });
    expect(plan.needsConsents).toEqual(['importGenerated', 'invalidateGarminPasswords']);
  });

  test('a weak value is a warning', async () => {
    const plan = await keeper.plan({ operation: 'populate', values: { STRAVA_VERIFY_TOKEN: 'short' } });
    expect(plan.entries.find(({ key }) => key === 'STRAVA_VERIFY_TOKEN')).toMatchObject({
      action: 'set',
      warning: expect.stringContaining('40 or more'),
    });
  });

  test('that a backup with generated keys brings them from outside', async () => {
    const document = JSON.stringify({ ...keeper.service.document, [FLASK]: randomBytes(32).toString('hex') });
    expect((await keeper.plan({ operation: 'restore', document })).needsConsents).toEqual(['importGenerated']);
  });

  test('what it is refused for, as the change would be', async () => {
    const change = { operation: 'rotate', keys: ['NOTHING'] };
    expect(await keeper.ask({ operation: 'plan', change })).toMatchObject({ rule: 'unknown-key' });
  });

  test('which version a key comes back from that the last edit dropped, whatever the change is', async () => {
    const held = keeper.service.id('AWSCURRENT');
    keeper.service.drop(STRAVA);
    const { entries } = await keeper.plan({ operation: 'rotate', keys: [FLASK] });
    expect(entries).toContainEqual({ key: STRAVA, action: 'add', from: held });
  });

  test('which version a key comes back from', async () => {
    const held = keeper.service.id('AWSCURRENT');
    keeper.service.drop(GARMIN);
    const plan = await keeper.plan({ operation: 'recover' });
    expect(plan.entries.find(({ key }) => key === GARMIN)).toEqual({ key: GARMIN, action: 'add', from: held });
    expect(plan.needsConsents).toEqual([]);
  });

  test('and writes nothing', async () => {
    keeper.service.calls.length = 0;
    await keeper.plan({ operation: 'rotate', keys: [FLASK] });
    expect(keeper.service.calls).toEqual(['GetSecretValue']);
  });
});
