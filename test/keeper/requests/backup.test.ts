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
