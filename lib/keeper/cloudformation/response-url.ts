/**
 * Whether an answer may be sent to `url`: https to the bucket in which CloudFormation waits for answers in this Region, or
 * the origin that the function's own configuration names as AWS's endpoint (an embedded AWS). Any invoker can put any
 * address into an event, and anybody can name a bucket `cloudformation-custom-resource-response-…`.
 *
 * The bucket's name ends in the Region without its hyphens (CloudFormation User Guide, "VPC endpoints"); recorded events of
 * eu-west-1 spell the host with `s3-REGION`, others with `s3.REGION`, and us-east-1 without.
 *
 * @param endpoint the value of AWS_ENDPOINT_URL in the function's environment; absent on AWS.
 * @param region the Region of the function.
 */
export function isTrustedResponseUrl(url: string, endpoint: string | undefined, region: string): boolean {
  if (!URL.canParse(url)) {
    return false;
  }
  const { protocol, host, hostname, username, password, origin } = new URL(url);
  if (username !== '' || password !== '' || !['https:', 'http:'].includes(protocol)) {
    return false;
  }
  if (endpoint !== undefined && URL.canParse(endpoint) && origin === new URL(endpoint).origin) {
    return true;
  }
  const bucket = `cloudformation-custom-resource-response-${region.replaceAll('-', '')}`;
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const endpoints = [`s3-${region}`, `s3.${region}`, ...(region === 'us-east-1' ? ['s3'] : [])];
  // A host with another port than 443 differs from its name alone.
  return protocol === 'https:' && host === hostname && endpoints.some((s3) => hostname === `${bucket}.${s3}.${domain}`);
}
