import { InternalServiceError, SecretsManagerServiceException } from '@aws-sdk/client-secrets-manager';
import { toRefusal } from '../../../lib/keeper/secret/service-faults';

const running = new AbortController().signal;
const CANARY = 'a value that the service quotes';

function serviceError(name: string): SecretsManagerServiceException {
  return new SecretsManagerServiceException({
    name,
    message: CANARY,
    $fault: 'client',
    $metadata: { httpStatusCode: 400 },
  });
}

test.each([
  ['a validation error', serviceError('ValidationException'), 'service-fault'],
  ['a denial', serviceError('AccessDeniedException'), 'access-denied'],
  ['a server fault', new InternalServiceError({ message: CANARY, $metadata: {} }), 'service-fault'],
  ['a lost connection', Object.assign(new Error(CANARY), { code: 'ECONNRESET' }), 'service-fault'],
  ['a fault of the keeper', new TypeError(CANARY), 'internal-fault'],
  ['anything thrown', CANARY, 'internal-fault'],
])('I1: %s becomes a refusal without the message of the error', (_, error, rule) => {
  const refusal = toRefusal(error, running);
  expect(refusal.rule).toBe(rule);
  expect(`${refusal.message} ${refusal.next}`).not.toContain(CANARY);
});

test('whatever is thrown after the time is up, the reason is the time', () => {
  expect(toRefusal(new Error('aborted'), AbortSignal.abort()).rule).toBe('out-of-time');
});
