import { environmentNamed } from '../../../lib/environments/rows';
import { checkDenyList } from '../../../lib/operator/doctor/check-role';
import { BACK } from '../support/healthy-inspection';

const staging = environmentNamed('staging');
const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:staging-kaizencoach-app-secrets-AbCdEf';
const ROLE = 'arn:aws:iam::111122223333:role/staging-kaizencoach-instance-role';
const EXPECTED = { environment: staging, secretArn: SECRET, back: BACK };
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

const DENY = { Effect: 'Deny', Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*' };
const deny = (Condition?: object) => policy({ ...DENY, Condition });

test.each<[string, string | undefined, string]>([
  ['there is none', undefined, 'ok'],
  ['spares the role', deny({ ArnNotEquals: { 'aws:PrincipalArn': [ROLE, 'x'] } }), 'ok'],
  ['spares the role by a pattern', deny({ ArnNotLike: { 'aws:principalarn': 'arn:aws:iam::*:role/staging-*' } }), 'ok'],
  ['spares others only', deny({ ArnNotEquals: { 'aws:PrincipalArn': ['x'] } }), 'problem'],
  ['picks the role', deny({ ArnEquals: { 'aws:PrincipalArn': ROLE } }), 'problem'],
  ['denies everybody', deny(), 'problem'],
  ['denies everybody, its condition being empty', deny({}), 'problem'],
  ['denies what is not TLS', deny({ Bool: { 'aws:SecureTransport': 'false' } }), 'ok'],
  [
    'denies the role what is not TLS',
    deny({ ArnEquals: { 'aws:PrincipalArn': ROLE }, Bool: { 'aws:SecureTransport': 'false' } }),
    'ok',
  ],
  ['denies other accounts', deny({ StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }), 'ok'],
  ['denies all but another account', deny({ StringNotEquals: { 'aws:PrincipalAccount': '999999999999' } }), 'problem'],
  ['picks the role in any case', deny({ StringEqualsIgnoreCase: { 'aws:PrincipalArn': ROLE } }), 'not checked'],
  ['spares another in any case', deny({ StringNotEqualsIgnoreCase: { 'aws:PrincipalArn': 'x' } }), 'not checked'],
  ['picks the role as one of a set', deny({ 'ForAnyValue:ArnEquals': { 'aws:PrincipalArn': ROLE } }), 'not checked'],
  ['denies every principal', deny({ Null: { 'aws:PrincipalArn': 'false' } }), 'not checked'],
  ['denies other organisations', deny({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-x' } }), 'not checked'],
  [
    'spares another, and an organisation',
    deny({ ArnNotEquals: { 'aws:PrincipalArn': 'x' }, StringNotEquals: { 'aws:PrincipalOrgID': 'o-x' } }),
    'not checked',
  ],
  [
    'spares the role, whatever the organisation',
    deny({ ArnNotEquals: { 'aws:PrincipalArn': ROLE }, StringNotEquals: { 'aws:PrincipalOrgID': 'o-x' } }),
    'ok',
  ],
  [
    'denies writing only',
    policy({ Effect: 'Deny', Principal: '*', Action: 'secretsmanager:PutSecretValue', Resource: '*' }),
    'ok',
  ],
  ['allows somebody', policy({ ...DENY, Effect: 'Allow', Principal: { AWS: 'x' } }), 'ok'],
  ['allows everybody', policy({ ...DENY, Effect: 'Allow' }), 'ok'],
  ['denies others by name', policy({ ...DENY, Principal: { AWS: ['arn:aws:iam::111122223333:role/other'] } }), 'ok'],
  ['denies a service', policy({ ...DENY, Principal: { Service: '*' } }), 'ok'],
  ['denies the role by name', policy({ ...DENY, Principal: { AWS: ['x', ROLE] } }), 'problem'],
  ['denies everybody in another form', policy({ ...DENY, Principal: { AWS: '*' } }), 'problem'],
  ['denies the account', policy({ ...DENY, Principal: { AWS: 'arn:aws:iam::111122223333:root' } }), 'problem'],
  ['denies the account by its number', policy({ ...DENY, Principal: { AWS: '111122223333' } }), 'problem'],
  ['denies all but some', policy({ ...DENY, Principal: undefined, NotPrincipal: { AWS: ROLE } }), 'not checked'],
  ['is not understood', '{"Statement": 1}', 'not checked'],
])('a resource policy: %s', (_, text, verdict) => {
  expect(checkDenyList(text, ROLE, EXPECTED).verdict).toBe(verdict);
});

const REVERT = 'npx cdk deploy StagingStack --revert-drift';

test.each<[string, string, string | undefined, RegExp]>([
  [deny(), REVERT, REVERT, /denies arn:aws:iam::111122223333:role\/staging-kaizencoach-instance-role/],
  [
    deny({ Null: { 'aws:PrincipalArn': 'false' } }),
    'aws secretsmanager get-resource-policy --secret-id staging-kaizencoach-app-secrets',
    undefined,
    /under conditions, which are not judged here/,
  ],
  [
    'x',
    'aws secretsmanager get-resource-policy --secret-id staging-kaizencoach-app-secrets',
    undefined,
    /not judged here/,
  ],
])('what to do about the resource policy %s', (text, next, command, cause) => {
  expect(checkDenyList(text, ROLE, EXPECTED)).toMatchObject({
    next,
    cause: expect.stringMatching(cause),
    ...(command === undefined ? {} : { command }),
  });
});

test('a list that spares the role is told apart from a policy that denies nobody', () => {
  const list = deny({ ArnNotEquals: { 'aws:PrincipalArn': ROLE } });
  const causes = [list, policy()].map((text) => checkDenyList(text, ROLE, EXPECTED).cause);
  expect(causes).toEqual(['its deny list spares the app’s role', 'it denies nobody']);
});
