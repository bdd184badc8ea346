import { OWN_CREDENTIALS } from '../../../emulator/client-environment';

/**
 * Calls services of the emulator for which the project has no client. The emulator reads service, region and account from
 * the credential, and checks no signature of its own key.
 */
async function call(endpoint: string, service: string, request: RequestInit): Promise<Response> {
  const credential = `Credential=${OWN_CREDENTIALS.accessKeyId}/20260101/eu-west-1/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0`;
  return await fetch(endpoint, { ...request, headers: { ...request.headers, authorization } });
}

/** An operation of CloudTrail and its answer, or its error with `__type`. */
export async function cloudTrail(endpoint: string, operation: string, body: object): Promise<unknown> {
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.${operation}`,
  };
  const response = await call(endpoint, 'cloudtrail', { method: 'POST', headers, body: JSON.stringify(body) });
  return await response.json();
}

/** A configuration of a bucket, such as `lifecycle`, as XML. */
export async function bucketConfiguration(endpoint: string, bucket: string, name: string): Promise<string> {
  return await (await call(`${endpoint}/${bucket}?${name}`, 's3', {})).text();
}

/** The attributes of a topic, as XML. */
export async function topicAttributes(endpoint: string, TopicArn: string): Promise<string> {
  const body = new URLSearchParams({ Action: 'GetTopicAttributes', Version: '2010-03-31', TopicArn });
  return await (await call(endpoint, 'sns', { method: 'POST', body })).text();
}
