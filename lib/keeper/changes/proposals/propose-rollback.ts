import { Refusal } from '../../refusal';
import { malformedKeys, missingKeys } from '../../secret/key-states';
import { WHY_UNREADABLE } from '../../secret/other-version';
import { holds, memberSource, type SecretDocument } from '../../secret/secret-document';
import type { Situation } from '../situation';
import { keyAskedFor, type Proposal, proposal } from './proposal';

/**
 * Goes back to the document of AWSPREVIOUS, or sets the keys named to what they are there.
 * @throws Refusal where there is no such document, where it lacks a required key, or a key that is named, or has it in a
 * form that the app could not use.
 */
export function proposeRollback(
  { snapshot, previous, environment, context }: Situation,
  { keys }: { readonly keys?: readonly string[] | undefined },
): Proposal {
  if (previous.kind !== 'document') {
    throw new Refusal({
      rule: 'no-previous',
      reason:
        previous.kind === 'none'
          ? 'there is no previous version (AWSPREVIOUS)'
          : `the previous version (AWSPREVIOUS) cannot be read: ${WHY_UNREADABLE}`,
      next: `npx kaizencoach-secrets history ${environment}, which lists the versions that there are; or restore a backup`,
    });
  }
  const { document } = previous;
  const wanted = keys ?? [...missingKeys(document), ...malformedKeys(document, context)];
  const malformed = malformedKeys(document, context).filter((name) => wanted.includes(name));
  if (malformed.length > 0) {
    throw incomplete(`has ${malformed.join(', ')} in a form that the app cannot use`);
  }
  if (keys === undefined) {
    const missing = missingKeys(document);
    if (missing.length > 0) {
      throw incomplete(`lacks ${missing.join(', ')}`);
    }
    return proposal({ replacement: document });
  }
  return proposal({ values: new Map(keys.flatMap((name) => changeBack(snapshot.document, document, name))) });
}

function changeBack(current: SecretDocument, previous: SecretDocument, name: string): [string, string][] {
  keyAskedFor(name);
  const source = memberSource(previous, name);
  if (source === undefined || !holds(previous, name)) {
    throw new Refusal({
      rule: 'not-in-previous',
      reason: `the previous version has no ${name}`,
      next: holds(current, name) ? 'leave it as it is, or rotate it' : 'populate or seed it',
    });
  }
  return source === memberSource(current, name) ? [] : [[name, source]];
}

function incomplete(finding: string): Refusal {
  return new Refusal({
    rule: 'incomplete-previous',
    reason: `the previous version ${finding}`,
    next: 'name the keys that should go back',
  });
}
