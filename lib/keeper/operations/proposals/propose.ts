import type { PlannedChange } from '../../../contract/operator-request';
import type { Snapshot } from '../../store/decision';
import type { Surroundings } from '../../surroundings';
import { describeUsable, previousDocument } from '../findings';
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
  const previous = described.hasPrevious ? await previousDocument(surroundings.store, signal) : undefined;
  return { snapshot, described, surroundings, ...(previous === undefined ? {} : { previous }) };
}

/**
 * What a change would do in this situation.
 * @throws Refusal where it cannot be done.
 */
export function propose(situation: Situation, change: ProposedChange): Proposal {
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
