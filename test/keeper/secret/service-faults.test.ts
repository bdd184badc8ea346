import {
  InternalServiceError,
  InvalidParameterException,
  InvalidRequestException,
  LimitExceededException,
  ResourceNotFoundException,
  SecretsManagerServiceException,
} from '@aws-sdk/client-secrets-manager';
import { Refusal } from '../../../lib/keeper/refusal';
import {
  isAccessDenied,
  isFinalRefusal,
  isRefusedByService,
  isTransient,
  toRefusal,
} from '../../../lib/keeper/secret/service-faults';

const running = new AbortController().signal;
const CANARY = 'a value that the service quotes';
const $metadata = { httpStatusCode: 400, attempts: 1 };
const answered = { message: CANARY, $metadata };

function serviceError(name: string, metadata: object = $metadata): SecretsManagerServiceException {
  return new SecretsManagerServiceException({ name, message: CANARY, $fault: 'client', $metadata: metadata });
}

const named = (name: string, more: object = {}) => Object.assign(new Error(CANARY), { name, ...more });
const refusal = new Refusal({ rule: 'some-rule', reason: 'some reason', next: 'some step' });

test.each([
  ['a validation error', serviceError('ValidationException'), 'service-fault', '(ValidationException, HTTP 400)'],
  ['a denial', serviceError('AccessDeniedException'), 'access-denied', 'AccessDeniedException'],
  ['a quota', new LimitExceededException(answered), 'quota', '100 versions'],
  [
    'a fault without a status',
    new InternalServiceError({ ...answered, $metadata: {} }),
    'service-fault',
    '(InternalServiceError)',
  ],
  ['a lost connection', Object.assign(new Error(CANARY), { code: 'ECONNRESET' }), 'service-fault', '(Error)'],
  ['a time-out', named('TimeoutError'), 'service-fault', '(TimeoutError)'],
  ['an answer that could not be parsed', named('SyntaxError', { $metadata }), 'service-fault', '(SyntaxError)'],
  ['a fault of the keeper', new TypeError(CANARY), 'internal-fault', '(TypeError)'],
  ['anything thrown', CANARY, 'internal-fault', '(string)'],
])('I1: %s becomes a refusal that names it, without the message of the error', (_, error, rule, what) => {
  const made = toRefusal(error, running);
  expect(made.rule).toBe(rule);
  expect(made.message).toContain(what);
  expect([made.message, made.next].join('\n')).toMatch(/^[a-z]+ .+\n[a-z]+ [a-z]+/i);
  expect(`${made.message} ${made.next}`).not.toContain(CANARY);
});

test('whatever is thrown after the time is up, the reason is the time; but a refusal stays what it is', () => {
  expect(toRefusal(new LimitExceededException(answered), AbortSignal.abort()).rule).toBe('out-of-time');
  expect(toRefusal(refusal, AbortSignal.abort())).toBe(refusal);
});

describe('what may have taken effect is told from what did not', () => {
  const retried = { ...answered, $metadata: { ...$metadata, attempts: 2 } };

  test.each([
    // It may have taken effect; it did not, by the service's answer; it did not, by its first and only answer.
    ['a server fault', new InternalServiceError(answered), [true, false, false]],
    ['too many calls', serviceError('ThrottlingException'), [true, false, false]],
    ['no connection', named('Error', { code: 'ECONNRESET' }), [true, false, false]],
    ['no answer in time', named('TimeoutError'), [true, false, false]],
    ['an answer that cannot be parsed', named('SyntaxError', { $metadata }), [true, false, false]],
    ['the label is elsewhere', new InvalidParameterException(answered), [false, true, true]],
    ['the secret is to be deleted', new InvalidRequestException(answered), [false, true, true]],
    ['no such version', new ResourceNotFoundException(answered), [false, true, true]],
    ['the label is elsewhere, at the second try', new InvalidParameterException(retried), [false, true, false]],
    ['a denial', serviceError('AccessDeniedException'), [false, false, true]],
    ['a denial at the second try', serviceError('AccessDeniedException', retried.$metadata), [false, false, false]],
    ['a quota', new LimitExceededException(answered), [false, false, false]],
    ['the keeper’s own refusal', refusal, [false, false, false]],
    ['the end of the time', named('AbortError', { code: 'ABORT_ERR' }), [false, false, false]],
    ['a fault of the keeper', new TypeError(CANARY), [false, false, false]],
    ['what looks like an error and is none', { code: 'ECONNRESET', name: 'Error' }, [false, false, false]],
  ])('%s', (_, error, expected) => {
    expect([isTransient(error), isRefusedByService(error), isFinalRefusal(error)]).toEqual(expected);
  });

  test('only the service denies', () => {
    expect(['AccessDeniedException', 'ValidationException'].map((name) => isAccessDenied(serviceError(name)))).toEqual([
      true,
      false,
    ]);
    expect(isAccessDenied(named('AccessDeniedException'))).toBe(false);
  });
});
