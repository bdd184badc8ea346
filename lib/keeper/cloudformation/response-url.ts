const AWS_DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/;

/**
 * Whether an answer may be sent to `url`: https on AWS's domain, where CloudFormation's presigned addresses are, or the
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
  if (username !== '' || password !== '') {
    return false;
  }
  if (endpoint !== undefined && URL.canParse(endpoint) && origin === new URL(endpoint).origin) {
    return true;
  }
  return protocol === 'https:' && port === '' && AWS_DOMAIN.test(hostname);
}
