import type { Environment } from '../../lib/environment';
import { ADOPTED, ADOPTED_ARN, DESTROYED, RETAINED } from '../support/sample-environments';
import { ofType, type Resources, resourcesOf, theOnly } from '../support/synthesized';

/** Role names and whole documents of every IAM policy in the template, in a stable order. */
function policies(resources: Resources) {
  return Object.values(ofType(resources, 'AWS::IAM::Policy'))
    .map(({ Properties: { PolicyDocument, Roles, PolicyName: _, ...rest } }) => ({ PolicyDocument, Roles, ...rest }))
    .sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)));
}

function roleNamed(resources: Resources, name: string) {
  const found = Object.entries(ofType(resources, 'AWS::IAM::Role')).find(
    ([, role]) => role.Properties['RoleName'] === name,
  );
  if (found === undefined) {
    throw new Error(`expected a role ${name}`);
  }
  return { id: found[0], properties: found[1].Properties };
}

function secretArn(ending: string) {
  const before = ':secretsmanager:eu-west-1:';
  const parts = [
    'arn:',
    { Ref: 'AWS::Partition' },
    before,
    { Ref: 'AWS::AccountId' },
    `:secret:sample-app-secrets${ending}`,
  ];
  return { 'Fn::Join': ['', parts] };
}

function expectedPolicies(resources: Resources, exactArn: unknown) {
  const document = (...Statement: readonly object[]) => ({ Statement, Version: '2012-10-17' });
  const allow = (Sid: string, Action: string | string[], Resource: unknown) => ({
    Sid,
    Effect: 'Allow',
    Action,
    Resource,
  });
  const app = [{ Ref: roleNamed(resources, 'sample-instance-role').id }];
  const keeper = [{ Ref: roleNamed(resources, 'sample-secret-keeper-role').id }];
  const logs = { 'Fn::GetAtt': [theOnly(resources, 'AWS::Logs::LogGroup')[0], 'Arn'] };
  return [
    { PolicyDocument: document(allow('ReadValue', 'secretsmanager:GetSecretValue', exactArn)), Roles: app },
    {
      PolicyDocument: document(
        allow('Log', ['logs:CreateLogStream', 'logs:PutLogEvents'], logs),
        allow('SeeRollback', 'cloudformation:DescribeStacks', { Ref: 'AWS::StackId' }),
      ),
      Roles: keeper,
    },
    {
      PolicyDocument: document(
        allow('DescribeSecret', 'secretsmanager:DescribeSecret', [secretArn(''), secretArn('-??????')]),
      ),
      Roles: keeper,
    },
    {
      PolicyDocument: document(
        allow(
          'KeepValue',
          ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'],
          exactArn,
        ),
        {
          ...allow('RecordKeys', 'secretsmanager:TagResource', exactArn),
          Condition: {
            'ForAllValues:StringLike': { 'aws:TagKeys': 'kaizencoach:*' },
            Null: { 'aws:TagKeys': 'false' },
          },
        },
      ),
      Roles: keeper,
    },
  ];
}

describe.each([
  ['a retained environment', RETAINED],
  ['a destroyed environment', DESTROYED],
  ['an adopted secret', ADOPTED],
])('IAM of %s', (_, environment) => {
  let resources: Resources;
  beforeEach(() => {
    resources = resourcesOf(environment);
  });

  test('is exactly these four policies', () => {
    // GIVEN
    const exactArn =
      environment.secret.mode === 'adopt'
        ? ADOPTED_ARN
        : { 'Fn::GetAtt': [theOnly(resources, 'AWS::SecretsManager::Secret')[0], 'Id'] };

    // THEN
    const expected = expectedPolicies(resources, exactArn);
    expect(policies(resources)).toHaveLength(expected.length);
    expect(policies(resources)).toEqual(expect.arrayContaining(expected));
  });

  test('has no policy outside those', () => {
    const iam = Object.values(resources)
      .map(({ Type }) => Type)
      .filter((type) => /Policy|Permission|^AWS::IAM/.test(type));
    expect(iam.sort()).toEqual([...Array(4).fill('AWS::IAM::Policy'), ...Array(2).fill('AWS::IAM::Role')]);
  });

  test('gives no role an inline or managed policy', () => {
    const roles = Object.values(ofType(resources, 'AWS::IAM::Role')).map(({ Properties }) =>
      Object.keys(Properties).sort(),
    );
    const plain = ['AssumeRolePolicyDocument', 'Description', 'RoleName', 'Tags'];
    expect(roles).toEqual([plain, plain]);
  });

  test('lets only Lambda assume the keeper’s role', () => {
    expect(roleNamed(resources, 'sample-secret-keeper-role').properties['AssumeRolePolicyDocument']).toEqual(
      trust('lambda.amazonaws.com'),
    );
  });
});

function trust(Service: string, extra: object = {}) {
  const statement = { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service }, ...extra };
  return { Statement: [statement], Version: '2012-10-17' };
}

function appTrust(environment: Environment) {
  return roleNamed(resourcesOf(environment), 'sample-instance-role').properties['AssumeRolePolicyDocument'];
}

describe('the app’s role', () => {
  test('is assumed by App Runner’s instances only', () => {
    expect(appTrust({ ...RETAINED, runtime: 'app-runner' })).toEqual(trust('tasks.apprunner.amazonaws.com'));
  });

  test('is assumed by ECS tasks of this account only', () => {
    const Condition = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };
    expect(appTrust({ ...RETAINED, runtime: 'ecs-express' })).toEqual(trust('ecs-tasks.amazonaws.com', { Condition }));
  });

  test('carries the managed policies that the row names', () => {
    // GIVEN
    const managedPolicyArns = ['arn:aws:iam::111122223333:policy/sample-app-data'];

    // WHEN
    const resources = resourcesOf({ ...RETAINED, managedPolicyArns });

    // THEN
    expect(roleNamed(resources, 'sample-instance-role').properties['ManagedPolicyArns']).toEqual(managedPolicyArns);
  });
});
