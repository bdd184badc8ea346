import * as v from 'valibot';
import type { Change, OperatorAnswer } from '../../contract/operator-answer';
import { CONTRACT_VERSION, type OperatorRequest, operatorRequestSchema } from '../../contract/operator-request';
import { DrawnKeys } from '../operations/drawn-keys';
import { decidePopulate } from '../operations/populate';
import { decideSeed } from '../operations/seed';
import { status } from '../operations/status';
import { Refusal } from '../refusal';
import { compareAndSwap } from '../store/compare-and-swap';
import type { Decision, Snapshot } from '../store/decision';
import { toRefusal } from '../store/service-faults';
import type { Surroundings } from '../surroundings';

/** Does what an operator asks and answers in names, counts and version ids. Never throws. */
export async function answerOperator(
  event: unknown,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<OperatorAnswer> {
  try {
    const request = v.safeParse(operatorRequestSchema, event);
    if (!request.success) {
      throw new Refusal({
        rule: 'unknown-request',
        reason: `the keeper does not understand the request (contract ${CONTRACT_VERSION})`,
        next: 'use the operators’ tool of the version that was deployed',
      });
    }
    return await perform(request.output, surroundings, signal);
  } catch (error) {
    const { rule, message, next } = toRefusal(error);
    return { contract: CONTRACT_VERSION, outcome: 'refused', rule, reason: message, next };
  }
}

async function perform(
  request: OperatorRequest,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<OperatorAnswer> {
  switch (request.operation) {
    case 'status':
      return { contract: CONTRACT_VERSION, outcome: 'status', status: await status(surroundings, signal) };
    case 'seed': {
      const options = { seeding: 'add', completeRecord: true, drawn: new DrawnKeys(surroundings.randomBytes) } as const;
      return change(request.seenVersion, (snapshot) => decideSeed(snapshot, surroundings, options, signal));
    }
    case 'populate':
      return change(request.seenVersion, (snapshot) => decidePopulate(snapshot, surroundings, request, signal));
  }

  async function change(
    seenVersion: string | null,
    decide: (snapshot: Snapshot) => Promise<Decision<Change>>,
  ): Promise<OperatorAnswer> {
    const decideIfUnmoved = (snapshot: Snapshot) => {
      refuseIfMoved(snapshot, seenVersion);
      return decide(snapshot);
    };
    const { versionId, result } = await compareAndSwap(surroundings, decideIfUnmoved, signal);
    return { contract: CONTRACT_VERSION, outcome: 'done', change: { ...result, versionId: versionId ?? null } };
  }
}

function refuseIfMoved(snapshot: Snapshot, seenVersion: string | null): void {
  const current = snapshot.isEmpty ? null : (snapshot.versionId ?? null);
  if (current !== seenVersion) {
    throw new Refusal({
      rule: 'moved',
      reason: `the secret has changed since it was looked at (AWSCURRENT is ${current ?? 'without a value'} now)`,
      next: 'look at the status again and decide on what it says now',
    });
  }
}
