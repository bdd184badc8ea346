import { randomBytes } from 'node:crypto';
import { armor, Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import * as v from 'valibot';
import { type OperatorAnswer, operatorAnswerSchema } from '../../lib/contract/operator-answer';
import { type EmulatorBehindFaults, emulatorBehindFaults } from './support/emulator-behind-faults';
import type { FaultyEndpoint } from './support/faulty-endpoint';
import type { KeeperInProcess } from './support/keeper-in-process';
import { without } from './support/stored-secret';

const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const FLASK = 'FLASK_SECRET_KEY';
const NO_CONSENTS = { importGenerated: false, invalidateGarminPasswords: false };

let behindFaults: EmulatorBehindFaults;
let endpoint: FaultyEndpoint;
let keeper: KeeperInProcess;
let seeded: Record<string, unknown>;

beforeAll(async () => {
  behindFaults = await emulatorBehindFaults();
  endpoint = behindFaults.endpoint;
});
afterAll(() => behindFaults.end());
beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = await behindFaults.keeperOfNewSecret();
  await keeper.send();
  seeded = await keeper.secret.document();
});

async function ask(request: Record<string, unknown>): Promise<OperatorAnswer> {
  return v.parse(operatorAnswerSchema, await keeper.invoke({ contract: 1, ...request }));
}

async function change(operation: string, details: object = {}, consents: object = {}): Promise<OperatorAnswer> {
  const seenVersion = await keeper.secret.versionId();
  return ask({ operation, seenVersion, consents: { ...NO_CONSENTS, ...consents }, ...details });
}

/** Completes the secret as an operator and the console would. */
async function complete(): Promise<void> {
  await keeper.secret.editJson((document) => ({
    ...document,
    STRAVA_CLIENT_ID: '188207',
    STRAVA_CLIENT_SECRET: randomBytes(20).toString('hex'),
    ...keeper.googleCredentials(),
  }));
}

describe('populate', () => {
  test('sets the keys named and records that they were brought', async () => {
    const answer = await change('populate', { values: { STRAVA_CLIENT_ID: '188207', AI_MODEL: 'gemini-flash' } });
    expect(answer).toMatchObject({ outcome: 'done', change: { populated: ['STRAVA_CLIENT_ID', 'AI_MODEL'] } });
    expect(await keeper.secret.document()).toEqual({ ...seeded, STRAVA_CLIENT_ID: '188207', AI_MODEL: 'gemini-flash' });
    expect((await keeper.secret.tags())['kaizencoach:made:AI_MODEL']).toMatch(/ populate brought /);
  });

  test('I7: what is there already is not written again', async () => {
    await change('populate', { values: { AI_MODEL: 'gemini-flash' } });
    const before = await keeper.secret.versions();
    expect(await change('populate', { values: { AI_MODEL: 'gemini-flash' } })).toMatchObject({ outcome: 'done' });
    expect(await keeper.secret.versions()).toEqual(before);
  });

  test.each([
    ['an unknown key', { STRAVA_ID: '1' }, {}, 'unknown-key'],
    ['a malformed value', { STRAVA_CLIENT_ID: 'abc' }, {}, 'malformed'],
    ['an empty value', { STRAVA_CLIENT_ID: '' }, {}, 'malformed'],
    ['a generated key without consent', { [FLASK]: 'x'.repeat(64) }, {}, 'needs-consent'],
    [
      'a Garmin key with half the consent',
      { [GARMIN]: randomBytes(32).toString('base64') },
      { importGenerated: true },
      'needs-consent',
    ],
    ['a document over the limit', { AI_MODEL: 'x'.repeat(65_600) }, {}, 'too-long'],
  ])('refuses %s and writes nothing', async (_, values, consents, rule) => {
    const before = await keeper.secret.versions();
    expect(await change('populate', { values }, consents)).toMatchObject({ outcome: 'refused', rule });
    expect(await keeper.secret.versions()).toEqual(before);
  });

  test('a dropped Garmin key needs the same consent, unless it is the very same key', async () => {
    await keeper.secret.editJson((document) => without(document, GARMIN));
    const other = { values: { [GARMIN]: randomBytes(32).toString('base64') } };
    expect(await change('populate', other, { importGenerated: true })).toMatchObject({ rule: 'needs-consent' });
    const same = { values: { [GARMIN]: String(seeded[GARMIN]) } };
    expect(await change('populate', same, { importGenerated: true })).toMatchObject({ outcome: 'done' });
    expect(await keeper.secret.document()).toEqual(seeded);
  });
});

