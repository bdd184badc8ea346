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

function verdicts(overrides: Partial<Role>, environment = staging): string[] {
  const role = {
    arn: ROLE,
    trust: trust('tasks.apprunner.amazonaws.com'),
    policies: [policy(READ)],
    hasBoundary: false,
  };
  return checkRole({ ...role, ...overrides }, 'the-role', SECRET, environment).map(({ verdict }) => verdict);
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
  ['has a trust policy that nobody can read', { trust: 'x' }, ['problem', 'ok']],
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
  ['has a boundary', { hasBoundary: true }, ['ok', 'not checked']],
])('a role that %s', (_, overrides, expected) => {
  expect(verdicts(overrides)).toEqual(expected);
});

test('an environment on ECS needs another trust', () => {
  const ecs = { ...staging, runtime: 'ecs-express' as const };

  expect(verdicts({}, ecs)).toEqual(['problem', 'ok']);
  expect(verdicts({ trust: trust('ecs-tasks.amazonaws.com') }, ecs)).toEqual(['ok', 'ok']);
});

const deny = (Condition?: object) =>
  policy({ Effect: 'Deny', Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*', Condition });

test.each<[string, string | undefined, string]>([
  ['there is none', undefined, 'ok'],
  ['spares the role', deny({ ArnNotEquals: { 'aws:PrincipalArn': [ROLE, 'x'] } }), 'ok'],
  ['spares the role by a pattern', deny({ ArnNotLike: { 'aws:principalarn': 'arn:aws:iam::*:role/staging-*' } }), 'ok'],
  ['spares others only', deny({ ArnNotEquals: { 'aws:PrincipalArn': ['x'] } }), 'problem'],
  ['denies everybody', deny(), 'problem'],
  ['denies what is not TLS', deny({ Bool: { 'aws:SecureTransport': 'false' } }), 'ok'],
  [
    'denies writing only',
    policy({ Effect: 'Deny', Principal: '*', Action: 'secretsmanager:PutSecretValue', Resource: '*' }),
    'ok',
  ],
  ['is not understood', '{"Statement": 1}', 'not checked'],
])('a resource policy: %s', (_, text, verdict) => {
  expect(checkDenyList(text, ROLE, SECRET, staging).verdict).toBe(verdict);
});
