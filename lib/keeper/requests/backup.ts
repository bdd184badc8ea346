import { Refusal } from '../refusal';
import { malformedKeys } from '../secret/key-states';
import { backupTag } from '../secret/record-tags';
import { noValue } from '../secret/refusals';
import { snapshotOf } from '../secret/snapshot';
import type { Surroundings } from '../surroundings';

/** An encrypted copy of the document. */
export interface Backup {
  readonly versionId: string;
  /** age, ASCII armor. */
  readonly armored: string;
  /** Its date is recorded on the secret. */
  readonly recorded: boolean;
  /** Keys that it holds in a form that the app cannot use. */
  readonly malformed: string[];
}

/**
 * Records the date of the backup and encrypts the document to the recipients of the environment's row, here, so that the plain text never leaves.
 * @throws Refusal where the row names no recipients, where there is no value, or where it is not a JSON object.
 */
export async function backup({ settings, store, now }: Surroundings, signal: AbortSignal): Promise<Backup> {
  const recipients = (settings.BACKUP_RECIPIENTS ?? '').split(',').filter((recipient) => recipient !== '');
  if (recipients.length === 0) {
    throw new Refusal({
      rule: 'no-recipients',
      reason: `the row ${settings.ENVIRONMENT_NAME} names no backup recipients`,
      next: 'add backupRecipients (age1…, from age-keygen) to the row in lib/environments/rows.ts and deploy',
    });
  }
  const { document, isEmpty, versionId } = snapshotOf(await store.read('AWSCURRENT', signal));
  if (isEmpty || versionId === undefined) {
    throw noValue(store.name);
  }
  // Loaded where there is something to encrypt only.
  const { armor, Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    encrypter.addRecipient(recipient);
  }
  const armored = armor.encode(await encrypter.encrypt(document.text));
  const recorded = await isRecorded(store.tag([backupTag(versionId, now())], signal));
  return { versionId, armored, recorded, malformed: malformedKeys(document, { gcpProject: settings.GCP_PROJECT }) };
}

/** A backup whose date could not be recorded is one all the same. */
async function isRecorded(recording: Promise<void>): Promise<boolean> {
  try {
    await recording;
    return true;
  } catch {
    return false;
  }
}
