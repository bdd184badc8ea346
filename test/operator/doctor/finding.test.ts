import { findingsOf, notChecked, ok, problem, warning } from '../../../lib/operator/doctor/finding';
import { OperatorError } from '../../../lib/operator/operator-error';

const failing = (rule: string, next: string) => () =>
  Promise.reject(new OperatorError({ rule, reason: 'it is so', next }));

test.each([
  'interrupted',
  'no-answer',
  'no-credentials',
  'no-log',
  'not-allowed',
  'not-local',
  'not-logged-in',
  'service-fault',
  'throttled',
  'unknown-profile',
])('%s says nothing of the environment: not checked', async (rule) => {
  expect(await findingsOf('a check', failing(rule, 'npx cdk deploy StagingStack'))).toStrictEqual([
    { check: 'a check', verdict: 'not checked', cause: 'it is so', next: 'npx cdk deploy StagingStack' },
  ]);
});

test('any other rule is a problem; a deployment among its next steps is a command, other steps are not', async () => {
  const found = { check: 'a check', verdict: 'problem', cause: 'it is so' };

  expect(
    await findingsOf('a check', failing('no-keeper', 'log in, or: npx cdk deploy StagingStack (once)')),
  ).toStrictEqual([
    { ...found, next: 'log in, or: npx cdk deploy StagingStack (once)', command: 'npx cdk deploy StagingStack' },
  ]);
  expect(await findingsOf('a check', failing('no-keeper', 'ask somebody'))).toStrictEqual([
    { ...found, next: 'ask somebody' },
  ]);
});

test('what is no error of an operator is none of the environment', async () => {
  await expect(findingsOf('a check', () => Promise.reject(new TypeError('a fault of this program')))).rejects.toThrow(
    'a fault of this program',
  );
});

test('what was found is told as it is', async () => {
  const found = [ok('a', 'b')];
  expect(await findingsOf('a check', async () => found)).toBe(found);
});

test('only what can be pasted is a command, and what has no next step names none', () => {
  expect(problem('a', 'b', { run: 'c' })).toStrictEqual({
    check: 'a',
    verdict: 'problem',
    cause: 'b',
    next: 'c',
    command: 'c',
  });
  expect(warning('a', 'b', 'c')).toStrictEqual({ check: 'a', verdict: 'warning', cause: 'b', next: 'c' });
  expect(notChecked('a', 'b')).toStrictEqual({ check: 'a', verdict: 'not checked', cause: 'b' });
});
