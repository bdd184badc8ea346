import type { Consents } from '../../contract/operator-request';
import { hasMember, memberSource, memberValue, type SecretDocument } from '../secret/secret-document';
import { documentAfter } from './decision';
import type { Proposal, Situation } from './proposals/proposal';

/** The key whose loss loses data. */
export const GARMIN = 'GARMIN_ENCRYPTION_KEY';

/** What happens to one member of the document. */
export interface Effect {
  readonly key: string;
  readonly action: 'add' | 'change' | 'remove' | 'keep';
}

/** What a proposal does to the document, member by member: those that were there first, then the new ones. */
export function effectsOf({ snapshot }: Situation, { edit }: Proposal): readonly Effect[] {
  const before = snapshot.document;
  const after = documentAfter(before, edit);
  const names = new Set([...before.members, ...after.members].map(({ name }) => name));
  return [...names].map((key) => ({ key, action: actionOn(key, before, after) }));
}

/** Every consent that a proposal needs. */
export function consentsFor(situation: Situation, proposal: Proposal): readonly (keyof Consents)[] {
  const invalidates = losesGarminKey(situation, documentAfter(situation.snapshot.document, proposal.edit));
  return [...proposal.needsConsents, ...(invalidates ? (['invalidateGarminPasswords'] as const) : [])];
}

function actionOn(name: string, before: SecretDocument, after: SecretDocument): Effect['action'] {
  if (!hasMember(before, name)) {
    return 'add';
  }
  if (!hasMember(after, name)) {
    return 'remove';
  }
  return memberSource(before, name) === memberSource(after, name) ? 'keep' : 'change';
}

/** Stored passwords may depend on a Garmin key that is current, that the last edit dropped, or that is only recorded. */
function losesGarminKey({ snapshot, previous, described }: Situation, after: SecretDocument): boolean {
  const wanted = memberValue(after, GARMIN);
  if (hasMember(snapshot.document, GARMIN)) {
    return memberValue(snapshot.document, GARMIN) !== wanted;
  }
  if (wanted === undefined) {
    return false;
  }
  return previous.kind === 'document' && hasMember(previous.document, GARMIN)
    ? memberValue(previous.document, GARMIN) !== wanted
    : described.records.has(GARMIN);
}
