import * as v from 'valibot';
import type { Change, OperatorAnswer } from '../../contract/operator-answer';
import { CONTRACT_VERSION, type OperatorRequest, operatorRequestSchema } from '../../contract/operator-request';
import { carryOut, plan } from '../changes/carry-out';
import { askIssuers } from '../issuers/ask-issuers';
import { renewWebhook } from '../issuers/renew-webhook';
import { log } from '../log';
import { fate } from '../reading/fate';
import { fingerprint } from '../reading/fingerprint';
import { history } from '../reading/history';
import { status } from '../reading/status';
import { Refusal } from '../refusal';
import { report } from '../reporting/report';
import { toRefusal } from '../secret/service-faults';
import type { Surroundings } from '../surroundings';
import { backup } from './backup';

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
      throw notUnderstood(event);
    }
    const answer = await answerTo(parsed.output, surroundings, signal);
    log({ operation, outcome: answer.outcome, ...detailsOf(answer) });
    return answer;
  } catch (error) {
    const { rule, message, next } = toRefusal(error, signal);
    log({ operation, outcome: 'refused', rule });
    return { contract: contractOf(event), outcome: 'refused', rule, reason: message, next };
  }
}

/** Whoever speaks another version of the contract reads a refusal in its own. */
function contractOf(event: unknown): number {
  const parsed = v.safeParse(v.object({ contract: v.pipe(v.number(), v.integer(), v.minValue(1)) }), event);
  return parsed.success ? parsed.output.contract : CONTRACT_VERSION;
}

function notUnderstood(event: unknown): Refusal {
  const isOther = contractOf(event) !== CONTRACT_VERSION;
  return new Refusal({
    rule: isOther ? 'other-contract' : 'unknown-request',
    reason: isOther
      ? `the keeper speaks contract ${CONTRACT_VERSION} and the request contract ${contractOf(event)}; nothing was done`
      : `the keeper does not understand the request (contract ${CONTRACT_VERSION})`,
    next: 'use the operators’ tool of the version that was deployed, or deploy the version of the tool',
  });
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
    case 'history':
      return { contract, outcome: 'history', versions: await history(surroundings, signal) };
    case 'plan':
      return { contract, outcome: 'plan', plan: await plan(request.change, surroundings, signal) };
    case 'fate':
      return { contract, outcome: 'fate', fate: await fate(request.requestId, surroundings, signal) };
    case 'fingerprint':
      return {
        contract,
        outcome: 'fingerprints',
        fingerprints: await fingerprint(request.nonce, surroundings, signal),
      };
    case 'backup':
      return { contract, outcome: 'backup', ...(await backup(surroundings, signal)) };
    case 'report':
      return { contract, outcome: 'report', report: [...(await report(surroundings, signal))] };
    case 'ask-issuers':
      return { contract, outcome: 'issuers', issuers: await askIssuers(request.knownHosts, surroundings, signal) };
    case 'renew-webhook':
      return { contract, outcome: 'webhook', webhook: await renewWebhook(request, surroundings, signal) };
    default: {
      const { requestId, seenVersion, consents, contract: _, ...change } = request;
      const order = { change, requestId, seenVersion, consents, completeRecords: change.operation === 'seed' };
      return { contract, outcome: 'done', change: await carryOut(order, surroundings, signal) };
    }
  }
}

/** What the log tells beside the outcome: names, version ids and verdicts. */
function detailsOf(answer: OperatorAnswer): Readonly<Record<string, string>> {
  switch (answer.outcome) {
    case 'done':
      return namesIn(answer.change);
    case 'webhook':
      return answer.webhook;
    default:
      return {};
  }
}

function namesIn({ versionId, generated, takenBack, populated, removed }: Change) {
  return {
    versionId: versionId ?? 'none',
    generated: generated.join(','),
    takenBack: takenBack.join(','),
    populated: populated.join(','),
    removed: removed.join(','),
  };
}
