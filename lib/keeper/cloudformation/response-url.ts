/** CloudFormation User Guide, "VPC endpoints", names the bucket of each Region that custom resources answer to. */
const RESPONSE_BUCKET =
  /^cloudformation-custom-resource-response-[a-z0-9-]+\.s3[.-]([a-z0-9-]+\.)?amazonaws\.com(\.cn)?$/;

/**
 * Whether an answer may be sent to `url`: https to a bucket of CloudFormation's, where its presigned addresses are, or the
 * origin that the function's own configuration names as AWS's endpoint (an embedded AWS). Any invoker can put any address
 * into an event.
 *
 * @param endpoint the value of AWS_ENDPOINT_URL in the function's environment; absent on AWS.
 */
export function isTrustedResponseUrl(url: string, endpoint: string | undefined): boolean {
  if (!URL.canParse(url)) {
    return false;
  }
  const { protocol, hostname, port, username, password, origin } = new URL(url);
  if (username !== '' || password !== '' || !['https:', 'http:'].includes(protocol)) {
    return false;
  }
  if (endpoint !== undefined && URL.canParse(endpoint) && origin === new URL(endpoint).origin) {
    return true;
  }
  return protocol === 'https:' && port === '' && RESPONSE_BUCKET.test(hostname);
}
