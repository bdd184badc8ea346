/**
 * Calls a service of the emulator for which the project has no client. The emulator reads service, region and account from
 * the credential and checks no signature.
 */
export async function callService(endpoint: string, service: string, target: string, body: object): Promise<unknown> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(body),
  });
  return await response.json();
}
