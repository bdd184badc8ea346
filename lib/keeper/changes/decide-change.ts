import { consequenceOf, GENERATED_KEYS } from '../../catalogue/catalogue';
import type { Change, KeyRecord } from '../../contract/operator-answer';
import type { Consents } from '../../contract/operator-request';
import { Refusal } from '../refusal';
import { malformedKeys, missingKeys } from '../secret/other-version';
import { hasMember } from '../secret/secret-document';
import { shownName } from '../secret/shown-name';
import type { Surroundings } from '../surroundings';
import { type Decision, documentAfter, type Snapshot } from './decision';
import { consentsFor, effectsOf } from './effects';
import { newRecord } from './generation-record';
import type { Proposal } from './proposals/proposal';
import { type ProposedChange, propose, situationOf } from './proposals/propose';
import { droppedKeys, isInCatalogue } from './take-back';

/**
 * Carries out a change that an operator has seen the plan of.
 * @throws Refusal where it cannot be done, or where a consent is missing.
 */
export async function decideChange(
  snapshot: Snapshot,
  surroundings: Surroundings,
  request: ProposedChange & { readonly consents: Consents },
  signal: AbortSignal,
): Promise<Decision<Change>> {
  const { settings, now } = surroundings;
  const situation = await situationOf(snapshot, surroundings, signal);
  const proposal = propose(situation, request);
  refuseWithoutConsent(consentsFor(situation, proposal), request.consents);

  const effects = effectsOf(situation, proposal);
  const set = effects.filter(({ action }) => action === 'add' || action === 'change').map(({ key }) => key);
  const removed = effects.filter(({ action }) => action === 'remove').map(({ key }) => key);
  const after = documentAfter(snapshot.document, proposal.edit);
  const ofOthers = (key: string) => !proposal.drawn.includes(key) && !proposal.takenBack.includes(key);
  // Tags take no other names than the catalogue's, and nobody asks for the age of what it does not know.
  const recorded = set.filter((key) => isInCatalogue(key) && !proposal.takenBack.includes(key));
  const { records } = situation.described;
  return {
    edit: proposal.edit,
    operation: request.operation,
    changed: [...set, ...removed].filter(isInCatalogue),
    records: new Map([
      // Whoever moves the staging label completes the record of what the version before it held.
      ...GENERATED_KEYS.filter(({ name }) => hasMember(after, name) && !records.has(name)).map(
        ({ name }) => [name, newRecord(now(), 'found', 'brought')] as const,
      ),
      ...recorded.map(
        (key) =>
          [key, newRecord(now(), request.operation, howMade(key, proposal, records, request.operation))] as const,
      ),
    ]),
    result: {
      versionId: null,
      generated: [...proposal.drawn],
      takenBack: [...proposal.takenBack],
      populated: set.filter(ofOthers).map(shownName),
      removed: removed.map(shownName),
      missing: [...missingKeys(after)],
      malformed: [...malformedKeys(after, { gcpProject: settings.GCP_PROJECT })],
      dropped: [...droppedKeys(snapshot.document, situation.previous, missingKeys(snapshot.document))],
    },
  };
}

/** A value that comes back was once drawn or brought; that is what the record goes on to say. */
function howMade(
  key: string,
  { drawn }: Proposal,
  records: ReadonlyMap<string, KeyRecord | null>,
  operation: ProposedChange['operation'],
): KeyRecord['how'] {
  if (drawn.includes(key)) {
    return 'generated';
  }
  return operation === 'populate' ? 'brought' : (records.get(key)?.how ?? 'brought');
}

function refuseWithoutConsent(needed: readonly (keyof Consents)[], given: Consents): void {
  const missing = needed.find((consent) => !given[consent]);
  if (missing === undefined) {
    return;
  }
  const isGarmin = missing === 'invalidateGarminPasswords';
  throw new Refusal({
    rule: 'needs-consent',
    reason: isGarmin
      ? `GARMIN_ENCRYPTION_KEY would change: ${consequenceOf('GARMIN_ENCRYPTION_KEY')}`
      : 'a generated key would be set from outside',
    next: isGarmin
      ? 'give --invalidate-garmin-passwords if that is what you want'
      : 'give --import-generated if you move values from another store; otherwise leave these keys to the keeper',
  });
}
