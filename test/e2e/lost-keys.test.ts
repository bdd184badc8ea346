import { randomBytes } from 'node:crypto';
import { UpdateSecretVersionStageCommand } from '@aws-sdk/client-secrets-manager';
import { GENERATED_KEYS } from '../../lib/catalogue/catalogue';
import { type EmulatorBehindFaults, emulatorBehindFaults } from './support/emulator-behind-faults';
import type { FaultyEndpoint } from './support/faulty-endpoint';
import type { KeeperInProcess } from './support/keeper-in-process';
import { without } from './support/stored-secret';

const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const NO_CONSENTS = { importGenerated: false, invalidateGarminPasswords: false };

let behindFaults: EmulatorBehindFaults;
let endpoint: FaultyEndpoint;
let keeper: KeeperInProcess;

beforeAll(async () => {
  behindFaults = await emulatorBehindFaults();
  endpoint = behindFaults.endpoint;
});
afterAll(() => behindFaults.end());
beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = await behindFaults.keeperOfNewSecret();
});

const update = () => keeper.send(keeper.event({ RequestType: 'Update' }));

async function change(operation: string, details: object = {}): Promise<unknown> {
  const seenVersion = await keeper.secret.versionId();
  return keeper.invoke({ contract: 1, operation, seenVersion, consents: NO_CONSENTS, ...details });
}

/** Drops a key so thoroughly that AWSPREVIOUS lacks it too. */
async function dropTwice(name: string): Promise<void> {
  await keeper.secret.editJson((document) => without(document, name));
  await keeper.secret.editJson((document) => ({ ...document, edits: 2 }));
}

test('the loser of a race leaves the winner’s record alone: the key is never drawn anew', async () => {
  await keeper.secret.edit('{"STRAVA_CLIENT_ID":"1"}');
  const seenVersion = await keeper.secret.versionId();
  const seed = () => keeper.invoke({ contract: 1, operation: 'seed', seenVersion, consents: NO_CONSENTS });
  const answers = await Promise.all([seed(), seed(), seed()]);
  expect(answers.filter((answer) => JSON.stringify(answer).includes('"done"'))).toHaveLength(1);
  await dropTwice(GARMIN);
  expect((await update())?.Reason).toContain(`${GARMIN} existed`);
});

test('a key that several Creates at once seeded is recorded under the version that is current', async () => {
  await Promise.all([keeper.send(), keeper.send(), keeper.send()]);
  const version = await keeper.secret.versionId();
  const record = (await keeper.secret.tags())[`kaizencoach:made:${GARMIN}`];
  expect(record).toContain(version);
});

test('keys that somebody brought by hand are recorded by the next update, and refused when they are lost', async () => {
  await keeper.secret.edit(
    JSON.stringify(Object.fromEntries(GENERATED_KEYS.map((key) => [key.name, key.generate(randomBytes)]))),
  );
  expect((await update())?.Status).toBe('SUCCESS');
  expect((await keeper.secret.tags())[`kaizencoach:made:${GARMIN}`]).toMatch(/ found brought /);
  await dropTwice(GARMIN);
  expect((await update())?.Reason).toContain(`${GARMIN} existed`);
});

test('a key whose record was cut off is still in the version that the keeper staged, and comes back from there', async () => {
  endpoint.plan = (operation) => (operation === 'TagResource' ? { error: 'AccessDeniedException' } : undefined);
  await keeper.invoke({ contract: 1, operation: 'seed', seenVersion: null, consents: NO_CONSENTS });
  const seeded = await keeper.secret.document();
  endpoint.plan = () => undefined;
  await keeper.secret.edit('{"first": "edit"}');
  await keeper.secret.edit('{"second": "edit"}');
  expect((await update())?.Status).toBe('SUCCESS');
  expect(await keeper.secret.document()).toEqual({ second: 'edit', ...seeded });
});

test('a populate brings back a key whose record was cut off, before it takes the staging label away from it', async () => {
  endpoint.plan = (operation) => (operation === 'TagResource' ? { error: 'AccessDeniedException' } : undefined);
  const cutOff = await keeper.invoke({ contract: 1, operation: 'seed', seenVersion: null, consents: NO_CONSENTS });
  expect(cutOff).toMatchObject({ outcome: 'refused', rule: 'stored-not-recorded' });
  const seeded = await keeper.secret.document();
  endpoint.plan = () => undefined;
  await dropTwice(GARMIN);
  expect(await change('populate', { values: { STRAVA_CLIENT_ID: '188207' } })).toMatchObject({
    outcome: 'done',
    change: { takenBack: [GARMIN] },
  });
  expect(await keeper.secret.document()).toMatchObject(seeded);
  expect(Object.keys(await keeper.secret.tags())).toContain(`kaizencoach:made:${GARMIN}`);
});

test('no change buries an AWSPREVIOUS that cannot be read while a generated key is missing', async () => {
  await keeper.secret.edit(`{"A":1,"A":2,"${GARMIN}":"x"}`);
  await keeper.secret.edit('{}');
  const answer = await change('populate', { values: { STRAVA_CLIENT_ID: '188207' } });
  expect(answer).toMatchObject({ outcome: 'refused', rule: 'previous-unreadable' });
});

