import { log } from '../log';
import { Refusal } from '../refusal';
import { toRefusal } from '../store/service-faults';
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
 * @param endpoint AWS_ENDPOINT_URL of the function's environment.
 * @throws Error where CloudFormation could not be told; Lambda then sends the event again, which is harmless.
 */
export async function answerCloudFormation(
  rawEvent: unknown,
  surroundings: Surroundings,
  endpoint: string | undefined,
  signal: AbortSignal,
): Promise<Receipt> {
  const event = parseEvent(rawEvent);
  if (event === undefined || !isTrustedResponseUrl(event.ResponseURL, endpoint)) {
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
  const { settings, isRollingBack } = surroundings;
  const physicalResourceId = `${settings.SECRET_NAME}/${event.LogicalResourceId}`;
  try {
    const data = await perform(event, surroundings, signal);
    log({ operation: event.RequestType, outcome: 'done', ...data });
    return { status: 'SUCCESS', reason: 'done', physicalResourceId, data };
  } catch (error) {
    const refusal = signal.aborted ? outOfTime() : toRefusal(error);
    // Seeding undoes nothing, so there is nothing to fail when an update is undone.
    if (event.RequestType === 'Update' && refusal.rule !== 'foreign-event' && (await isRollingBack())) {
      log({ operation: 'rollback', outcome: 'left', rule: refusal.rule });
      return { status: 'SUCCESS', reason: 'left as it is while the stack rolls back', physicalResourceId, data: {} };
    }
    log({ operation: event.RequestType, outcome: 'refused', rule: refusal.rule });
    return { status: 'FAILED', reason: `${refusal.message}. Next: ${refusal.next}`, physicalResourceId, data: {} };
  }
}

function outOfTime(): Refusal {
  return new Refusal({
    rule: 'out-of-time',
    reason: 'the keeper ran out of time; the secret holds the old or the new document, nothing in between',
    next: 'deploy again',
  });
}
