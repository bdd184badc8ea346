import { keyNamed, REQUIRED_KEYS } from '../../../catalogue/catalogue';
import { unrestorable } from '../../../catalogue/unrestorable';
import { Refusal } from '../../refusal';
import { malformedKeys } from '../../secret/key-states';
import { holds, memberSource, memberValue, parseDocument, type SecretDocument } from '../../secret/secret-document';
import type { Situation } from '../situation';
import { type Proposal, proposal } from './proposal';
import { importConsent } from './propose-populate';

/**
 * Sets every member of a backup. Members that the backup does not have are kept, and those of which it has no value yet: it may
 * be from before somebody populated them. A backup is a file that somebody brings: its required keys pass the same rules as any
 * other, and generated keys need the same consent. An optional one that the app could not use does not stand in the way of the
 * others: it comes back as it was where the secret has no value of it, and is left out where it has one.
 * @throws Refusal where the backup is not a JSON object with unique keys, has no required key at all, has one that the app
 * could not use, or is of another GCP project.
 */
export function proposeRestore(
  { snapshot, context }: Situation,
  { document }: { readonly document: string },
): Proposal {
  const backup = parseBackup(document);
  if (!REQUIRED_KEYS.some(({ name }) => holds(backup, name))) {
    throw notABackup('has no value of any required key');
  }
  const malformed = malformedKeys(backup, context);
  const refused = unrestorable(malformed, holds(backup, 'GOOGLE_APPLICATION_CREDENTIALS_JSON'));
  if (refused.length > 0) {
    throw notABackup(`has values that the app could not use: ${refused.join(', ')}`);
  }
  const leftOut = malformed.filter((name) => holds(snapshot.document, name));
  const names = [...backup.members.keys()].filter(
    (name) =>
      !leftOut.includes(name) &&
      (holds(backup, name) || (keyNamed(name) === undefined && !holds(snapshot.document, name))),
  );
  return proposal({
    values: new Map(names.map((name) => [name, memberSource(backup, name) ?? 'null'])),
    brought: names,
    leftOut,
    needsConsents: importConsent(snapshot.document, new Map(names.map((name) => [name, memberValue(backup, name)]))),
  });
}

function parseBackup(document: string): SecretDocument {
  try {
    return parseDocument(document);
  } catch (error) {
    throw error instanceof Refusal ? notABackup('is not one JSON object with unique keys') : error;
  }
}

function notABackup(finding: string): Refusal {
  return new Refusal({
    rule: 'not-a-backup',
    reason: `the backup ${finding}; nothing was changed`,
    next: 'take another backup file of this environment, or populate the keys',
  });
}