describe('rotate', () => {
  test('draws a new value for the key named and touches no other', async () => {
    expect(await change('rotate', { keys: [FLASK] })).toMatchObject({
      outcome: 'done',
      change: { generated: [FLASK] },
    });
    const document = await keeper.secret.document();
    expect(without(document, FLASK)).toEqual(without(seeded, FLASK));
    expect(document[FLASK]).toMatch(/^[0-9a-f]{64}$/);
    expect(document[FLASK]).not.toBe(seeded[FLASK]);
  });

  test('the Garmin key needs consent, and the refusal says what would be lost', async () => {
    const refused = await change('rotate', { keys: [FLASK, GARMIN] });
    expect(refused).toMatchObject({ rule: 'needs-consent', reason: expect.stringContaining('unreadable') });
    expect(await keeper.secret.document()).toEqual(seeded);
    const consented = await change('rotate', { keys: [GARMIN] }, { invalidateGarminPasswords: true });
    expect(consented).toMatchObject({ outcome: 'done', change: { generated: [GARMIN] } });
  });

  test.each([
    ['an external key', ['STRAVA_CLIENT_ID'], 'not-generated'],
    ['an unknown key', ['NOTHING'], 'unknown-key'],
  ])('refuses %s', async (_, keys, rule) => {
    expect(await change('rotate', { keys })).toMatchObject({ outcome: 'refused', rule });
  });

  test('I3: a change on a version that is no longer current is refused', async () => {
    const request = {
      operation: 'rotate',
      seenVersion: await keeper.secret.versionId(),
      consents: NO_CONSENTS,
      keys: [FLASK],
    };
    await keeper.secret.editJson((document) => ({ ...document, note: 'meanwhile' }));
    expect(await ask(request)).toMatchObject({ outcome: 'refused', rule: 'moved' });
    expect(await keeper.secret.document()).toEqual({ ...seeded, note: 'meanwhile' });
  });

  test('a swap whose answer was lost is reported as done, once', async () => {
    endpoint.plan = (operation, count) =>
      operation === 'UpdateSecretVersionStage' && count <= 4 ? { cut: 'after' } : undefined;
    const before = (await keeper.secret.versions()).length;
    expect(await change('rotate', { keys: [FLASK] })).toMatchObject({ outcome: 'done' });
    expect((await keeper.secret.versions()).length).toBe(before + 1);
  });

  test('where the swap is refused for good, the record says what it said before', async () => {
    const before = await keeper.secret.tags();
    endpoint.plan = (operation) =>
      operation === 'UpdateSecretVersionStage' ? { error: 'InvalidParameterException' } : undefined;
    expect(await change('rotate', { keys: [FLASK] })).toMatchObject({ outcome: 'refused', rule: 'lost-race' });
    expect(await keeper.secret.tags()).toEqual(before);
    expect(await keeper.secret.document()).toEqual(seeded);
  });
});

describe('rollback', () => {
  test('single keys go back to AWSPREVIOUS, the rest stays', async () => {
    await complete();
    await keeper.secret.editJson((document) => ({ ...document, [FLASK]: 'f'.repeat(64), note: 'kept' }));
    expect(await change('rollback', { keys: [FLASK] })).toMatchObject({
      outcome: 'done',
      change: { populated: [FLASK] },
    });
    expect(await keeper.secret.document()).toMatchObject({ [FLASK]: seeded[FLASK], note: 'kept' });
  });

  test('the whole document goes back, to the letter', async () => {
    await complete();
    const text = await keeper.secret.text();
    await keeper.secret.edit('{"EVERYTHING": "gone"}');
    const answer = await change('rollback');
    expect(answer).toMatchObject({ outcome: 'done', change: { removed: ['EVERYTHING'] } });
    expect(await keeper.secret.text()).toBe(text);
  });

  test('needs the consent of a rotation where the Garmin key would change', async () => {
    await complete();
    await keeper.secret.editJson((document) => ({ ...document, [GARMIN]: randomBytes(32).toString('base64') }));
    expect(await change('rollback')).toMatchObject({ outcome: 'refused', rule: 'needs-consent' });
  });

  test('is refused where AWSPREVIOUS is absent, broken or incomplete', async () => {
    // the version before the seeding held an empty string
    expect(await change('rollback')).toMatchObject({ outcome: 'refused', rule: 'no-previous' });
    await keeper.secret.edit('[]');
    await keeper.secret.edit('{}');
    expect(await change('rollback')).toMatchObject({ outcome: 'refused', rule: 'no-previous' });
    await keeper.secret.edit('{"a":1}');
    expect(await change('rollback')).toMatchObject({ outcome: 'refused', rule: 'incomplete-previous' });
  });
});