test('a change that lands at the very last attempt is reported as done', async () => {
  await keeper.send();
  endpoint.plan = (operation, count) => {
    if (operation !== 'UpdateSecretVersionStage') {
      return undefined;
    }
    return count <= 5 ? { error: 'InvalidParameterException' } : { cut: 'after' };
  };
  endpoint.calls.length = 0;
  expect(await change('rotate', { keys: ['FLASK_SECRET_KEY'] })).toMatchObject({ outcome: 'done' });
});

test('an update that was cut off before the swap is completed by the next, with the values that it had drawn', async () => {
  endpoint.plan = (operation) =>
    operation === 'UpdateSecretVersionStage' ? { error: 'ThrottlingException' } : undefined;
  expect((await keeper.send(keeper.event(), { remainingMs: 3_000 }))?.Reason).toContain('ran out of time');
  expect(await keeper.secret.text()).toBe('');
  endpoint.plan = () => undefined;
  expect((await keeper.send())?.Status).toBe('SUCCESS');
  expect((await keeper.keys()).length).toBe(GENERATED_KEYS.length);
});

test('a populate brings a dropped generated key back, instead of pushing it out of AWSPREVIOUS', async () => {
  await keeper.send();
  const seeded = await keeper.secret.document();
  await keeper.secret.editJson((document) => without(document, GARMIN));
  expect(await change('populate', { values: { STRAVA_CLIENT_ID: '188207' } })).toMatchObject({
    outcome: 'done',
    change: { populated: ['STRAVA_CLIENT_ID'], takenBack: [GARMIN], dropped: [GARMIN] },
  });
  expect(await keeper.secret.document()).toEqual({ ...seeded, STRAVA_CLIENT_ID: '188207' });
});

test('no change buries the good value of a key that somebody made useless', async () => {
  await keeper.send();
  await keeper.secret.editJson((document) => ({ ...document, [GARMIN]: '' }));
  const refused = await change('populate', { values: { STRAVA_CLIENT_ID: '188207' } });
  expect(refused).toMatchObject({ outcome: 'refused', rule: 'would-bury', next: expect.stringContaining('roll back') });
});

describe('AWSPREVIOUS that cannot be read may hold a key that no record knows', () => {
  test.each([
    ['a duplicate key', `{"A":1,"A":2,"${GARMIN}":"x"}`],
    ['NaN, which other parsers take', `{"A":NaN,"${GARMIN}":"x"}`],
    ['a byte-order mark', `\uFEFF{"${GARMIN}":"x"}`],
  ])('%s: nothing is drawn until somebody has looked', async (_, text) => {
    await keeper.secret.edit(text);
    await keeper.secret.edit('{"now": "readable"}');
    const response = await update();
    expect(response?.Status).toBe('FAILED');
    expect(response?.Reason).toContain('AWSPREVIOUS, which may have it');
    expect(await keeper.secret.text()).toBe('{"now": "readable"}');
  });

  test('and the command that the refusal names lets the seeding go on', async () => {
    await keeper.secret.edit('TODO');
    const unreadable = await keeper.secret.versionId();
    await keeper.secret.edit('{}');
    expect((await update())?.Reason).toContain('--version-stage AWSPREVIOUS --remove-from-version-id');
    await keeper.secret.client.send(
      new UpdateSecretVersionStageCommand({
        SecretId: keeper.secret.name,
        VersionStage: 'AWSPREVIOUS',
        RemoveFromVersionId: unreadable,
      }),
    );
    expect((await update())?.Status).toBe('SUCCESS');
  });
});

test.each([
  ['null', null],
  ['an empty string', ''],
])('%s in AWSPREVIOUS is no value to take back', async (_, value) => {
  await keeper.secret.edit(JSON.stringify({ [GARMIN]: value }));
  await keeper.secret.edit('{}');
  expect((await update())?.Data?.['Generated']).toContain(GARMIN);
});

test.each([
  ['a number', 5],
  ['an object', {}],
  ['31 bytes', randomBytes(31).toString('base64')],
])('%s in AWSPREVIOUS is neither taken back nor drawn anew', async (_, value) => {
  await keeper.secret.edit(JSON.stringify({ [GARMIN]: value }));
  await keeper.secret.edit('{}');
  expect((await update())?.Reason).toContain(`${GARMIN} is missing, and the value that an earlier version has`);
  expect(await keeper.secret.text()).toBe('{}');
});

test('I1: a secret that stands where a name belongs is not shown', async () => {
  const pasted = `${randomBytes(20).toString('hex')}`;
  await keeper.secret.edit(JSON.stringify({ [pasted]: 'STRAVA_CLIENT_SECRET', MY_SETTING: 'x' }));
  const status = JSON.stringify(await keeper.invoke({ contract: 1, operation: 'status' }));
  expect(status).toContain('MY_SETTING');
  expect(status).toContain('(a name of 40 characters)');
  expect(status).not.toContain(pasted);
});

test('I1: a function without its configuration names what is missing, and holds nothing of its environment', async () => {
  const { handle } = await import('../../lib/keeper/handler');
  const environment = { AWS_SESSION_TOKEN: randomBytes(20).toString('hex') };
  const failure: unknown = await handle({}, { getRemainingTimeInMillis: () => 1_000 }, environment).catch(
    (error) => error,
  );
  expect(String(failure)).toContain('SECRET_NAME');
  expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain(environment.AWS_SESSION_TOKEN);
});
