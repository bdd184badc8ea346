import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as v from 'valibot';
import type { Fate } from '../../contract/fate';
import type { Issuers, Renewed } from '../../contract/issuers';
import { KEEPER_TIMEOUT_SECONDS } from '../../contract/keeper-settings';
import {
  type Change,
  type HistoryEntry,
  type OperatorAnswer,
  operatorAnswerSchema,
  type Plan,
  type SecretStatus,
} from '../../contract/operator-answer';
import {
  CONTRACT_VERSION,
  type Consents,
  type OperatorRequest,
  type PlannedChange,
} from '../../contract/operator-request';
import { resourceNames } from '../../environments/names';
import { type Environment, REGION } from '../../environments/row';
import { LostReplyError, OperatorError, UsageError } from '../operator-error';
import { type ClientOptions, type ClientSettings, client } from './client-options';
import { hadNoEffect, isNamed, serviceError } from './service-error';

/** Longer than the function's own time-out, so that its answer and not our clock ends the wait. */
const PATIENCE_MS = (KEEPER_TIMEOUT_SECONDS + 30) * 1_000;

/** Rules by which the keeper finds fault with the input, as this program does before it asks. */
const BAD_INPUT = new Set(['malformed', 'not-generated', 'not-a-backup', 'needs-consent', 'too-long']);

/** Rules by which a change may or may not have been made: the keeper does not know, or its answer is not understood. */
const UNDECIDED = new Set(['out-of-time', 'service-fault', 'internal-fault', 'undecided', 'contract']);

type Outcome = OperatorAnswer['outcome'];
type Answer<O extends Outcome> = Extract<OperatorAnswer, { outcome: O }>;

/** A change as it is sent: what to do, on which version, with which consents. */
export interface Order {
  readonly change: PlannedChange;
  /** 16 hexadecimal digits, fresh for each change. */
  readonly requestId: string;
  readonly seenVersion: string | null;
  readonly consents: Consents;
}

/** The keeper of one environment, by lambda:InvokeFunction. */
export interface Keeper {
  readonly environment: Environment;
  status(): Promise<SecretStatus>;
  /** Versions, newest first. */
  history(): Promise<readonly HistoryEntry[]>;
  /** What became of a change, also after Ctrl-C. */
  fate(requestId: string): Promise<Fate>;
  plan(change: PlannedChange): Promise<Plan>;
  /**
   * Sends a change, once.
   * @throws LostReplyError where nobody knows whether it was made.
   */
  change(order: Order): Promise<Change>;
  fingerprints(nonce: string): Promise<Answer<'fingerprints'>['fingerprints']>;
  backup(): Promise<Answer<'backup'>>;
  /** What Strava, the app and Google say. Of the hosts that a subscription may lead to only `knownHosts` are told. */
  askIssuers(knownHosts: readonly string[]): Promise<Issuers>;
  /**
   * Makes the webhook subscription anew, asked for once.
   * @throws OperatorError where nobody knows what became of it, among others.
   */
  renewWebhook(wish: { readonly force: boolean; readonly foreignHost?: string }): Promise<Renewed>;
}

/** The keeper of `environment`, found by its fixed name. */
export async function keeperOf(environment: Environment, options: ClientOptions): Promise<Keeper> {
  const make = (settings: ClientSettings) => new LambdaClient(settings);
  const reading = await client(make, options, { timeoutMs: PATIENCE_MS });
  const lasting = await client(make, options, { timeoutMs: PATIENCE_MS, interruptible: false });
  const changing = await client(make, options, { attempts: 1, timeoutMs: PATIENCE_MS });
  const contract = CONTRACT_VERSION;
  const read = async <O extends Outcome>(outcome: O, request: OperatorRequest, by = reading) => {
    try {
      return expected(outcome, await invoke(by, environment, request), environment);
    } catch (error) {
      throw error instanceof LostReplyError ? keeperFailed(environment) : invocationError(error, environment);
    }
  };
  return {
    environment,
    status: async () => (await read('status', { contract, operation: 'status' })).status,
    history: async () => (await read('history', { contract, operation: 'history' })).versions,
    fate: async (requestId) => (await read('fate', { contract, operation: 'fate', requestId }, lasting)).fate,
    plan: async (change) => (await read('plan', { contract, operation: 'plan', change })).plan,
    fingerprints: async (nonce) =>
      (await read('fingerprints', { contract, operation: 'fingerprint', nonce })).fingerprints,
    backup: () => read('backup', { contract, operation: 'backup' }),
    askIssuers: async (knownHosts) =>
      (await read('issuers', { contract, operation: 'ask-issuers', knownHosts: [...knownHosts] })).issuers,
    renewWebhook: async (wish) => {
      try {
        const request: OperatorRequest = { contract, operation: 'renew-webhook', ...wish };
        return expected('webhook', await invoke(changing, environment, request), environment).webhook;
      } catch (error) {
        throw isDecided(error) ? invocationError(error, environment) : lostRenewal(environment);
      }
    },
    change: async ({ change, requestId, seenVersion, consents }) => {
      try {
        const request: OperatorRequest = { contract, ...change, requestId, seenVersion, consents };
        return expected('done', await invoke(changing, environment, request), environment).change;
      } catch (error) {
        throw isDecided(error) ? invocationError(error, environment) : new LostReplyError();
      }
    },
  };
}

