import { environmentNamed } from '../../../lib/environments/rows';
import { checkDenyList, checkRole } from '../../../lib/operator/doctor/check-role';
import type { Role } from '../../../lib/operator/services/inspect-role';

const staging = environmentNamed('staging');
const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:staging-kaizencoach-app-secrets-AbCdEf';
const ROLE = 'arn:aws:iam::111122223333:role/staging-kaizencoach-instance-role';
const READ = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: SECRET };

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const trust = (Service: string | string[]) =>
  policy({ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' });

function checks(overrides: Partial<Role>, environment = staging) {
  const role = {
    arn: ROLE,
    trust: trust('tasks.apprunner.amazonaws.com'),
    policies: [policy(READ)],
    hasBoundary: false,
  };
  return checkRole({ ...role, ...overrides }, 'the-role', SECRET, environment);
}

function verdicts(overrides: Partial<Role>, environment = staging): string[] {
  return checks(overrides, environment).map(({ verdict }) => verdict);
}

test('a role that the runtime may use and that may read', () => {
  expect(verdicts({})).toEqual(['ok', 'ok']);
});

test('no role', () => {
  expect(checkRole(undefined, 'the-role', SECRET, staging)).toEqual([
    expect.objectContaining({
      verdict: 'problem',
      cause: 'there is no role the-role',
      next: 'npx cdk deploy StagingStack',
    }),
  ]);
});

test.each<[string, Partial<Role>, string[]]>([
  ['trusts another service', { trust: trust('build.apprunner.amazonaws.com') }, ['problem', 'ok']],
  ['trusts several services', { trust: trust(['ec2.amazonaws.com', 'tasks.apprunner.amazonaws.com']) }, ['ok', 'ok']],
  ['has a trust policy that nobody can read', { trust: 'x' }, ['not checked', 'ok']],
  ['trusts nobody', { trust: policy() }, ['problem', 'ok']],
  [
    'trusts everybody, and so no service by name',
    { trust: policy({ Effect: 'Allow', Principal: '*' }) },
    ['problem', 'ok'],
  ],
  ['trusts an account', { trust: policy({ Effect: 'Allow', Principal: { AWS: '1' } }) }, ['problem', 'ok']],
  ['has a trust policy without a principal', { trust: policy({ Effect: 'Allow' }) }, ['problem', 'ok']],
  [
    'keeps the service out',
    { trust: policy({ Effect: 'Deny', Principal: { Service: 'tasks.apprunner.amazonaws.com' } }) },
    ['problem', 'ok'],
  ],
  ['has no policy', { policies: [] }, ['ok', 'problem']],
  ['may read another secret', { policies: [policy({ ...READ, Resource: `${SECRET}x` })] }, ['ok', 'problem']],
  [
    'may describe only',
    { policies: [policy({ ...READ, Action: 'secretsmanager:DescribeSecret' })] },
    ['ok', 'problem'],
  ],
  [
    'may read by wildcards',
    { policies: [policy({ ...READ, Action: 'secretsmanager:get*', Resource: `${SECRET.slice(0, -6)}??????` })] },
    ['ok', 'ok'],
  ],
  ['may read by a policy of one statement', { policies: [JSON.stringify({ Statement: READ })] }, ['ok', 'ok']],
  [
    'may read anything but one',
    { policies: [policy({ ...READ, Resource: undefined, NotResource: 'arn:x' })] },
    ['ok', 'ok'],
  ],
  [
    'is denied as well',
    { policies: [policy(READ), policy({ ...READ, Effect: 'Deny', Action: '*' })] },
    ['ok', 'problem'],
  ],
  [
    'is denied everything but describing',
    { policies: [policy(READ, { Effect: 'Deny', NotAction: 'secretsmanager:DescribeSecret', Resource: '*' })] },
    ['ok', 'problem'],
  ],
  [
    'may read under a condition',
    { policies: [policy({ ...READ, Condition: { Bool: { x: 'true' } } })] },
    ['ok', 'not checked'],
  ],
  [
    'may read under a condition, and without one',
    { policies: [policy({ ...READ, Condition: { Bool: { x: 'true' } } }, READ)] },
    ['ok', 'ok'],
  ],
  [
    'is denied under a condition',
    { policies: [policy(READ, { ...READ, Effect: 'Deny', Condition: { Bool: { x: true } } })] },
    ['ok', 'not checked'],
  ],
  [
    'is denied only',
    { policies: [policy({ ...READ, Effect: 'Deny', Condition: { Bool: { x: 'true' } } })] },
    ['ok', 'problem'],
  ],
  ['has a policy beside it that nobody can read', { policies: [policy(READ), 'x'] }, ['ok', 'not checked']],
  ['has only a policy that nobody can read', { policies: ['x'] }, ['ok', 'not checked']],
  ['is denied, whatever else there is', { policies: ['x', policy({ ...READ, Effect: 'Deny' })] }, ['ok', 'problem']],
  ['has a boundary', { hasBoundary: true }, ['ok', 'not checked']],
])('a role that %s', (_, overrides, expected) => {
  expect(verdicts(overrides)).toEqual(expected);
});

test('an environment on ECS needs another trust', () => {
  const ecs = { ...staging, runtime: 'ecs-express' as const };

  expect(verdicts({}, ecs)).toEqual(['problem', 'ok']);
  expect(verdicts({ trust: trust('ecs-tasks.amazonaws.com') }, ecs)).toEqual(['ok', 'ok']);
});

const DENY = { Effect: 'Deny', Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*' };
const deny = (Condition?: object) => policy({ ...DENY, Condition });

test.each<[string, string | undefined, string]>([
  ['there is none', undefined, 'ok'],
  ['spares the role', deny({ ArnNotEquals: { 'aws:PrincipalArn': [ROLE, 'x'] } }), 'ok'],
  ['spares the role by a pattern', deny({ ArnNotLike: { 'aws:principalarn': 'arn:aws:iam::*:role/staging-*' } }), 'ok'],
  ['spares others only', deny({ ArnNotEquals: { 'aws:PrincipalArn': ['x'] } }), 'problem'],
  ['picks the role', deny({ ArnEquals: { 'aws:PrincipalArn': ROLE } }), 'problem'],
  ['denies everybody', deny(), 'problem'],
  ['denies what is not TLS', deny({ Bool: { 'aws:SecureTransport': 'false' } }), 'ok'],
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
  expect(checkDenyList(text, ROLE, SECRET, staging).verdict).toBe(verdict);
});

const DEPLOY = 'npx cdk deploy StagingStack';

test.each<[string, Partial<Role>, string, string | undefined]>([
  ['trusts another service', { trust: trust('x') }, DEPLOY, DEPLOY],
  ['has a trust policy that nobody can read', { trust: 'x' }, 'aws iam get-role --role-name the-role', undefined],
  ['has no policy', { policies: [] }, DEPLOY, DEPLOY],
  [
    'is denied',
    { policies: [policy({ ...READ, Effect: 'Deny' })] },
    'aws iam list-role-policies --role-name the-role',
    undefined,
  ],
  [
    'has a policy that nobody can read',
    { policies: ['x'] },
    'aws iam list-role-policies --role-name the-role',
    undefined,
  ],
  ['has a boundary', { hasBoundary: true }, 'aws iam get-role --role-name the-role', undefined],
])('what to do about a role that %s', (_, overrides, next, command) => {
  const found = checks(overrides).filter(({ verdict }) => verdict !== 'ok');
  expect(found.map((finding) => [finding.next, finding.command])).toEqual([[next, command]]);
});

test.each<[string, string, string | undefined, RegExp]>([
  [deny(), DEPLOY, DEPLOY, /denies arn:aws:iam::111122223333:role\/staging-kaizencoach-instance-role/],
  [
    'x',
    'aws secretsmanager get-resource-policy --secret-id staging-kaizencoach-app-secrets',
    undefined,
    /not judged here/,
  ],
])('what to do about the resource policy %s', (text, next, command, cause) => {
  expect(checkDenyList(text, ROLE, SECRET, staging)).toMatchObject({
    next,
    cause: expect.stringMatching(cause),
    ...(command === undefined ? {} : { command }),
  });
});

test('a list that spares the role is told apart from a policy that denies nobody', () => {
  const list = deny({ ArnNotEquals: { 'aws:PrincipalArn': ROLE } });
  const causes = [list, policy()].map((text) => checkDenyList(text, ROLE, SECRET, staging).cause);
  expect(causes).toEqual(['its deny list spares the app’s role', 'it denies nobody']);
});
