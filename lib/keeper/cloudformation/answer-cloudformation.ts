import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { log } from '../log';
import type { Refusal } from '../refusal';
import { toRefusal } from '../secret/service-faults';
import type { Surroundings } from '../surroundings';
import { type CloudFormationEvent, parseEvent } from './event';
import { perform } from './perform';
import { type Response, respond } from './respond';
import { isTrustedResponseUrl } from './response-url';

/** What the function itself returns: CloudFormation ignores it, a person who invokes it by hand sees it. */
export interface Receipt {
  readonly status: Response['status'] | 'REFUSED';
  readonly reason: string;
}

/**
 * Does what a custom resource event asks and tells CloudFormation, whatever happens.
 *
 * @param place AWS_ENDPOINT_URL and AWS_REGION of the function's environment.
 * @throws Error where CloudFormation could not be told; Lambda then sends the event again, which is harmless.
 */
export async function answerCloudFormation(
  rawEvent: unknown,
  surroundings: Surroundings,
  { endpoint, region }: { readonly endpoint: string | undefined; readonly region: string },
  signal: AbortSignal,
): Promise<Receipt> {
  const event = parseEvent(rawEvent);
  if (event === undefined || !isTrustedResponseUrl(event.ResponseURL, endpoint, region)) {
    const reason = 'the event has no response address on AWS’s domain, so it is not from CloudFormation';
    log({ operation: 'cloudformation', outcome: 'refused', rule: 'foreign-event' });
    return { status: 'REFUSED', reason };
  }
  const response = await responseTo(event, surroundings, signal);
  await respond(event, response, (milliseconds) => surroundings.sleep(milliseconds, new AbortController().signal));
  return { status: response.status, reason: response.reason };
}

async function responseTo(
  event: CloudFormationEvent,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Response> {
  const { settings } = surroundings;
  const physicalResourceId = `${settings.SECRET_NAME}/${event.LogicalResourceId}`;
  try {
    const data = await perform(event, surroundings, signal);
    log({ operation: event.RequestType, outcome: 'done', ...data });
    return { status: 'SUCCESS', reason: 'done', physicalResourceId, data };
  } catch (error) {
    const refusal = toRefusal(error, signal);
    if (event.RequestType === 'Update' && refusal.rule !== 'foreign-event' && (await isRollingBack(surroundings))) {
      log({ operation: 'rollback', outcome: 'left', rule: refusal.rule });
      return { status: 'SUCCESS', reason: 'left as it is while the stack rolls back', physicalResourceId, data: {} };
    }
    log({ operation: event.RequestType, outcome: 'refused', rule: refusal.rule });
    return { status: 'FAILED', reason: reasonOf(refusal), physicalResourceId, data: {} };
  }
}

/** CloudFormation shows about this many characters of a reason in its events. */
const MAX_REASON_LENGTH = 1_000;

/** The next step is what an operator needs most: if something must be left out, it is the end of what is wrong. */
function reasonOf({ message, next }: Refusal): string {
  const ending = `. Next: ${next}`;
  return message.slice(0, Math.max(0, MAX_REASON_LENGTH - ending.length)) + ending;
}

/**
 * Whether the stack is undoing an update: seeding undoes nothing, so there is nothing to fail then. CloudFormation does so by
 * an ordinary Update with the old properties, and nothing in the event tells it from a new one ("A failed Update is followed
 * by an Update with the old properties"); failing it too would leave the stack in UPDATE_ROLLBACK_FAILED, from which only a
 * person gets it out. Not knowing counts as no.
 */
async function isRollingBack({ stackStatus: status }: Surroundings): Promise<boolean> {
  return (await status()) === 'UPDATE_ROLLBACK_IN_PROGRESS';
}

/** State of the stack that the keeper serves, such as `CREATE_IN_PROGRESS`; undefined where it cannot be told. */
export async function stackStatus(
  client: CloudFormationClient,
  stackId: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stackId }), {
      abortSignal: signal,
    });
    return Stacks[0]?.StackStatus;
  } catch {
    return undefined;
  }
}
