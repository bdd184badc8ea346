/** Most bytes that a secret's value may have, in UTF-8 (Secrets Manager API reference, PutSecretValue, SecretString). */
export const MAX_VALUE_BYTES = 65_536;

/** Names of the errors by which AWS services say that there were too many calls (AWS SDKs, "Retry behavior"). */
export const THROTTLING_ERRORS: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
]);
