import { isMet, speaksOf, statementsOf } from '../../../lib/operator/doctor/policy';

const READ = { action: 'secretsmanager:GetSecretValue', resource: 'arn:aws:secretsmanager:eu-west-1:1:secret:App' };
const ROLE = 'arn:aws:iam::111122223333:role/the-role';

/** The one statement of a policy, read from its text. */
function read(statement: object) {
  const [found] = statementsOf(JSON.stringify({ Statement: { Effect: 'Deny', ...statement } })) ?? [];
  if (found === undefined) {
    throw new Error('the policy was not understood');
  }
  return found;
}

test.each<[object, boolean]>([
  [{ Action: READ.action, Resource: READ.resource }, true],
  [{ Action: 'SECRETSMANAGER:getsecretvalue', Resource: '*' }, true],
  [{ Action: ['s3:*', 'secretsmanager:Get*'], Resource: ['arn:x', READ.resource] }, true],
  [{ Action: 's3:*', Resource: '*' }, false],
  [{ Action: 'secretsmanager', Resource: '*' }, false],
  [{ Action: '*', Resource: READ.resource.toLowerCase() }, false],
  [{ Action: '*', Resource: READ.resource.replace('App', 'A?p') }, true],
  [{ Action: '*', Resource: READ.resource.replace('App', 'A?pp') }, false],
  [{ Action: 'secretsmanager.GetSecretValue', Resource: '*' }, false],
  [{ Action: '*', Resource: `${READ.resource}|x` }, false],
  [{ NotAction: 's3:*', Resource: '*' }, true],
  [{ NotAction: ['s3:*', 'secretsmanager:GET*'], Resource: '*' }, false],
  [{ Action: '*', NotResource: READ.resource }, false],
  [{ Action: '*', NotResource: 'arn:x' }, true],
  [{ Action: '*' }, true],
  [{ Resource: '*' }, true],
])('%j speaks of reading the secret: %s', (statement, expected) => {
  expect(speaksOf(read(statement), READ)).toBe(expected);
});

test('a dot of a pattern is a dot', () => {
  const request = { action: 'a.b', resource: 'x' };
  expect(speaksOf(read({ Action: 'a.b' }), request)).toBe(true);
  expect(speaksOf(read({ Action: 'a.b' }), { ...request, action: 'acb' })).toBe(false);
});

/** What is known of the role's request. */
const KNOWN = { 'aws:principalarn': ROLE, 'aws:securetransport': 'true' };

test.each<[object | undefined, boolean | undefined]>([
  [undefined, true],
  [{}, true],
  [{ Bool: {} }, true],
  [{ Bool: { 'aws:SecureTransport': 'false' } }, false],
  [{ BoolIfExists: { 'aws:SecureTransport': ['false', 'True'] } }, true],
  [{ StringNotEquals: { 'aws:PrincipalOrgID': ROLE } }, undefined],
  [{ ArnEquals: { 'aws:PrincipalArn': ['x', ROLE] } }, true],
  [{ ArnLikeIfExists: { 'aws:PrincipalArn': '*:role/other-*' } }, false],
  [{ StringLike: { 'aws:PrincipalArn': '*:role/the-*' } }, true],
  [{ StringEquals: { 'aws:PrincipalArn': '*:role/the-*' } }, false],
  [{ StringEqualsIgnoreCase: { 'aws:PrincipalArn': ROLE } }, undefined],
  [{ 'ForAnyValue:ArnEquals': { 'aws:PrincipalArn': ROLE } }, undefined],
  [{ Null: { 'aws:PrincipalArn': 'false' } }, undefined],
  [{ ArnLike: { 'aws:PrincipalArn': '*' }, ArnNotLike: { 'aws:PrincipalArn': ROLE } }, false],
  [{ ArnNotEquals: { 'aws:PrincipalArn': ROLE } }, false],
  [{ ArnNotEquals: { 'aws:PrincipalArn': '*:role/the-*' } }, false],
  [{ ArnNotLike: { 'AWS:principalarn': ['x', ROLE] } }, false],
  [{ StringNotLike: { 'aws:PrincipalArn': '*:role/the-*' } }, false],
  [{ StringNotEquals: { 'aws:PrincipalArn': ROLE } }, false],
  [{ StringNotEquals: { 'aws:PrincipalArn': '*:role/the-*' } }, true],
  [{ ArnNotEqualsIfExists: { 'aws:PrincipalArn': ROLE } }, false],
  [{ ArnNotEquals: { 'aws:PrincipalArn': 'x' } }, true],
  [{ ArnNotEquals: { 'aws:PrincipalOrgID': ROLE, 'aws:PrincipalArn': 'x' } }, undefined],
  [{ ArnNotEquals: { 'aws:PrincipalOrgID': ROLE, 'aws:PrincipalArn': ROLE } }, false],
  [{ ArnNotEquals: { 'aws:PrincipalArn': 'x' }, StringNotLikeIfExists: { 'aws:PrincipalArn': ROLE } }, false],
])('the condition %j is met: %s', (Condition, expected) => {
  expect(isMet(read({ Condition }), KNOWN)).toBe(expected);
});

test.each<[string, string]>([
  ['a statement without Effect', '{"Statement": {"Action": "*"}}'],
  ['an Effect that there is not', '{"Statement": {"Effect": "Maybe"}}'],
  ['whom it does not mean', '{"Statement": {"Effect": "Deny", "NotPrincipal": "*"}}'],
  ['no JSON', 'x'],
])('a policy is not understood: %s', (_, text) => {
  expect(statementsOf(text)).toBeUndefined();
});

test('numbers and booleans of a condition need no quotation marks', () => {
  const [statement] = statementsOf('{"Statement": {"Effect": "Deny", "Condition": {"Bool": {"x": [true, 1]}}}}') ?? [];
  expect(statement?.Condition).toEqual({ Bool: { x: ['true', '1'] } });
});