/** Whether it is known that nothing was changed. */
function isDecided(error: unknown): boolean {
  return (error instanceof OperatorError && !UNDECIDED.has(error.rule)) || hadNoEffect(error);
}

/** @throws LostReplyError where the function ran and gave no answer of its own. */
async function invoke(client: LambdaClient, environment: Environment, request: OperatorRequest): Promise<unknown> {
  const FunctionName = resourceNames(environment).keeperFunction;
  const command = new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(request)) });
  const { FunctionError, Payload } = await client.send(command);
  if (FunctionError !== undefined || Payload === undefined) {
    throw new LostReplyError();
  }
  try {
    return JSON.parse(Payload.transformToString());
  } catch {
    throw new LostReplyError();
  }
}

function expected<O extends Outcome>(outcome: O, answer: unknown, environment: Environment): Answer<O> {
  const parsed = v.safeParse(operatorAnswerSchema, answer);
  if (parsed.success && parsed.output.outcome === 'refused') {
    const { rule, reason, next } = parsed.output;
    if (rule === 'unknown-key') {
      // Every key that is sent is one of this program's own catalogue.
      throw oldKeeper(environment);
    }
    throw new (BAD_INPUT.has(rule) ? UsageError : OperatorError)({ rule, reason, next });
  }
  if (!parsed.success || !isOutcome(outcome, parsed.output)) {
    throw new OperatorError({
      rule: 'contract',
      reason: `the keeper of ${environment.name} answers in another form than agreed (contract ${CONTRACT_VERSION})`,
      next: `npx cdk deploy ${environment.stackId}, or use the version of this program that was deployed`,
    });
  }
  return parsed.output;
}

function oldKeeper({ name, stackId }: Environment): OperatorError {
  return new OperatorError({
    rule: 'old-keeper',
    reason: `the keeper of ${name} does not know a key that this program knows: it is older than this catalogue`,
    next: `npx cdk deploy ${stackId}`,
  });
}

function isOutcome<O extends Outcome>(outcome: O, answer: OperatorAnswer): answer is Answer<O> {
  return answer.outcome === outcome;
}

function lostRenewal({ name }: Environment): OperatorError {
  return new OperatorError({
    rule: 'lost-reply',
    reason: 'no answer came: whether the webhook subscription was made anew is not known',
    next: `npx kaizencoach-secrets webhook ${name} show`,
  });
}

function keeperFailed(environment: Environment): OperatorError {
  const { keeperFunction } = resourceNames(environment);
  return new OperatorError({
    rule: 'keeper-failed',
    reason: `the keeper ${keeperFunction} ended without an answer`,
    next: `look at its log: aws logs describe-log-groups --log-group-name-pattern ${keeperFunction}, then try again`,
  });
}

function invocationError(error: unknown, environment: Environment): OperatorError {
  const { keeperFunction } = resourceNames(environment);
  if (isNamed(error, 'ResourceNotFoundException')) {
    return new OperatorError({
      rule: 'no-keeper',
      reason: `there is no function ${keeperFunction} here: ${environment.name} is not deployed, or this is another account or Region (${REGION} is expected)`,
      next: `npx cdk deploy ${environment.stackId} if it was never deployed, with --revert-drift if it was deleted; otherwise choose another --profile or --region`,
    });
  }
  return serviceError(error, `asking the keeper of ${environment.name}`, `lambda:InvokeFunction on ${keeperFunction}`);
}
