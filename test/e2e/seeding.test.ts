import { randomBytes } from 'node:crypto';
import { DeleteSecretCommand, RestoreSecretCommand } from '@aws-sdk/client-secrets-manager';
import { resourceNames } from '../../lib/environments/names';
import { environmentNamed } from '../../lib/environments/rows';
import { askKeeper } from './support/ask-keeper';
import {
  deployedEnvironment,
  type EnvironmentUnderTest,
  forceUpdate,
  type UpdateOutcome,
} from './support/environment-under-test';
import { without } from './support/stored-secret';

const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const FLASK = 'FLASK_SECRET_KEY';
const KEEPER = resourceNames(environmentNamed('staging')).keeperFunction;
const GENERATED = ['STRAVA_VERIFY_TOKEN', FLASK, GARMIN];

let staging: EnvironmentUnderTest;

beforeAll(async () => {
  staging = await deployedEnvironment('staging');
});
afterAll(() => staging.end());

const update = (): Promise<UpdateOutcome> => forceUpdate(staging, 'StagingStack');

/** A complete document of a person's own making. */
function completeDocument(): Record<string, unknown> {
  return {
    STRAVA_CLIENT_ID: '176694',
    STRAVA_CLIENT_SECRET: randomBytes(20).toString('hex'),
    STRAVA_VERIFY_TOKEN: randomBytes(20).toString('hex'),
    FLASK_SECRET_KEY: randomBytes(32).toString('hex'),
    GOOGLE_APPLICATION_CREDENTIALS_JSON: '{}',
    GARMIN_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  };
}

test('cdk deploy succeeds', () => {
  expect(staging.deployment.output).toContain('StagingStack');
  expect(staging.deployment.exitCode).toBe(0);
});

test('a fresh secret holds the three generated keys in their formats and nothing else', async () => {
  expect(await staging.secret.document()).toEqual({
    STRAVA_VERIFY_TOKEN: expect.stringMatching(/^[0-9a-f]{40}$/),
    FLASK_SECRET_KEY: expect.stringMatching(/^[0-9a-f]{64}$/),
    GARMIN_ENCRYPTION_KEY: expect.stringMatching(/^[A-Za-z0-9]{43}=$/),
  });
});

test('each generated key has a record that says when, by which operation and in which version it was made', async () => {
  const tags = await staging.secret.tags();
  const version = await staging.secret.versionId();
  for (const name of GENERATED) {
    expect(tags[`kaizencoach:made:${name}`]).toMatch(
      new RegExp(`^\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}Z seed generated ${version}$`),
    );
  }
});

test('I7: deploying again changes nothing and writes no version', async () => {
  const before = await staging.secret.versions();
  const { exitCode, output } = await staging.deploy();
  expect(output).toContain('no changes');
  expect(exitCode).toBe(0);
  expect(await staging.secret.versions()).toEqual(before);
});

test('I8: a generated key that two edits dropped is refused by name, and the way out that is named works', async () => {
  // GIVEN a seeded key that is neither in AWSCURRENT nor in AWSPREVIOUS
  const seeded = { document: await staging.secret.document(), version: await staging.secret.versionId() };
  await staging.secret.editJson((document) => without(document, GARMIN));
  await staging.secret.editJson((document) => ({ ...document, note: 'second edit' }));
  const before = await staging.secret.text();
  // WHEN the stack is updated
  const { status, reasons } = await update();
  // THEN the update fails, names the key and its version, and leaves the value
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reasons.join()).toContain(`${GARMIN} existed`);
  expect(reasons.join()).toContain(`${GARMIN} is in version ${seeded.version}`);
  expect(reasons.join()).toContain('npx kaizencoach-secrets recover staging');
  expect(await staging.secret.text()).toBe(before);
  // AND the command that it names brings the key back
  const recovered = await askKeeper(staging.lambda, KEEPER, {
    operation: 'recover',
    requestId: randomBytes(8).toString('hex'),
    seenVersion: await staging.secret.versionId(),
    consents: { importGenerated: false, invalidateGarminPasswords: false },
  });
  expect(recovered).toMatchObject({ outcome: 'done', change: { takenBack: [GARMIN] } });
  expect(await staging.secret.document()).toEqual({ ...seeded.document, note: 'second edit' });
});

test('I7: an update of a complete secret writes no version', async () => {
  await staging.secret.edit(JSON.stringify(completeDocument()));
  const before = await staging.secret.versions();
  expect(await update()).toEqual({ status: 'UPDATE_COMPLETE', reasons: [] });
  expect(await staging.secret.versions()).toEqual(before);
});

