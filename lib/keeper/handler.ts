import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import * as v from 'valibot';
import { isAdopted, type KeeperSettings, keeperSettingsSchema } from '../contract/keeper-settings';
import type { OperatorAnswer } from '../contract/operator-answer';
import { answerCloudFormation, type Receipt, stackStatus } from './cloudformation/answer-cloudformation';
import { looksLikeCloudFormation } from './cloudformation/event';
import { httpsExchange } from './issuers/https-exchange';
import { publisher } from './reporting/publish';
import { looksLikeSchedule, tellWeekly } from './reporting/weekly';
import { answerOperator } from './requests/answer-operator';
import { secretsManagerClient } from './secret/client';
import { SecretStore } from './secret/secret-store';

/** The part of Lambda's context that the keeper uses. */
export interface InvocationContext {
  /** Milliseconds until Lambda ends the invocation. */
  readonly getRemainingTimeInMillis: () => number;
  /** Id of the invocation, a UUID: the trail's record of the Invoke call holds it too. */
  readonly awsRequestId: string;
}

/** How long new policies of the same deployment may take to be seen everywhere. */
const POLICY_PROPAGATION_MS = 60_000;
/** How long the stack's state is asked for, at the most, or half of what is left. */
const STACK_LOOK_MS = 3_000;
/** What is left of the invocation, at the most, to deliver the answer. */
const ANSWER_RESERVE_MS = 20_000;

/**
 * Entry point of the Lambda function: CloudFormation's events, the weekly schedule's, and operators' requests.
 *
 * @param event anything; any invoker can send anything.
 * @param environment the function's environment variables.
 * @throws Error where its own configuration is incomplete, where CloudFormation could not be answered, or where the topic could
 * not be told: Lambda tries twice more.
 */
export async function handle(
  event: unknown,
  context: InvocationContext,
  environment: NodeJS.ProcessEnv,
): Promise<Receipt | OperatorAnswer | { readonly told: number }> {
  const settings = settingsIn(environment);
  const isDeployment = looksLikeCloudFormation(event);
  const remaining = context.getRemainingTimeInMillis();
  const signal = signalAfter(remaining - Math.min(ANSWER_RESERVE_MS, remaining / 2));
  const stackLook = () => signalAfter(Math.min(STACK_LOOK_MS, context.getRemainingTimeInMillis() / 2));
  const sleep = async (milliseconds: number, until: AbortSignal) => {
    await setTimeout(milliseconds, undefined, { signal: until });
  };
  const place = { endpoint: environment['AWS_ENDPOINT_URL'], region: environment['AWS_REGION'] ?? '' };
  const client = secretsManagerClient({ deniedForMs: isDeployment ? POLICY_PROPAGATION_MS : 0, sleep, signal });
  const surroundings = {
    settings,
    store: new SecretStore(client, settings.SECRET_NAME, isAdopted(settings)),
    exchange: httpsExchange(settings, place.endpoint, signal),
    publish: publisher(settings.TOPIC_ARN, signal),
    invocation: invocationOf(context),
    randomBytes,
    random: Math.random,
    now: () => new Date(),
    sleep,
    stackStatus: () => stackStatus(new CloudFormationClient({}), settings.STACK_ID, stackLook()),
  };
  try {
    if (isDeployment) {
      return await answerCloudFormation(event, surroundings, place, signal);
    }
    return looksLikeSchedule(event)
      ? await tellWeekly(surroundings, signal)
      : await answerOperator(event, surroundings, signal);
  } finally {
    client.destroy();
  }
}

/** Takes what the clock says, fractions and less than nothing too. */
function signalAfter(milliseconds: number): AbortSignal {
  return AbortSignal.timeout(Math.max(0, Math.floor(milliseconds)));
}

/** What of the request id stands in the ids of versions; zeros where there is none, as in a test. */
function invocationOf({ awsRequestId }: InvocationContext): string {
  return /^[0-9a-f]{8}/.exec(awsRequestId)?.[0] ?? '00000000';
}

/** A schema's own error holds its input, which is the whole environment with the credentials in it: it must not be thrown. */
function settingsIn(environment: NodeJS.ProcessEnv): KeeperSettings {
  const parsed = v.safeParse(keeperSettingsSchema, environment);
  if (!parsed.success) {
    const names = parsed.issues.map((issue) => v.getDotPath(issue)).join(', ');
    throw new Error(`the function is not configured: ${names}; deploy the stack of this environment`);
  }
  return parsed.output;
}