describe('plan', () => {
  test('says what would happen, by name, and writes nothing', async () => {
    const before = await keeper.secret.versions();
    const answer = await ask({ operation: 'plan', change: { operation: 'rotate', keys: [GARMIN] } });
    expect(answer).toMatchObject({
      outcome: 'plan',
      plan: {
        versionId: await keeper.secret.versionId(),
        needsConsents: ['invalidateGarminPasswords'],
        entries: [
          { key: 'STRAVA_VERIFY_TOKEN', action: 'keep' },
          { key: FLASK, action: 'keep' },
          { key: GARMIN, action: 'change', consequence: expect.stringContaining('unreadable') },
        ],
      },
    });
    expect(await keeper.secret.versions()).toEqual(before);
  });

  test('shows what seeding would take back', async () => {
    await keeper.secret.editJson((document) => without(document, FLASK));
    const answer = await ask({ operation: 'plan', change: { operation: 'seed' } });
    expect(answer.outcome === 'plan' && answer.plan.entries.filter(({ action }) => action === 'add')).toEqual([
      { key: FLASK, action: 'add' },
    ]);
  });
});

describe('fingerprint', () => {
  const nonce = () => randomBytes(32).toString('hex');

  test('the same value gives the same digest under one nonce, and another one under the next', async () => {
    const [first, second] = [nonce(), nonce()];
    const digests = async (of: string) => {
      const answer = await ask({ operation: 'fingerprint', nonce: of });
      return answer.outcome === 'fingerprints' ? answer.fingerprints.digests : {};
    };
    expect(await digests(first)).toEqual(await digests(first));
    expect((await digests(first))[FLASK]).not.toBe((await digests(second))[FLASK]);
    expect(Object.keys(await digests(first))).toEqual([FLASK, GARMIN]);
  });

  test('a value that could be guessed is not fingerprinted', async () => {
    await keeper.secret.editJson((document) => ({ ...document, [FLASK]: 'password' }));
    const answer = await ask({ operation: 'fingerprint', nonce: nonce() });
    expect(answer).toMatchObject({ fingerprints: { tooWeak: [FLASK], digests: { [GARMIN]: expect.any(String) } } });
  });
});

describe('backup and restore', () => {
  test('a backup is readable with the holder’s identity only, and restores what was lost', async () => {
    // GIVEN a backup
    await complete();
    const text = await keeper.secret.text();
    const identity = await generateIdentity();
    keeper.backupRecipients = await identityToRecipient(identity);
    const answer = await ask({ operation: 'backup' });
    const armored = answer.outcome === 'backup' ? answer.armored : '';
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const document = await decrypter.decrypt(armor.decode(armored), 'text');
    expect(document).toBe(text);
    const stranger = new Decrypter();
    stranger.addIdentity(await generateIdentity());
    await expect(stranger.decrypt(armor.decode(armored), 'text')).rejects.toThrow();
    // WHEN everything is lost twice over, and restored
    await keeper.secret.edit('{"after": "kept"}');
    await keeper.secret.edit('{"after": "kept", "again": true}');
    const restored = await change('restore', { document }, { importGenerated: true, invalidateGarminPasswords: true });
    // THEN every key is back, beside what came after
    expect(restored).toMatchObject({ outcome: 'done' });
    expect(await keeper.secret.document()).toEqual({ after: 'kept', again: true, ...JSON.parse(text) });
  });

  test('without recipients in the row there is no backup', async () => {
    expect(await ask({ operation: 'backup' })).toMatchObject({ outcome: 'refused', rule: 'no-recipients' });
  });

  test.each([
    ['text', 'not JSON', 'not-a-backup'],
    ['an incomplete document', '{"AI_MODEL":"x"}', 'not-a-backup'],
  ])('%s is no backup', async (_, document, rule) => {
    expect(await change('restore', { document })).toMatchObject({ outcome: 'refused', rule });
  });
});
