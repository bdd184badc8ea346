import { armor, Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { backupTag } from '../../../lib/keeper/secret/record-tags';
import { CONSENTS, completeKeeper, Keeper } from '../support/keeper';

beforeEach(() => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
});

async function opened(armored: string, identity: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(armor.decode(armored), 'text');
}

test('a backup is readable with each holder’s identity and no other, and restores what was lost', async () => {
  // GIVEN a backup
  const { service } = await completeKeeper();
  const { text } = service;
  const identities = [await generateIdentity(), await generateIdentity()];
  const recipients = await Promise.all(identities.map(identityToRecipient));
  const keeper = new Keeper(service, { BACKUP_RECIPIENTS: recipients.join(',') });
  const answer = await keeper.ask({ operation: 'backup' });
  const armored = answer.outcome === 'backup' ? answer.armored : '';
  expect(answer).toMatchObject({ versionId: service.id('AWSCURRENT'), recorded: true });
  expect((await keeper.status()).lastBackupAt).toBe('2026-06-01T00:00:00Z');
  expect(await Promise.all(identities.map((identity) => opened(armored, identity)))).toEqual([text, text]);
  await expect(opened(armored, await generateIdentity())).rejects.toThrow();
  // WHEN everything is lost twice over, and restored
  service.put('{"after": "kept"}');
  service.put('{"after": "kept", "again": true}');
  expect(await keeper.change('restore', { document: text }, CONSENTS)).toMatchObject({ outcome: 'done' });
  // THEN every key is back, beside what came after
  expect(service.document).toEqual({ after: 'kept', again: true, ...JSON.parse(text) });
});

test('a backup from before the keys that people bring restores what it has: what came since is kept', async () => {
  const { service } = await completeKeeper();
  const keeper = new Keeper(service);
  const { FLASK_SECRET_KEY: flask, GARMIN_ENCRYPTION_KEY: garmin, ...others } = service.document;
  const document = JSON.stringify({ FLASK_SECRET_KEY: flask, GARMIN_ENCRYPTION_KEY: garmin, STRAVA_CLIENT_ID: '' });
  service.put(JSON.stringify({ ...others, AI_MODEL: 'x' }));
  service.put(JSON.stringify({ ...others, AI_MODEL: 'y' }));

  expect(await keeper.change('restore', { document }, CONSENTS)).toMatchObject({ outcome: 'done' });
  expect(service.document).toEqual({
    ...others,
    AI_MODEL: 'y',
    FLASK_SECRET_KEY: flask,
    GARMIN_ENCRYPTION_KEY: garmin,
  });
});

describe('an optional key in a form that the app cannot use', () => {
  const held = { FLASK_SECRET_KEY: 'f'.repeat(64), AI_TEMPERATURE: 'warm' };
  const document = JSON.stringify(held);

  test('is named by the backup', async () => {
    const { service } = await completeKeeper();
    const keeper = new Keeper(service, { BACKUP_RECIPIENTS: await identityToRecipient(await generateIdentity()) });
    expect(await keeper.ask({ operation: 'backup' })).toMatchObject({ malformed: [] });
    service.edit((members) => ({ ...members, AI_TEMPERATURE: 'warm', STRAVA_CLIENT_ID: 'abc' }));
    expect(await keeper.ask({ operation: 'backup' })).toMatchObject({
      malformed: ['STRAVA_CLIENT_ID', 'AI_TEMPERATURE'],
    });
  });

  test('comes back as it was where the secret has no value of it, and plan and change name it', async () => {
    const keeper = new Keeper();
    keeper.service.put('{}');
    const { entries, leftOut } = await keeper.plan({ operation: 'restore', document });
    expect(entries).toContainEqual({
      key: 'AI_TEMPERATURE',
      action: 'add',
      warning: 'must be a number from 0 to 2',
    });
    expect(leftOut).toBeUndefined();
    const made = await keeper.change('restore', { document }, CONSENTS);
    expect(made).toMatchObject({ change: { malformed: ['AI_TEMPERATURE'] } });
    expect(keeper.service.document).toEqual(held);
  });

  test.each(['0.7', 'warm', 'cold'])(
    'I2: is left out where the secret has %s, and the plan names it',
    async (value) => {
      const keeper = await completeKeeper();
      keeper.service.edit((members) => ({ ...members, AI_TEMPERATURE: value }));
      expect((await keeper.plan({ operation: 'restore', document })).leftOut).toEqual(['AI_TEMPERATURE']);
      expect(await keeper.change('restore', { document }, CONSENTS)).toMatchObject({ outcome: 'done' });
      expect(keeper.service.document).toMatchObject({ AI_TEMPERATURE: value, FLASK_SECRET_KEY: held.FLASK_SECRET_KEY });
    },
  );
});

test('a backup of another GCP project is refused where no Google key shows that it is this environment’s', async () => {
  const keeper = await completeKeeper();
  const { GOOGLE_APPLICATION_CREDENTIALS_JSON: file, ...ours } = keeper.service.document;
  const others = { ...ours, GCP_PROJECT_ID: 'kaizencoach-prod' };
  keeper.service.put('{}');
  expect(await keeper.change('restore', { document: JSON.stringify(others) }, CONSENTS)).toMatchObject({
    rule: 'not-a-backup',
    reason: expect.stringContaining('GCP_PROJECT_ID'),
  });
  const document = JSON.stringify({ ...others, GOOGLE_APPLICATION_CREDENTIALS_JSON: file });
  expect(await keeper.change('restore', { document }, CONSENTS)).toMatchObject({ outcome: 'done' });
});

test('without recipients in the row there is no backup', async () => {
  expect(await (await completeKeeper()).ask({ operation: 'backup' })).toMatchObject({
    rule: 'no-recipients',
    reason: 'the row staging names no backup recipients',
  });
});

test.each([undefined, ''])('a secret without a value is not backed up: %p', async (text) => {
  const recipient = await identityToRecipient(await generateIdentity());
  const keeper = new Keeper(undefined, { BACKUP_RECIPIENTS: recipient });
  if (text !== undefined) {
    keeper.service.put(text);
  }
  expect(await keeper.ask({ operation: 'backup' })).toMatchObject({
    rule: 'no-value',
    reason: 'the secret in-memory has no value yet',
  });
});

test('a backup whose date cannot be recorded is given all the same, and says so', async () => {
  const { service } = await completeKeeper();
  const keeper = new Keeper(service, { BACKUP_RECIPIENTS: await identityToRecipient(await generateIdentity()) });
  jest.spyOn(keeper.surroundings.store, 'tag').mockRejectedValue(new Error('denied'));
  expect(await keeper.ask({ operation: 'backup' })).toMatchObject({ outcome: 'backup', recorded: false });
  expect((await keeper.status()).lastBackupAt).toBeUndefined();
});

test('a tag of another form is no date of a backup', async () => {
  const { service, surroundings } = await completeKeeper();
  await surroundings.store.tag([backupTag('v', new Date('2026-05-04T03:02:01Z'))], new AbortController().signal);
  expect((await new Keeper(service).status()).lastBackupAt).toBe('2026-05-04T03:02:01Z');
  service.tags.set('kaizencoach:backup', 'yesterday v');
  expect((await new Keeper(service).status()).lastBackupAt).toBeUndefined();
});
