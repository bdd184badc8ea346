import { environmentNamed } from '../../../lib/environments/rows';
import { checkRole } from '../../../lib/operator/doctor/check-role';
import type { Role } from '../../../lib/operator/services/inspect-role';
import { BACK } from '../support/healthy-inspection';

const staging = environmentNamed('staging');
const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:staging-kaizencoach-app-secrets-AbCdEf';
const NAME = 'staging-kaizencoach-instance-role';
const ROLE = `arn:aws:iam::111122223333:role/${NAME}`;
const REVERT = 'npx cdk deploy StagingStack --revert-drift';
const READ = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: SECRET };

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const trust = (Service: string | string[]) => policy({ ...TRUST, Principal: { Service } });
const TRUST = { Effect: 'Allow', Principal: { Service: 'tasks.apprunner.amazonaws.com' }, Action: 'sts:AssumeRole' };
const OF_ACCOUNT = { StringEquals: { 'aws:SourceAccount': '111122223333' } };

function checks(overrides: Partial<Role>, environment = staging) {
  const role = {
    arn: ROLE,
    trust: trust('tasks.apprunner.amazonaws.com'),
    policies: [policy(READ)],
    hasBoundary: false,
  };
  return checkRole({ ...role, ...overrides }, { environment, secretArn: SECRET, back: BACK });
}

function verdicts(overrides: Partial<Role>, environment = staging): string[] {
  return checks(overrides, environment).map(({ verdict }) => verdict);
}

test('a role that the runtime may use and that may read', () => {
  expect(verdicts({})).toEqual(['ok', 'ok']);
});

test('no role', () => {
  expect(checkRole(undefined, { environment: staging, secretArn: SECRET, back: BACK })).toEqual([
    expect.objectContaining({
      verdict: 'problem',
      cause: `there is no role ${NAME}`,
      next: REVERT,
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
  [
    'trusts the service, and denies it too',
    { trust: policy(TRUST, { ...TRUST, Effect: 'Deny' }) },
    ['not checked', 'ok'],
  ],
  ['denies everybody', { trust: policy(TRUST, { Effect: 'Deny', Principal: '*' }) }, ['not checked', 'ok']],
  [
    'denies every principal of an account',
    { trust: policy(TRUST, { Effect: 'Deny', Principal: { AWS: '*' } }) },
    ['not checked', 'ok'],
  ],
  [
    'denies another service',
    { trust: policy(TRUST, { Effect: 'Deny', Principal: { Service: 'ec2.amazonaws.com' } }) },
    ['ok', 'ok'],
  ],
  [
    'trusts the service for something else',
    { trust: policy({ ...TRUST, Action: 'sts:TagSession' }) },
    ['problem', 'ok'],
  ],
  [
    'trusts the service under a condition',
    { trust: policy({ ...TRUST, Condition: OF_ACCOUNT }) },
    ['not checked', 'ok'],
  ],
  ['trusts the service, its condition being empty', { trust: policy({ ...TRUST, Condition: {} }) }, ['ok', 'ok']],
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
    'is denied, its condition being empty',
    { policies: [policy(READ, { ...READ, Effect: 'Deny', Condition: {} })] },
    ['ok', 'problem'],
  ],
  [
    'is denied what is not TLS',
    { policies: [policy(READ, { ...READ, Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': false } } })] },
    ['ok', 'ok'],
  ],
  ['may read, its condition being empty', { policies: [policy({ ...READ, Condition: {} })] }, ['ok', 'ok']],
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

test.each<[string, object, string]>([
  ['its own account', OF_ACCOUNT, 'ok'],
  ['another account', { StringEquals: { 'aws:SourceAccount': '999999999999' } }, 'problem'],
  ['something else as well', { ...OF_ACCOUNT, ArnLike: { 'aws:SourceArn': 'x' } }, 'not checked'],
])('ECS names its account, by which a trust may be limited to %s', (_, Condition, verdict) => {
  const ecs = { ...staging, runtime: 'ecs-express' as const };
  const limited = policy({ ...TRUST, Principal: { Service: 'ecs-tasks.amazonaws.com' }, Condition });

  expect(verdicts({ trust: limited }, ecs)).toEqual([verdict, 'ok']);
});

test.each<[string, Partial<Role>, string, string | undefined]>([
  ['trusts another service', { trust: trust('x') }, REVERT, REVERT],
  ['has a trust policy that nobody can read', { trust: 'x' }, `aws iam get-role --role-name ${NAME}`, undefined],
  ['has no policy', { policies: [] }, 'put the policy back', undefined],
  [
    'is denied',
    { policies: [policy({ ...READ, Effect: 'Deny' })] },
    `aws iam list-role-policies --role-name ${NAME}`,
    undefined,
  ],
  [
    'has a policy that nobody can read',
    { policies: ['x'] },
    `aws iam list-role-policies --role-name ${NAME}`,
    undefined,
  ],
  ['has a boundary', { hasBoundary: true }, `aws iam get-role --role-name ${NAME}`, undefined],
])('what to do about a role that %s', (_, overrides, next, command) => {
  const found = checks(overrides).filter(({ verdict }) => verdict !== 'ok');
  expect(found.map((finding) => [finding.next, finding.command])).toEqual([[next, command]]);
});
