import * as v from 'valibot';
import type { Change, OperatorAnswer } from '../../contract/operator-answer';
import {
  type ChangeRequest,
  CONTRACT_VERSION,
  type OperatorRequest,
  operatorRequestSchema,
} from '../../contract/operator-request';
import { compareAndSwap } from '../changes/compare-and-swap';
import { decideChange } from '../changes/decide-change';
import { type Snapshot, valueVersionOf } from '../changes/decision';
import { plan } from '../changes/plan';
import { DrawnKeys, decideSeed } from '../changes/proposals/propose-seed';
import { log } from '../log';
import { backup } from '../reading/backup';
import { fingerprint } from '../reading/fingerprint';
import { status } from '../reading/status';
import { Refusal } from '../refusal';
import { toRefusal } from '../secret/service-faults';
import type { Surroundings } from '../surroundings';

/** Does what an operator asks and answers in names, counts and version ids. Never throws. */
export async function answerOperator(
  event: unknown,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<OperatorAnswer> {
  const parsed = v.safeParse(operatorRequestSchema, event);
  const operation = parsed.success ? parsed.output.operation : 'unknown';
  try {
    if (!parsed.success) {
      throw new Refusal({
        rule: 'unknown-request',
        reason: `the keeper does not understand the request (contract ${CONTRACT_VERSION})`,
        next: 'use the operators’ tool of the version that was deployed',
      });
    }
    const answer = await answerTo(parsed.output, surroundings, signal);
    log({ operation, outcome: answer.outcome, ...(answer.outcome === 'done' ? namesIn(answer.change) : {}) });
    return answer;
  } catch (error) {
    const { rule, message, next } = toRefusal(error, signal);
    log({ operation, outcome: 'refused', rule });
    return { contract: CONTRACT_VERSION, outcome: 'refused', rule, reason: message, next };
  }
}

async function answerTo(
  request: OperatorRequest,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<OperatorAnswer> {
  const contract = CONTRACT_VERSION;
  switch (request.operation) {
    case 'status':
      return { contract, outcome: 'status', status: await status(surroundings, signal) };
    case 'plan':
      return { contract, outcome: 'plan', plan: await plan(request.change, surroundings, signal) };
    case 'fingerprint':
      return {
        contract,
        outcome: 'fingerprints',
        fingerprints: await fingerprint(request.nonce, surroundings, signal),
      };
    case 'backup':
      return { contract, outcome: 'backup', ...(await backup(surroundings, signal)) };
    default:
      return { contract, outcome: 'done', change: await carryOut(request, surroundings, signal) };
  }
}

function namesIn(
  change: { readonly versionId: string | null } & Record<'generated' | 'takenBack' | 'populated' | 'removed', string[]>,
) {
  const { versionId, generated, takenBack, populated, removed } = change;
  return {
    versionId: versionId ?? 'none',
    generated: generated.join(','),
    takenBack: takenBack.join(','),
    populated: populated.join(','),
    removed: removed.join(','),
  };
}

/**
 * Carries out a change on the very version that the operator saw.
 * @throws Refusal where the secret has changed since, or where the change cannot be done.
 */
async function carryOut(request: ChangeRequest, surroundings: Surroundings, signal: AbortSignal): Promise<Change> {
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
