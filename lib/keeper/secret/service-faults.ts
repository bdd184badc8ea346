import {
  InvalidParameterException,
  InvalidRequestException,
  LimitExceededException,
  ResourceNotFoundException,
  SecretsManagerServiceException,
} from '@aws-sdk/client-secrets-manager';
import { THROTTLING_ERRORS } from '../../contract/secrets-manager';
import { Refusal } from '../refusal';

/** Secrets Manager answered, and by its answer nothing was changed: another writer moved the label, or removed a version. */
export function isRefusedByService(error: unknown): boolean {
  return (
    error instanceof InvalidParameterException ||
    error instanceof InvalidRequestException ||
    error instanceof ResourceNotFoundException
  );
}

/**
 * Secrets Manager refused at the first try. After further tries a refusal may mean that an earlier one took effect and its
 * answer was lost: the label is not where it was any more.
 */
export function isFinalRefusal(error: unknown): boolean {
  return (
    (isRefusedByService(error) || isAccessDenied(error)) &&
    error instanceof SecretsManagerServiceException &&
    error.$metadata.attempts === 1
  );
}

/** The permission is missing, perhaps only until IAM has spread a new policy. */
export function isAccessDenied(error: unknown): boolean {
  return error instanceof SecretsManagerServiceException && error.name === 'AccessDeniedException';
}

/** The request may or may not have taken effect: no answer, a server fault, or throttling after earlier tries. */
export function isTransient(error: unknown): boolean {
  if (error instanceof SecretsManagerServiceException) {
    return error.$fault === 'server' || THROTTLING_ERRORS.has(error.name);
  }
  return error instanceof Error && error.name !== 'AbortError' && !(error instanceof Refusal) && isNetworkFault(error);
}

/**
 * Any error as a refusal that is safe to show. Messages of others are dropped: a validation message quotes the parameter, and
 * a parameter here may be a value. Whether anything was changed is not known here.
 */
export function toRefusal(error: unknown, signal: AbortSignal): Refusal {
  if (error instanceof Refusal) {
    return error;
  }
  if (signal.aborted) {
    return outOfTime();
  }
  if (error instanceof LimitExceededException) {
    return new Refusal({
      rule: 'quota',
      reason:
        'a quota of Secrets Manager is reached (LimitExceededException): about 100 versions, or 50 tags, a secret',
      next: 'wait until old versions expire (they do after a day), then try again',
    });
  }
  if (isAccessDenied(error)) {
    return new Refusal({
      rule: 'access-denied',
      reason: 'Secrets Manager denied the keeper (AccessDeniedException)',
      next: 'check the keeper’s role, the resource policy of the secret and the policy of its key, then try again',
    });
  }
  if (error instanceof SecretsManagerServiceException) {
    const { httpStatusCode } = error.$metadata;
    return serviceFault(httpStatusCode === undefined ? error.name : `${error.name}, HTTP ${httpStatusCode}`);
  }
  return error instanceof Error && isNetworkFault(error) ? serviceFault(error.name) : internalFault(error);
}

/** The service answered without what it always sends: nothing can be concluded from the rest of the answer. */
export function incompleteAnswer(operation: string): Refusal {
  return serviceFault(`${operation} answered without what it always sends`);
}

function serviceFault(what: string): Refusal {
  return new Refusal({
    rule: 'service-fault',
    reason: `a call to Secrets Manager failed (${what})`,
    next: 'try again; the keeper looks at what is stored before it writes',
  });
}

function internalFault(error: unknown): Refusal {
  return new Refusal({
    rule: 'internal-fault',
    reason: `a fault of the keeper itself (${error instanceof Error ? error.name : typeof error})`,
    next: 'look at the status, and report the time of this answer to whoever maintains the keeper',
  });
}

function outOfTime(): Refusal {
  return new Refusal({
    rule: 'out-of-time',
    reason: 'the keeper ran out of time; the secret holds the old or the new document, nothing in between',
    next: 'look at the status, then try again',
  });
}

function isNetworkFault(error: Error): boolean {
  return 'code' in error || '$metadata' in error || error.name === 'TimeoutError';
}
