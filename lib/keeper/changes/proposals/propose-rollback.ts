import { Refusal } from '../../refusal';
import { missingKeys } from '../../secret/other-version';
import { hasMember, memberSource, type SecretDocument } from '../../secret/secret-document';
import { settingOf } from '../decision';
import { keyNamed, type Proposal, type Situation } from './proposal';

/**
 * Goes back to the document of AWSPREVIOUS, or sets the keys named to what they are there.
 * @throws Refusal where there is no such document, where it lacks a required key, or a key that is named.
 */
export function proposeRollback(
  { snapshot, previous }: Situation,
  { keys }: { readonly keys?: readonly string[] | undefined },
): Proposal {
  if (previous.kind !== 'document') {
    throw new Refusal({
      rule: 'no-previous',
      reason: 'there is no previous version (AWSPREVIOUS) that is a JSON object',
      next: 'restore a backup, or populate the keys',
    });
  }
  const edit =
    keys === undefined
      ? replacing(snapshot.document, previous.document)
      : settingOf(new Map(keys.flatMap((name) => changeBack(snapshot.document, previous.document, name))));
  return { edit, drawn: [], takenBack: [], needsConsents: [] };
}

function replacing(current: SecretDocument, previous: SecretDocument): Proposal['edit'] {
  const missing = missingKeys(previous);
  if (missing.length > 0) {
    throw new Refusal({
      rule: 'incomplete-previous',
      reason: `the previous version lacks ${missing.join(', ')}`,
      next: 'name the keys that should go back',
    });
  }
  return previous.text === current.text ? { kind: 'none' } : { kind: 'replace', document: previous };
}

function changeBack(current: SecretDocument, previous: SecretDocument, name: string): [string, string][] {
  keyNamed(name);
  const source = memberSource(previous, name);
  if (source === undefined) {
    throw new Refusal({
      rule: 'not-in-previous',
      reason: `the previous version has no ${name}`,
      next: hasMember(current, name) ? 'leave it as it is, or rotate it' : 'populate or seed it',
    });
  }
  return source === memberSource(current, name) ? [] : [[name, source]];
}
