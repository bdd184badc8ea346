import { THROTTLING_ERRORS } from '../../contract/secrets-manager';
import { OperatorError } from '../operator-error';

/** Errors by which AWS or the SDK says that it does not know who is asking. */
const NOT_LOGGED_IN = new Set([
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'TokenProviderError',
  'UnrecognizedClientException',
]);

const NOT_ALLOWED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'AuthorizationErrorException',
  'UnauthorizedOperation',
]);

/** The caller may not make this call. */
export class NotAllowedError extends OperatorError {}

/** The person ended the command with Ctrl-C while it waited. */
export function interrupted(): OperatorError {
  return new OperatorError({
    rule: 'interrupted',
    reason: 'interrupted; nothing more is done, and what AWS has begun goes on',
    next: 'kaizencoach-secrets status and verify say how things are',
  });
}

/** Whether the service answered with the error of that name. */
export function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}

/** Whether the request surely had no effect: AWS turned it away, or it was never sent. */
export function hadNoEffect(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  return (
    [NOT_LOGGED_IN, NOT_ALLOWED, THROTTLING_ERRORS].some((names) => names.has(error.name)) ||
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
  if (NOT_LOGGED_IN.has(name)) {
    return new OperatorError({
      rule: 'not-logged-in',
      reason: `${what}: AWS does not take these credentials (${name})`,
      next: 'log in (aws sso login), or choose a profile (AWS_PROFILE=…), and try again',
    });
  }
  if (NOT_ALLOWED.has(name)) {
    return new NotAllowedError({
      rule: 'not-allowed',
      reason: `${what}: you need ${permission} (${name})`,
      next: 'ask for the environment’s operator policy, or choose another profile (AWS_PROFILE=…)',
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
  return new OperatorError({
    rule: 'service-fault',
    reason: `${what}: the call failed (${name}${statusOf(error)})`,
    next: 'try again in a minute',
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
