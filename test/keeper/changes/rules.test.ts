import { randomBytes } from 'node:crypto';
import { GENERATED_KEYS } from '../../../lib/catalogue/catalogue';
import { CONSENTS, completeKeeper, externalValues, Keeper, NONE } from '../support/keeper';

const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const FLASK = 'FLASK_SECRET_KEY';
const STRAVA = 'STRAVA_CLIENT_SECRET';
const GENERATED = GENERATED_KEYS.map(({ name }) => name);
const NO_CHANGE_CALLS = ['GetSecretValue'];
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

/** What the deployment was refused for, or what it did. */
async function deployment(of = keeper): Promise<unknown> {
  return of.deploy().catch((error: unknown) => error);
}

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
    expect(await deployment()).toMatchObject({
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
    expect(await deployment()).toMatchObject({ rule: 'generated-key-lost', next: expect.stringContaining('restore') });
    const plan = await keeper.plan({ operation: 'recover' });
    expect(plan.missing).toEqual([GARMIN]);
  });

  test('a record in a form that is not understood still proves that the key existed', async () => {
    const fresh = new Keeper();
    fresh.service.tags.set(`kaizencoach:made:${GARMIN}`, 'of another form');
    expect(await deployment(fresh)).toMatchObject({ rule: 'generated-key-lost' });
  });

  test('a malformed value that was there is neither taken back nor drawn anew', async () => {
    const fresh = new Keeper();
    fresh.service.put(JSON.stringify({ [GARMIN]: 5 }));
    fresh.service.put('{}');
    expect(await deployment(fresh)).toMatchObject({ rule: 'generated-key-lost' });
    expect(fresh.service.text).toBe('{}');
  });
});

