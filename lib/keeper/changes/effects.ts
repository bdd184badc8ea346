import { isSameBase64Key } from '../../catalogue/base64-key';
import { GARMIN, keyNamed, REQUIRED_KEYS } from '../../catalogue/catalogue';
import type { Consents } from '../../contract/operator-request';
import { Refusal } from '../refusal';
import { isUsable, usableSource } from '../secret/other-version';
import { holds, memberSource, memberValue, type SecretDocument } from '../secret/secret-document';
import { setMembers } from '../secret/splice';
import type { Proposal } from './proposals/proposal';
import type { Situation } from './situation';

/** What happens to one member of the document. */
export interface Effect {
  readonly key: string;
  readonly action: 'add' | 'change' | 'remove' | 'keep';
}

/** What a proposal does; plan and decision are both read from it. */
export interface Effects {
  /** The document after the change. */
  readonly after: SecretDocument;
  /** Member by member: those that were there first, then the new ones. */
  readonly members: readonly Effect[];
  /** Every consent that the change needs. */
  readonly needsConsents: readonly (keyof Consents)[];
}

/**
 * Works out what a proposal does to the document.
 * @throws Refusal where the document would be too long, or where the change would push a good value out of reach.
 */
export function effectsOf(situation: Situation, proposal: Proposal): Effects {
  const before = situation.snapshot.document;
  const after = proposal.replacement ?? setMembers(before, proposal.values);
  const names = new Set([...before.members.keys(), ...after.members.keys()]);
  const members = [...names].map((key) => ({ key, action: actionOn(key, before, after) }));
  // Values that are brought are judged alike whether or not they are there already, which a refusal must not tell.
  if (proposal.brought.length > 0 || members.some(({ action }) => action !== 'keep')) {
    refuseToBury(situation, after);
  }
  const invalidates = losesGarminKey(situation, proposal, after);
  return {
    after,
    members,
    needsConsents: [...proposal.needsConsents, ...(invalidates ? (['invalidateGarminPasswords'] as const) : [])],
  };
}

function actionOn(name: string, before: SecretDocument, after: SecretDocument): Effect['action'] {
  if (!before.members.has(name)) {
    return 'add';
  }
  if (!after.members.has(name)) {
    return 'remove';
  }
  return memberSource(before, name) === memberSource(after, name) ? 'keep' : 'change';
}

/**
 * A required key is of no use as it is now, AWSPREVIOUS has a good value of it, and the new version would take the label from
 * there without holding that value.
 */
function refuseToBury({ snapshot, previous, context, environment }: Situation, after: SecretDocument): void {
  const good = new Map<string, string>();
  for (const key of REQUIRED_KEYS) {
    const source = usableSource(previous, key, context);
    if (
      source !== undefined &&
      !isUsable(snapshot.document, key, context) &&
      memberSource(after, key.name) !== source
    ) {
      good.set(key.name, source);
    }
  }
  if (good.size > 0) {
    const garmin = good.get(GARMIN);
    const recover = `npx kaizencoach-secrets recover ${environment}`;
    const isReplaced = garmin !== undefined && replacesGarminKey(snapshot.document, JSON.parse(garmin));
    throw new Refusal({
      rule: 'would-bury',
      reason: `${[...good.keys()].join(', ')} is of no use as it is now, and a new version would push the good value out of AWSPREVIOUS; nothing was written`,
      next: `${isReplaced ? `${recover} --invalidate-garmin-passwords` : recover}, which brings it back, then this change`,
    });
  }
}

/** The document has a value of the Garmin key, of whatever form, and `wanted` has other bytes. */
function replacesGarminKey(document: SecretDocument, wanted: unknown): boolean {
  return holds(document, GARMIN) && !isSameBase64Key(memberValue(document, GARMIN), wanted);
}

/**
 * Stored passwords may depend on a Garmin key that is current, that the last edit dropped or broke, or that an older version
 * holds. Going back to the last good one invalidates nothing where no value stands in its place: what stands there may work,
 * whatever the catalogue says of its form. The same bytes in another spelling are the same key, but they do not make it the last
 * good one.
 */
function losesGarminKey(situation: Situation, { drawn }: Proposal, after: SecretDocument): boolean {
  const { snapshot, previous, context, lastValues, history } = situation;
  const key = keyNamed(GARMIN);
  const wanted = memberSource(after, GARMIN);
  if (key === undefined || wanted === memberSource(snapshot.document, GARMIN)) {
    return false;
  }
  if (replacesGarminKey(snapshot.document, memberValue(after, GARMIN))) {
    return true;
  }
  if (isUsable(snapshot.document, key, context)) {
    return false;
  }
  const isSame = (source: string | undefined) =>
    source !== undefined && wanted !== undefined && JSON.parse(source) === memberValue(after, GARMIN);
  const before = usableSource(previous, key, context);
  const last = lastValues.get(GARMIN);
  if (before !== undefined) {
    return !isSame(before);
  }
  switch (last?.kind) {
    case 'never':
      return drawn.includes(GARMIN) && history?.isPartial === true;
    case 'known':
      // Versions that are left out of account may hold a later one.
      return history?.isPartial === true || !isSame(last.source);
    case 'unknown':
      return !(history?.versions ?? []).some(
        ({ versionId, content }) => last.candidates.includes(versionId) && isSame(usableSource(content, key, context)),
      );
    case 'lost':
      // No version has it any more, so none has another one than what is mended.
      return wanted !== undefined && !holds(snapshot.document, GARMIN);
    default:
      return wanted !== undefined;
  }
}
