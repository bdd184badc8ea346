import { THROTTLING_ERRORS } from '../../contract/secrets-manager';
import { OperatorError } from '../operator-error';

/** Errors by which the SDK says that it has nothing to sign with. */
const NO_CREDENTIALS = new Set(['CredentialsProviderError', 'TokenProviderError']);

/** Errors by which AWS says that it does not know who is asking. */
const NOT_LOGGED_IN = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

const NOT_ALLOWED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'AuthorizationErrorException',
  'UnauthorizedOperation',
]);

/** Errors by which an endpoint says that it has no such operation: an emulator, or a Region without it. */
const UNKNOWN_CALL = new Set(['InvalidAction', 'UnknownOperationException']);

/** The caller may not make this call. */
export class NotAllowedError extends OperatorError {}

/** The person ended the command with Ctrl-C while it waited. */
export function interrupted(): OperatorError {
  return new OperatorError({
    rule: 'interrupted',
    reason: 'interrupted; nothing more is done, and what AWS has begun goes on',
    next: 'status and verify say how things are',
  });
}

/** Whether the service answered with the error of that name. */
export function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}

/** Whether AWS refused the call for want of a permission, or by a Deny. */
export function isNotAllowed(error: unknown): error is Error {
  return error instanceof Error && NOT_ALLOWED.has(error.name);
}

/** Whether the request surely had no effect: AWS turned it away, or it was never sent. */
export function hadNoEffect(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  return (
    [NO_CREDENTIALS, NOT_LOGGED_IN, NOT_ALLOWED, THROTTLING_ERRORS].some((names) => names.has(error.name)) ||
    ('$fault' in error && error.$fault === 'client') ||
    ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(codeOf(error) ?? '')
  );
}

/**
 * An error of an AWS call in words of our own: the service's may quote what was sent. `permission` is what the caller needs,
 * such as `lambda:InvokeFunction`; `what` is what was asked of AWS.
 */
export function serviceError(error: unknown, what: string, permission: string): OperatorError {
  if (error instanceof OperatorError) {
    return error;
  }
  const name = error instanceof Error ? error.name : 'unknown error';
  if (error instanceof Error && NO_CREDENTIALS.has(name)) {
    return withoutCredentials(error, what);
  }
  if (NOT_LOGGED_IN.has(name)) {
    return new OperatorError({
      rule: 'not-logged-in',
      reason: `${what}: AWS does not take these credentials (${name})`,
      next: 'log in (aws sso login), or choose a profile with --profile, and try again',
    });
  }
  if (isNotAllowed(error)) {
    return new NotAllowedError({
      rule: 'not-allowed',
      reason: `${what}: you need ${permission} (${name})`,
      next: `ask for ${policyWith(permission)}, or choose another profile with --profile`,
    });
  }
  if (THROTTLING_ERRORS.has(name)) {
    return new OperatorError({
      rule: 'throttled',
      reason: `${what}: too many requests (${name})`,
      next: 'try again in a minute',
    });
  }
  const code = error instanceof Error ? codeOf(error) : undefined;
  if (name === 'AbortError') {
    return interrupted();
  }
  if (code !== undefined || name === 'TimeoutError') {
    return new OperatorError({
      rule: 'no-answer',
      reason: `${what}: no answer (${code ?? name})`,
      next: 'check the network, AWS_REGION and AWS_ENDPOINT_URL, and try again',
    });
  }
  const isUnknown = UNKNOWN_CALL.has(name);
  return new OperatorError({
    rule: 'service-fault',
    reason: `${what}: the call failed (${name}${statusOf(error)})${isUnknown ? ': this AWS does not know it' : ''}`,
    next: isUnknown ? 'trying again does not help; look at AWS_REGION and AWS_ENDPOINT_URL' : 'try again in a minute',
  });
}

/** The managed policy of the stack that has a permission: the operator’s by name, which a driller is without. */
function policyWith(permission: string): string {
  return permission.startsWith('lambda:InvokeFunction')
    ? 'the environment’s operator policy, and where its row lists operators to be listed there'
    : 'the environment’s policy that has it (operator, doctor or driller)';
}

/** What the SDK found where it looked for credentials; its message names the profile, and it alone tells the cases apart. */
function withoutCredentials({ message }: Error, what: string): OperatorError {
  if (/expired|sso (session|login)/i.test(message)) {
    return new OperatorError({
      rule: 'not-logged-in',
      reason: `${what}: the login of this profile has ended`,
      next: 'aws sso login, with the --profile that you use here',
    });
  }
  if (/profile/i.test(message)) {
    return new OperatorError({
      rule: 'unknown-profile',
      reason: `${what}: the profile gives no credentials, or there is none of that name`,
      next: 'aws configure list-profiles shows the names; choose one with --profile or AWS_PROFILE',
    });
  }
  return new OperatorError({
    rule: 'no-credentials',
    reason: `${what}: there are no credentials`,
    next: 'choose a profile with --profile or AWS_PROFILE (aws configure list-profiles); for the local AWS, the export line that npm run local prints',
  });
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' && /^E[A-Z_]+$/.test(error.code) ? error.code : undefined;
}

function statusOf(error: unknown): string {
  const metadata = error instanceof Error && '$metadata' in error ? error.$metadata : undefined;
  return typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
    ? `, HTTP ${String(metadata.httpStatusCode)}`
    : '';
}
