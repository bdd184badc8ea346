import { OperatorError } from '../../../lib/operator/operator-error';
import { hadNoEffect, serviceError } from '../../../lib/operator/services/service-error';

function errorNamed(name: string, more: object = {}): Error {
  return Object.assign(new Error('the message may quote what was sent: s3cret'), { name, ...more });
}

const CLIENT = { $fault: 'client' };
const BAD_GATEWAY = { $fault: 'server', $metadata: { httpStatusCode: 502 } };

test.each<[string, object, string, boolean]>([
  ['ExpiredTokenException', CLIENT, 'not-logged-in', true],
  ['CredentialsProviderError', {}, 'no-credentials', true],
  ['AccessDeniedException', CLIENT, 'not-allowed', true],
  ['AccessDeniedException', {}, 'not-allowed', true],
  ['TooManyRequestsException', {}, 'throttled', true],
  ['InvalidParameterValueException', CLIENT, 'service-fault', true],
  ['Error', { code: 'ECONNREFUSED' }, 'no-answer', true],
  ['Error', { code: 'ECONNRESET' }, 'no-answer', false],
  ['TimeoutError', {}, 'no-answer', false],
  ['AbortError', {}, 'interrupted', false],
  ['ServiceException', BAD_GATEWAY, 'service-fault', false],
])('%s %j: %s, surely without effect %s', (name, more, rule, noEffect) => {
  const error = errorNamed(name, more);
  const mapped = serviceError(error, 'asking', 'x:Do');

  expect(mapped.rule).toBe(rule);
  expect(`${mapped.message} ${mapped.next}`).not.toContain('s3cret');
  expect(hadNoEffect(error)).toBe(noEffect);
});

test.each([
  ['x:Do', 'the environment’s policy that has it (operator, doctor or driller)'],
  // Who has the others already is not to look among them.
  ['lambda:InvokeFunction on staging-kaizencoach-secret-keeper', 'the environment’s operator policy'],
])('a missing permission is named, with the policy that has it: %s', (permission, policy) => {
  const { message, next } = serviceError(errorNamed('AccessDenied'), 'asking', permission);

  expect(message).toContain(`you need ${permission}`);
  expect(next).toContain(`ask for ${policy}`);
});

test.each(['InvalidAction', 'UnknownOperationException'])('%s: trying again does not help', (name) => {
  const { rule, message, next } = serviceError(errorNamed(name, CLIENT), 'asking', 'x:Do');

  expect(rule).toBe('service-fault');
  expect(message).toBe(`asking: the call failed (${name}): this AWS does not know it`);
  expect(next).not.toContain('try again in');
});

test('what is an error of our own stays it', () => {
  const error = new OperatorError({ rule: 'r', reason: 'x', next: 'y' });

  expect(serviceError(error, 'asking', 'x:Do')).toBe(error);
});

test.each([
  ['Could not load credentials from any providers', 'no-credentials', 'there are no credentials'],
  [
    'Could not resolve credentials using profile: [s3cret] in configuration/credentials file(s).',
    'unknown-profile',
    'the profile gives no credentials',
  ],
  [
    'Profile s3cret could not be found or parsed in shared credentials file.',
    'unknown-profile',
    'the profile gives no credentials',
  ],
  ['The SSO session associated with this profile has expired.', 'not-logged-in', 'the login of this profile has ended'],
])('%s: %s', (message, rule, reason) => {
  const mapped = serviceError(
    Object.assign(new Error(message), { name: 'CredentialsProviderError' }),
    'asking',
    'x:Do',
  );

  expect(mapped.rule).toBe(rule);
  expect(mapped.message).toContain(reason);
  expect(mapped.message).not.toContain('s3cret');
});
