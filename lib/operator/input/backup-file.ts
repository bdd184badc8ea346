import { CATALOGUE, hasValue, publicClientId, REQUIRED_KEYS } from '../../catalogue/catalogue';
import { unrestorable } from '../../catalogue/unrestorable';
import { MAX_VALUE_BYTES } from '../../contract/secrets-manager';
import type { Environment } from '../../environments/row';
import type { Context } from '../context';
import { OperatorError, UsageError } from '../operator-error';
import { isSecret } from './check-value';
import { jsonMembers } from './json-members';
import { readSourceText } from './read-text';

/** The longest secret, encrypted and in base64. */
const MOST_BYTES = 2 * MAX_VALUE_BYTES;

/** A key that the app cannot use, and the rule that it misses. */
export interface MalformedKey {
  readonly key: string;
  readonly rule: string;
}

/** What a backup holds, judged by the catalogue. */
export interface OpenedBackup {
  /** The document: JSON text. */
  readonly document: string;
  /** Keys that the app cannot use and for which it is refused, with the rule that each misses. */
  readonly malformed: readonly MalformedKey[];
  /** Those that do not stand in the way of the others. */
  readonly malformedOptional: readonly MalformedKey[];
  /** Required keys that it has no value of. */
  readonly missing: readonly string[];
  /** Its Strava client id, which is public and tells whose backup it is. */
  readonly clientId?: string;
}

/** Where a backup is, and how to read it. */
export interface BackupPlace {
  readonly file: string;
  /** File with age identities. */
  readonly identity: string;
}

/**
 * Decrypts a backup, in this process only.
 * @throws UsageError where a file is not what it should be; OperatorError where the identity does not fit.
 */
export async function openBackup(
  place: BackupPlace,
  environment: Environment,
  { redactor, terminal }: Pick<Context, 'redactor' | 'terminal'>,
): Promise<OpenedBackup> {
  const identities = identitiesIn(await readSourceText(place.identity, 'the identity', terminal), place.identity);
  for (const identity of identities) {
    redactor.keep(identity);
  }
  const armored = await readSourceText(place.file, 'the backup', terminal, MOST_BYTES);
  const document = await decrypted(armored, identities, place.file);
  redactor.keep(document);
  const members = jsonMembers(document, `the backup ${place.file}`);
  for (const { name, value } of members) {
    if (typeof value === 'string' && isSecret(name, value)) {
      redactor.keep(value);
    }
  }
  const found = new Map(members.map(({ name, value }) => [name, value]));
  const context = { gcpProject: environment.gcpProject };
  const unusable = CATALOGUE.flatMap((key) => {
    const value = found.get(key.name);
    const verdict = hasValue(value) ? key.validate(value, context) : undefined;
    return verdict?.kind === 'malformed' ? [{ key: key.name, rule: verdict.rule }] : [];
  });
  const missing = REQUIRED_KEYS.filter(({ name }) => !hasValue(found.get(name))).map(({ name }) => name);
  const clientId = publicClientId(found.get('STRAVA_CLIENT_ID'));
  const refused = unrestorable(
    unusable.map(({ key }) => key),
    !missing.includes('GOOGLE_APPLICATION_CREDENTIALS_JSON'),
  );
  return {
    document,
    malformed: unusable.filter(({ key }) => refused.includes(key)),
    malformedOptional: unusable.filter(({ key }) => !refused.includes(key)),
    missing,
    ...(clientId === undefined ? {} : { clientId }),
  };
}

function identitiesIn(text: string, path: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const identities = lines.map((line) => line.trim()).filter((line) => /^AGE-SECRET-KEY-/.test(line));
  if (identities.length === 0) {
    throw new UsageError({
      rule: 'no-identity',
      reason: `${path}: it holds no age identity (a line that begins with AGE-SECRET-KEY-)`,
      next: 'give the file that age-keygen made; one with a passphrase must be decrypted first: age -d',
    });
  }
  return identities;
}

async function decrypted(armored: string, identities: readonly string[], file: string): Promise<string> {
  const { armor, Decrypter } = await import('age-encryption');
  const bytes = unarmored(armored, armor.decode, file);
  const decrypter = new Decrypter();
  try {
    for (const identity of identities) {
      decrypter.addIdentity(identity);
    }
    return await decrypter.decrypt(bytes, 'text');
  } catch {
    // The library's own message is dropped: nobody promises what it quotes.
    throw new OperatorError({
      rule: 'not-decrypted',
      reason: `${file}: it cannot be decrypted with this identity, or it is damaged`,
      next: 'take the identity of one of the backupRecipients that were in the environment’s row when it was made',
    });
  }
}

function unarmored(text: string, decode: (text: string) => Uint8Array, file: string): Uint8Array {
  try {
    return decode(text);
  } catch {
    throw new UsageError({
      rule: 'not-a-backup',
      reason: `${file}: it is not an age file in ASCII armor (${text.length} characters)`,
      next: 'give a file that the command backup wrote',
    });
  }
}