describe('unreadable: a version that cannot be read may hold what is missing', () => {
  test.each(['[]', '{"a":1,"a":2}', 'plain text'])('a deployment stops and names it: %s', async (text) => {
    const fresh = new Keeper();
    const unreadable = fresh.service.put(text);
    fresh.service.put('{}');
    expect(await deployment(fresh)).toMatchObject({
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
  beforeEach(() => {
    keeper.service.edit((document) => ({ ...document, [GARMIN]: `${String(document[GARMIN])}\n` }));
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
      next: expect.stringContaining('npx kaizencoach-secrets recover staging'),
    });
  });

  test('so is seeding', async () => {
    keeper.service.edit((document) => ({ ...document, [GARMIN]: aGarminKey() }));
    keeper.service.edit(({ [FLASK]: _, ...rest }) => ({ ...rest, [GARMIN]: 'broken' }));
    expect(await deployment()).toMatchObject({ rule: 'would-bury' });
  });

  test('a key that another service issues is kept like that too', async () => {
    const values = await completeKeeper();
    values.service.edit((document) => ({ ...document, [STRAVA]: 'not hexadecimal' }));
    expect(await values.change('rotate', { keys: [FLASK] })).toMatchObject({ rule: 'would-bury' });
    expect(await values.change('recover')).toMatchObject({ outcome: 'done', change: { takenBack: [STRAVA] } });
  });

  test('recover brings the good one back, without any consent', async () => {
    const broken = keeper.service.document;
    expect(await keeper.change('recover')).toMatchObject({ outcome: 'done', change: { takenBack: [GARMIN] } });
    expect(keeper.service.document).toEqual({ ...broken, [GARMIN]: String(broken[GARMIN]).trim() });
  });

  test('so does a rollback of the key', async () => {
    expect(await keeper.change('rollback', { keys: [GARMIN] })).toMatchObject({ outcome: 'done' });
  });
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

describe('foreign: whoever else sends an event gets nothing done', () => {
  const properties = { Purpose: 'seed', SecretName: 'in-memory', Seeding: 'add', GeneratedKeys: [] };

  test.each([
    ['another stack', { StackId: 'arn:aws:cloudformation:eu-west-1:000000000000:stack/Other/id' }],
    ['another secret', { ResourceProperties: { ...properties, SecretName: 'other' } }],
    ['unknown properties', { ResourceProperties: { ...properties, Purpose: 'read' } }],
    ['no properties', { ResourceProperties: undefined }],
  ])('%s', async (_, overrides) => {
    keeper.service.drop(FLASK);
    keeper.service.calls.length = 0;
    await expect(keeper.deploy(overrides)).rejects.toMatchObject({ rule: 'foreign-event' });
    expect(keeper.service.calls).toEqual([]);
  });

  test('a deletion does nothing', async () => {
    keeper.service.calls.length = 0;
    expect(await keeper.deploy({ RequestType: 'Delete' })).toEqual({});
    expect(keeper.service.calls).toEqual([]);
  });

  test('properties of a deployed instance that names no generated keys are taken', async () => {
    const { GeneratedKeys: _, ...old } = properties;
    expect(await keeper.deploy({ ResourceProperties: old })).toMatchObject({ Generated: 'none' });
  });
});

describe('report: an adopted secret that is only looked at', () => {
  test('nothing is written, tags included', async () => {
    const adopted = new Keeper(keeper.service, { SEEDING: 'report' });
    keeper.service.drop(FLASK);
    keeper.service.tags.clear();
    keeper.service.calls.length = 0;
    expect(await adopted.deploy({ RequestType: 'Create' })).toMatchObject({
      Missing: FLASK,
      Dropped: FLASK,
      Generated: 'none',
      TakenBack: 'none',
    });
    expect(keeper.service.calls).toEqual(['GetSecretValue', 'GetSecretValue']);
  });

  test('an operator’s own seeding writes', async () => {
    const adopted = new Keeper(keeper.service, { SEEDING: 'report' });
    keeper.service.drop(FLASK);
    expect(await adopted.change('seed')).toMatchObject({ outcome: 'done', change: { takenBack: [FLASK] } });
  });
});

describe('what the service always sends is required', () => {
  test('an empty answer to DescribeSecret is not "no records": nothing is drawn', async () => {
    const fresh = new Keeper();
    fresh.service.description = {};
    expect(await deployment(fresh)).toMatchObject({ rule: 'service-fault' });
    expect(fresh.service.text).toBe('');
  });
});

describe('names that are no keys', () => {
  test.each(['__proto__', 'constructor', 'prototype'])('%s in a populate is refused', async (name) => {
    const values = JSON.parse(`{"${name}": "x"}`);
    expect(await keeper.change('populate', { values })).toMatchObject({ rule: 'unknown-key' });
  });

  test('a key named twice is drawn and named once', async () => {
    expect(await keeper.change('rotate', { keys: [FLASK, FLASK] })).toMatchObject({ change: { generated: [FLASK] } });
  });

  test.each([
    ['rotate', { keys: ['STRAVA_CLIENT_ID'] }, 'not-generated'],
    ['rotate', { keys: ['NOTHING'] }, 'unknown-key'],
    ['populate', { values: { NOTHING: 'x' } }, 'unknown-key'],
    ['populate', { values: { STRAVA_CLIENT_ID: 'abc' } }, 'malformed'],
    ['populate', { values: { STRAVA_CLIENT_ID: '' } }, 'malformed'],
    ['populate', { values: { AI_MODEL: 'x'.repeat(65_600) } }, 'too-long'],
    ['rollback', { keys: ['NOTHING'] }, 'unknown-key'],
    ['recover', { from: 'no-such-version' }, 'no-such-version'],
    ['restore', { document: 'not JSON' }, 'not-a-backup'],
    ['restore', { document: '{"AI_MODEL":"x"}' }, 'not-a-backup'],
  ])('%s, case %#, is refused', async (operation, details, rule) => {
    if (operation === 'recover') {
      keeper.service.drop(STRAVA);
    }
    const before = keeper.service.text;
    expect(await keeper.change(operation, details, CONSENTS)).toMatchObject({ outcome: 'refused', rule });
    expect(keeper.service.text).toBe(before);
  });

  test('a missing key cannot be rotated', async () => {
    keeper.service.drop(FLASK);
    expect(await keeper.change('rotate', { keys: [FLASK] })).toMatchObject({ rule: 'missing' });
  });

  test('a backup with a value that the app cannot use is refused', async () => {
    const document = JSON.stringify({ ...keeper.service.document, STRAVA_CLIENT_ID: 'abc' });
    expect(await keeper.change('restore', { document }, CONSENTS)).toMatchObject({ rule: 'not-a-backup' });
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
