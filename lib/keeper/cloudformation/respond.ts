import type { CloudFormationEvent } from './event';

/** What CloudFormation is told. */
export interface Response {
  readonly status: 'SUCCESS' | 'FAILED';
  /** Shown in the stack events. */
  readonly reason: string;
  readonly physicalResourceId: string;
  /** Attributes of the custom resource: strings only, no values. */
  readonly data: Readonly<Record<string, string>>;
}

/** Most bytes of a response (CloudFormation User Guide, "Custom resource response objects"). */
const MAX_RESPONSE_BYTES = 4_096;
const SHORT_REASON_LENGTH = 300;
const ATTEMPTS = 4;
const PAUSE_MS = 500;
const TIMEOUT_MS = 3_000;

/**
 * Puts the response to the address that CloudFormation gave with the request.
 * @throws Error where it could not be delivered after four tries; the address, which is a credential, is not in it.
 */
export async function respond(
  event: CloudFormationEvent,
  response: Response,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<void> {
  const body = fitting(event, response);
  for (let attempt = 1; ; attempt += 1) {
    if (await delivered(event.ResponseURL, body)) {
      return;
    }
    if (attempt === ATTEMPTS) {
      throw new Error(`CloudFormation's response address did not take the answer (${ATTEMPTS} tries)`);
    }
    await sleep(PAUSE_MS * attempt);
  }
}

/** An answer that is too long is no answer: the attributes go first, then the reason. */
function fitting(event: CloudFormationEvent, response: Response): Buffer {
  const encoded = (draft: Response) => Buffer.from(JSON.stringify(envelope(event, draft)));
  const bare = { ...response, data: {} };
  return (
    [response, bare].map(encoded).find((body) => body.length <= MAX_RESPONSE_BYTES) ??
    encoded({ ...bare, reason: response.reason.slice(0, SHORT_REASON_LENGTH) })
  );
}

function envelope(event: CloudFormationEvent, { status, reason, physicalResourceId, data }: Response): object {
  return {
    Status: status,
    Reason: reason,
    PhysicalResourceId: physicalResourceId,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    Data: data,
  };
}

async function delivered(url: string, body: Buffer): Promise<boolean> {
  try {
    // The address is signed without a content type: any other than an empty one is refused.
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(url, {
      method: 'PUT',
      body,
      headers: { 'content-type': '' },
      redirect: 'error',
      signal,
    });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