test('I2: an update of a hand-made document keeps every character and adds only what is missing', async () => {
  // GIVEN a document with unknown keys, odd numbers, escapes, nesting and white space, and a Flask key of one's own
  const handMade = `\n{ "STRAVA_CLIENT_ID" :"176694",\t"count":12345678901234567890 , "ratio": 2.50, "huge": 1e400,
  "nested": {"FLASK_SECRET_KEY": ["}", {"deep": "\\u00e9\\/"}]}, "ünïcode": "日本\\n",
  "FLASK_SECRET_KEY": "${randomBytes(8).toString('hex')} of my own",   "AI_TEMPERATURE": 0.70  }\n\n`;
  await staging.secret.edit(handMade);
  // WHEN the stack is updated
  expect((await update()).status).toBe('UPDATE_COMPLETE');
  // THEN the text is the same around one insertion
  const text = await staging.secret.text();
  const at = handMade.lastIndexOf('0.70') + '0.70'.length;
  expect(text.slice(0, at)).toBe(handMade.slice(0, at));
  expect(text.endsWith(handMade.slice(at))).toBe(true);
  const inserted = text.slice(at, text.length - (handMade.length - at));
  // what never was in this document comes back from the one before it, the client secret that it would push out too
  expect(Object.keys(JSON.parse(`{${inserted.slice(1)}}`))).toEqual([
    'STRAVA_CLIENT_SECRET',
    'STRAVA_VERIFY_TOKEN',
    GARMIN,
  ]);
});

test('I2: a generated key that one edit dropped is taken back from AWSPREVIOUS', async () => {
  await staging.secret.edit(JSON.stringify(completeDocument()));
  const before = await staging.secret.document();
  await staging.secret.editJson((document) => without(document, GARMIN));
  expect((await update()).status).toBe('UPDATE_COMPLETE');
  expect(await staging.secret.document()).toEqual(before);
});

test('a present key in a wrong format is reported by name and not replaced', async () => {
  const document = { ...completeDocument(), [GARMIN]: 'not base64 of 32 bytes' };
  await staging.secret.edit(JSON.stringify(document));
  expect((await update()).status).toBe('UPDATE_COMPLETE');
  expect(await staging.secret.document()).toEqual(document);
});

test.each([
  ['text', 'plain words', 'is not valid JSON'],
  ['an array', '["a"]', 'an array'],
  ['a number', '42', 'a number'],
  ['invalid JSON', '{"a":', 'is not valid JSON'],
  ['a byte-order mark', '\uFEFF{}', 'byte-order mark'],
  ['white space', '  \n', 'is not valid JSON'],
  ['a duplicate key', '{"a":1,"\\u0061":2}', 'the same top-level key twice'],
  [
    'a document without room for what is missing',
    `{"filler":"${'x'.repeat(65_500)}"}`,
    'bytes; Secrets Manager stores',
  ],
])('I8: %s is refused and left as it is', async (_, text, reason) => {
  await staging.secret.edit(JSON.stringify(completeDocument()));
  await staging.secret.edit(text);
  const version = await staging.secret.versionId();
  const { status, reasons } = await update();
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reasons.join()).toContain(reason);
  expect([await staging.secret.text(), await staging.secret.versionId()]).toEqual([text, version]);
});

test('I8: a binary value is refused and left as it is', async () => {
  await staging.secret.edit(new Uint8Array([0, 1, 2, 3]));
  const version = await staging.secret.versionId();
  const { status, reasons } = await update();
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reasons.join()).toContain('is binary');
  expect(await staging.secret.versionId()).toBe(version);
});

test('I8: a secret scheduled for deletion is refused, and the command that restores it is named', async () => {
  await staging.secret.edit(JSON.stringify(completeDocument()));
  await staging.secret.client.send(new DeleteSecretCommand({ SecretId: staging.secret.name, RecoveryWindowInDays: 7 }));
  const { status, reasons } = await update();
  await staging.secret.client.send(new RestoreSecretCommand({ SecretId: staging.secret.name }));
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reasons.join()).toContain(`aws secretsmanager restore-secret --secret-id ${staging.secret.name}`);
});

// IAM lets the keeper do nothing with another secret than its own, and of one that is not there nobody knows the complete ARN.
test('I8: a secret that does not exist is refused, by IAM', async () => {
  const remove = { SecretId: staging.secret.name, ForceDeleteWithoutRecovery: true };
  await staging.secret.client.send(new DeleteSecretCommand(remove));
  // Not by an update: a deployment waits a minute for policies to spread, and its rollback another.
  const seed = { operation: 'seed', requestId: randomBytes(8).toString('hex'), seenVersion: null } as const;
  const consents = { importGenerated: false, invalidateGarminPasswords: false };
  expect(await askKeeper(staging.lambda, KEEPER, { ...seed, consents })).toMatchObject({
    outcome: 'refused',
    rule: 'access-denied',
    reason: expect.stringContaining('denied the keeper (AccessDeniedException)'),
  });
});
