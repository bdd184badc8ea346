import { memberSource, parseDocument, type SecretDocument } from '../../document/secret-document';
import { Refusal } from '../../refusal';
import { settingOf } from '../../store/decision';
import { missingKeys } from '../findings';
import type { Proposal, Situation } from './proposal';

/**
 * Sets every member of a backup that differs; members that the backup does not have are kept.
 * @throws Refusal where the backup is not a JSON object with unique keys, or lacks a required key.
 */
export function proposeRestore({ snapshot }: Situation, { document }: { readonly document: string }): Proposal {
  const backup = parseBackup(document);
  const missing = missingKeys(backup);
  if (missing.length > 0) {
    throw notABackup(`lacks ${missing.join(', ')}`);
  }
  const values = backup.members.flatMap(({ name }) => {
    const source = memberSource(backup, name);
    return source === undefined || source === memberSource(snapshot.document, name) ? [] : [[name, source] as const];
  });
  return { edit: settingOf(new Map(values)), drawn: [], needsConsents: [] };
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
