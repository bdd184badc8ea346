import { Refusal } from '../../refusal';
import { malformedKeys, missingKeys } from '../../secret/other-version';
import { memberSource, memberValue, parseDocument, type SecretDocument } from '../../secret/secret-document';
import { settingOf } from '../decision';
import { keyNamedOrUnknown, type Proposal, type Situation } from './proposal';

/**
 * Sets every member of a backup that differs; members that the backup does not have are kept. A backup is a file that
 * somebody brings: its values pass the same rules as any other, and generated keys need the same consent.
 * @throws Refusal where the backup is not a JSON object with unique keys, lacks a required key, or has a value that the app
 * could not use.
 */
export function proposeRestore(
  { snapshot, surroundings }: Situation,
  { document }: { readonly document: string },
): Proposal {
  const backup = parseBackup(document);
  const missing = missingKeys(backup);
  if (missing.length > 0) {
    throw notABackup(`lacks ${missing.join(', ')}`);
  }
  const malformed = malformedKeys(backup, { gcpProject: surroundings.settings.GCP_PROJECT });
  if (malformed.length > 0) {
    throw notABackup(`has values that the app could not use: ${malformed.join(', ')}`);
  }
  const values = backup.members.flatMap(({ name }) => {
    const source = memberSource(backup, name);
    return source === undefined || source === memberSource(snapshot.document, name) ? [] : [[name, source] as const];
  });
  const importsGenerated = values.some(
    ([name]) =>
      keyNamedOrUnknown(name)?.generate !== undefined &&
      memberValue(backup, name) !== memberValue(snapshot.document, name),
  );
  return {
    edit: settingOf(new Map(values)),
    drawn: [],
    takenBack: [],
    needsConsents: importsGenerated ? ['importGenerated'] : [],
  };
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
