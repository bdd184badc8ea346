import { CATALOGUE } from '../../catalogue/catalogue';
import type { Change, KeyRecord } from '../../contract/operator-answer';
import type { Consents } from '../../contract/operator-request';
import { Refusal } from '../refusal';
import { type Decision, documentAfter, type Snapshot } from '../store/decision';
import type { Surroundings } from '../surroundings';
import { malformedKeys, missingKeys } from './findings';
import { newRecord } from './new-record';
import { consentsFor, consequenceOf, effectsOf } from './proposals/effects';
import type { Proposal } from './proposals/proposal';
import { type ProposedChange, propose, situationOf } from './proposals/propose';

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
  const changed = effects.filter(({ action }) => action === 'add' || action === 'change').map(({ key }) => key);
  const after = documentAfter(snapshot.document, proposal.edit);
  const { records } = situation.described;
  return {
    edit: proposal.edit,
    // Tags take no other names than these, and nobody asks for the age of what the catalogue does not know.
    records: new Map(
      changed
        .filter(isInCatalogue)
        .map((key) => [key, newRecord(now(), request.operation, howMade(key, proposal, records, request.operation))]),
    ),
    recordsBefore: records,
    result: {
      versionId: null,
      generated: [...proposal.drawn],
      takenBack: [],
      populated: changed.filter((key) => !proposal.drawn.includes(key)),
      removed: effects.filter(({ action }) => action === 'remove').map(({ key }) => key),
      missing: [...missingKeys(after)],
      malformed: [...malformedKeys(after, { gcpProject: settings.GCP_PROJECT })],
      dropped: [],
    },
  };
}

function isInCatalogue(name: string): boolean {
  return CATALOGUE.some((key) => key.name === name);
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
