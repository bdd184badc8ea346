import {
  InvalidParameterException,
  InvalidRequestException,
  LimitExceededException,
  ResourceNotFoundException,
  SecretsManagerServiceException,
} from '@aws-sdk/client-secrets-manager';
import { Refusal } from '../refusal';

const THROTTLING = new Set(['ThrottlingException', 'Throttling', 'TooManyRequestsException', 'RequestLimitExceeded']);

/** Secrets Manager answered, and by its answer nothing was changed: another writer moved the label, or removed a version. */
export function isRefusedByService(error: unknown): boolean {
  return (
    error instanceof InvalidParameterException ||
    error instanceof InvalidRequestException ||
    error instanceof ResourceNotFoundException
  );
}

/** The permission is missing, perhaps only until IAM has spread a new policy. */
export function isAccessDenied(error: unknown): boolean {
  return error instanceof SecretsManagerServiceException && error.name === 'AccessDeniedException';
}

/** The request may or may not have taken effect: no answer, a server fault, or throttling after earlier tries. */
export function isTransient(error: unknown): boolean {
  if (error instanceof SecretsManagerServiceException) {
    return error.$fault === 'server' || THROTTLING.has(error.name);
  }
  return error instanceof Error && error.name !== 'AbortError' && !(error instanceof Refusal) && isNetworkFault(error);
}

/** How often the SDK sent the request whose failure `error` is; more than one makes a refusal ambiguous. */
export function attemptsOf(error: unknown): number {
  return error instanceof SecretsManagerServiceException ? (error.$metadata.attempts ?? 1) : 1;
}

/**
 * Any error as a refusal that is safe to show. Service messages are dropped: a validation message quotes the parameter, and
 * a parameter here may be a value.
 */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) {
    return error;
  }
  if (error instanceof LimitExceededException) {
    return new Refusal({
      rule: 'version-quota',
      reason: 'Secrets Manager stores no further version of this secret (LimitExceededException); nothing was changed',
      next: 'wait until old versions expire (they do after a day), then try again',
    });
  }
  if (isAccessDenied(error)) {
    return new Refusal({
      rule: 'access-denied',
      reason: 'Secrets Manager denied the keeper (AccessDeniedException); nothing was changed',
      next: 'check the keeper’s role and the resource policy of the secret, then try again',
    });
  }
  const name = error instanceof Error ? error.name : 'unknown error';
  const status = error instanceof SecretsManagerServiceException ? error.$metadata.httpStatusCode : undefined;
  return new Refusal({
    rule: 'service-fault',
    reason: `the call to Secrets Manager failed (${name}${status === undefined ? '' : `, HTTP ${status}`})`,
    next: 'try again; the keeper looks at what is stored before it writes',
  });
}

function isNetworkFault(error: Error): boolean {
  return 'code' in error || '$metadata' in error || error.name === 'TimeoutError';
}
