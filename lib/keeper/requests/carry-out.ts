import type { Change } from '../../contract/operator-answer';
import type { ChangeRequest } from '../../contract/operator-request';
import { compareAndSwap } from '../changes/compare-and-swap';
import { decideChange } from '../changes/decide-change';
import { type Snapshot, valueVersionOf } from '../changes/decision';
import { decideSeed } from '../changes/proposals/propose-seed';
import { DrawnKeys } from '../operations/drawn-keys';
import { Refusal } from '../refusal';
import type { Surroundings } from '../surroundings';

/**
 * Carries out a change on the very version that the operator saw.
 * @throws Refusal where the secret has changed since, or where the change cannot be done.
 */
export async function carryOut(
  request: ChangeRequest,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Change> {
  const seeding = { seeding: 'add', completeRecord: true, drawn: new DrawnKeys(surroundings.randomBytes) } as const;
  const decide = async (snapshot: Snapshot) => {
    refuseIfMoved(snapshot, request.seenVersion);
    return request.operation === 'seed'
      ? decideSeed(snapshot, surroundings, seeding, signal)
      : decideChange(snapshot, surroundings, request, signal);
  };
  const { versionId, result } = await compareAndSwap(surroundings, decide, signal);
  return { ...result, versionId: versionId ?? null };
}

function refuseIfMoved(snapshot: Snapshot, seenVersion: string | null): void {
  const current = valueVersionOf(snapshot);
  if (current !== seenVersion) {
    throw new Refusal({
      rule: 'moved',
      reason: `the secret has changed since it was looked at (AWSCURRENT is ${current ?? 'without a value'} now)`,
      next: 'look at the status again and decide on what it says now',
    });
  }
}
