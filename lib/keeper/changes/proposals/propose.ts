import { GENERATED_KEYS } from '../../../catalogue/catalogue';
import type { PlannedChange } from '../../../contract/operator-request';
import { describeUsable, type OtherVersion, otherVersion } from '../../secret/other-version';
import { hasMember } from '../../secret/secret-document';
import { STAGING_LABEL } from '../../secret/secret-store';
import type { Surroundings } from '../../surroundings';
import { type Snapshot, settingOf } from '../decision';
import { refuseUnreadable } from '../lost-keys';
import { refuseToBury, takenBack } from '../take-back';
import type { Proposal, Situation } from './proposal';
import { proposePopulate } from './propose-populate';
import { proposeRestore } from './propose-restore';
import { proposeRollback } from './propose-rollback';
import { proposeRotate } from './propose-rotate';

/** A change other than seeding, which has rules of its own. */
export type ProposedChange = Exclude<PlannedChange, { operation: 'seed' }>;

/** Looks at everything that a change can depend on. */
export async function situationOf(
  snapshot: Snapshot,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Situation> {
  const described = await describeUsable(surroundings.store, signal);
  const previous: OtherVersion = described.stages.has('AWSPREVIOUS')
    ? await otherVersion(surroundings.store, 'AWSPREVIOUS', signal)
    : { kind: 'none' };
  const lacksKeys = GENERATED_KEYS.some(({ name }) => !hasMember(snapshot.document, name));
  const staged: OtherVersion =
    lacksKeys && !snapshot.isKeepers && described.stages.has(STAGING_LABEL)
      ? await otherVersion(surroundings.store, STAGING_LABEL, signal)
      : { kind: 'none' };
  return { snapshot, described, surroundings, previous, staged };
}

/**
 * What a change would do in this situation: the change itself, and the generated keys that the last edit dropped, which the
 * new version would otherwise push out of AWSPREVIOUS.
 * @throws Refusal where it cannot be done, or where it would bury the last good copy of a generated key.
 */
export function propose(situation: Situation, change: ProposedChange): Proposal {
  const proposal = proposalOf(situation, change);
  if (proposal.edit.kind !== 'set') {
    return proposal;
  }
  const { snapshot, described, previous, staged, surroundings } = situation;
  const context = { gcpProject: surroundings.settings.GCP_PROJECT };
  const { values } = proposal.edit;
  refuseToBury(snapshot.document, previous, context, [...values.keys()]);
  const dropped = takenBack(snapshot.document, previous, context, [...values.keys()]);
  // A key without a record, from a write that was cut off, is only in the version that the next write takes the label from.
  const known = [...values.keys(), ...dropped.keys(), ...described.records.keys()];
  const back = new Map([...dropped, ...takenBack(snapshot.document, staged, context, known)]);
  const absent = GENERATED_KEYS.filter(
    ({ name }) => !hasMember(snapshot.document, name) && !values.has(name) && !back.has(name),
  );
  if (absent.length > 0) {
    refuseUnreadable(absent, previous, surroundings.store.name);
  }
  return { ...proposal, edit: settingOf(new Map([...values, ...back])), takenBack: [...back.keys()] };
}

function proposalOf(situation: Situation, change: ProposedChange): Proposal {
  switch (change.operation) {
    case 'populate':
      return proposePopulate(situation, change);
    case 'rotate':
      return proposeRotate(situation, change);
    case 'rollback':
      return proposeRollback(situation, change);
    case 'restore':
      return proposeRestore(situation, change);
  }
}
