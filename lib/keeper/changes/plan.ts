import { consequenceOf, GARMIN, keyNamed } from '../../catalogue/catalogue';
import type { Plan } from '../../contract/operator-answer';
import { missingKeys } from '../secret/key-states';
import { holds, memberValue } from '../secret/secret-document';
import { shownName } from '../secret/shown-name';
import { valueVersionOf } from '../secret/snapshot';
import type { Effect, Effects } from './effects';
import type { Proposal } from './proposals/proposal';
import type { Situation } from './situation';

/** Says what a change would do, by name. */
export function planOf(situation: Situation, proposal: Proposal, effects: Effects): Plan {
  const { snapshot, context } = situation;
  const brought = new Set(proposal.brought);
  const entries = effects.members.map(({ key, action }): Plan['entries'][number] => {
    const shown = brought.has(key) && isHidden(key, situation) ? 'set' : action;
    const from = proposal.takenBack.get(key);
    const value = memberValue(effects.after, key);
    const verdict = keyNamed(key)?.validate(value, context);
    return {
      key: shownName(key),
      action: shown,
      ...(from === undefined ? {} : { from }),
      ...(affects(key, shown, effects) ? { consequence: consequenceOf(key) } : {}),
      // Of what stays as it is, only that the app cannot use it.
      ...(value === undefined ||
      verdict === undefined ||
      verdict.kind === 'valid' ||
      (shown === 'keep' && verdict.kind === 'weak')
        ? {}
        : { warning: verdict.rule }),
    };
  });
  return {
    versionId: valueVersionOf(snapshot),
    entries,
    needsConsents: [...effects.needsConsents],
    missing: missingKeys(effects.after),
    ...(proposal.leftOut.length === 0 ? {} : { leftOut: [...proposal.leftOut] }),
  };
}

/**
 * Whether a value that the operator brings differs from the one that is there would tell whoever guesses, so a plan does not
 * say it. The Garmin key's plan does: nobody guesses 256 bits, and bringing back the same one must need no consent.
 */
function isHidden(key: string, { snapshot }: Situation): boolean {
  return key !== GARMIN && (keyNamed(key)?.secret ?? true) && holds(snapshot.document, key);
}

/**
 * A key that is new means nothing to anyone. Of the Garmin key the consent tells: it may take the place of one that was lost, or be
 * the same one in another spelling.
 */
function affects(key: string, action: Effect['action'] | 'set', { needsConsents }: Effects): boolean {
  return key === GARMIN
    ? needsConsents.includes('invalidateGarminPasswords')
    : action === 'change' || action === 'set' || action === 'remove';
}
