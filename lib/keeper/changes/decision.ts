import { consequenceOf, GARMIN, GENERATED_KEYS, keyNamed } from '../../catalogue/catalogue';
import type { KeyRecord } from '../../contract/key-record';
import type { Change } from '../../contract/operator-answer';
import type { Consents } from '../../contract/operator-request';
import { Refusal } from '../refusal';
import { droppedKeys, malformedKeys, missingKeys } from '../secret/key-states';
import { type NewRecord, newRecord } from '../secret/record-tags';
import { holds } from '../secret/secret-document';
import { shownName } from '../secret/shown-name';
import type { VersionOperation } from '../versions/version-id';
import type { Effects } from './effects';
import type { Proposal } from './proposals/proposal';
import type { Situation } from './situation';

/** What to write, and what to say if that is done. */
export interface Decision {
  /** The next document; absent where nothing is to be written. */
  readonly text?: string;
  /** Names of the catalogue's keys that it changes. */
  readonly changed: readonly string[];
  /** Records to write once it is current. */
  readonly records: ReadonlyMap<string, NewRecord>;
  readonly change: Omit<Change, 'versionId' | 'overtaken' | 'recorded'>;
}

/**
 * Decides on a change that was proposed.
 * @throws Refusal where a consent is missing.
 */
export function decide(
  situation: Situation,
  proposal: Proposal,
  effects: Effects,
  order: { readonly operation: VersionOperation; readonly consents: Consents; readonly now: Date },
): Decision {
  refuseWithoutConsent(effects.needsConsents, order.consents);
  const { snapshot, previous, context } = situation;
  const { after, members } = effects;
  const set = members.filter(({ action }) => action === 'add' || action === 'change').map(({ key }) => key);
  const removed = members.filter(({ action }) => action === 'remove').map(({ key }) => key);
  const changed = [...set, ...removed];
  const records = recordsOf(situation, proposal, effects, set, order);
  return {
    ...(after.text === snapshot.document.text ? {} : { text: after.text }),
    // Tags take no other names than the catalogue's, and nobody asks for the age of what it does not know.
    changed: changed.filter((key) => keyNamed(key) !== undefined),
    records,
    change: {
      generated: [...proposal.drawn],
      takenBack: [...proposal.takenBack.keys()],
      populated: set.filter((key) => !proposal.drawn.includes(key) && !proposal.takenBack.has(key)).map(shownName),
      removed: removed.map(shownName),
      missing: missingKeys(after),
      malformed: malformedKeys(after, context),
      dropped: droppedKeys(snapshot.document, previous),
      ...(previous.kind === 'unreadable' ? { previousUnreadable: true } : {}),
      completed: [...records.keys()].filter((key) => !set.includes(key)),
    },
  };
}

/** Records for the keys that the change sets, and, where the tags are known, for those that are there without one. */
function recordsOf(
  { drawn: drawnBefore, records }: Situation,
  { drawn, takenBack }: Proposal,
  { after }: Effects,
  set: readonly string[],
  { operation, now }: { readonly operation: VersionOperation; readonly now: Date },
): ReadonlyMap<string, NewRecord> {
  const unrecorded = GENERATED_KEYS.filter(
    ({ name }) => records !== undefined && !records.has(name) && holds(after, name),
  );
  // Drawn by a run that was cut off before its record, or written by somebody else.
  const found = (key: string) => {
    const drawing = drawnBefore.get(key);
    return drawing === undefined ? newRecord(now, 'found', 'brought') : newRecord(now, drawing, 'generated');
  };
  const recorded = set.filter((key) => keyNamed(key) !== undefined && !takenBack.has(key));
  const howMade = (key: string): KeyRecord['how'] => {
    if (drawn.includes(key)) {
      return 'generated';
    }
    // A value that comes back was once drawn or brought; that is what the record goes on to say.
    return operation === 'populate' ? 'brought' : (records?.get(key)?.how ?? 'brought');
  };
  return new Map([
    ...unrecorded.map(({ name }) => [name, found(name)] as const),
    ...recorded.map((key) => [key, newRecord(now, operation, howMade(key))] as const),
  ]);
}

function refuseWithoutConsent(needed: readonly (keyof Consents)[], given: Consents): void {
  const missing = needed.find((consent) => !given[consent]);
  if (missing === undefined) {
    return;
  }
  const isGarmin = missing === 'invalidateGarminPasswords';
  throw new Refusal({
    rule: 'needs-consent',
    reason: isGarmin ? `${GARMIN} would change: ${consequenceOf(GARMIN)}` : 'a generated key would be set from outside',
    next: isGarmin
      ? 'give --invalidate-garmin-passwords if that is what you want'
      : 'give --import-generated if you move values from another store; otherwise leave these keys to the keeper',
  });
}
