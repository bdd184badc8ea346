import * as v from 'valibot';

const answerSchema = v.object({ Result: v.boolean() });

/** Asks the EventBridge of the emulator at `endpoint` whether `pattern` matches `event`. */
export async function eventBridgeMatches(endpoint: string, pattern: object, event: object): Promise<boolean> {
  const credential = 'Credential=test/20260101/eu-west-1/events/aws4_request';
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSEvents.TestEventPattern',
      authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify({ EventPattern: JSON.stringify(pattern), Event: JSON.stringify(event) }),
  });
  const answer = await response.text();
  if (!response.ok) {
    throw new Error(`EventBridge must take the pattern ${JSON.stringify(pattern)}, got ${answer}`);
  }
  return v.parse(answerSchema, JSON.parse(answer)).Result;
}
