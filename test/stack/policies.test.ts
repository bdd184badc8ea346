import type { Environment } from '../../lib/environments/row';
import { ADOPTED, ADOPTED_ARN, DESTROYED, ON_ECS, RETAINED } from '../support/sample-environments';
import { countedByType, ofType, type Resources, resourcesOf, theOnly, within } from '../support/synthesized';
import { inAccount } from '../support/template-arns';

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
  return inAccount(':secretsmanager:eu-west-1:', `:secret:sample-app-secrets${ending}`);
}

const document = (...Statement: readonly object[]) => ({ Statement, Version: '2012-10-17' });
const allow = (Sid: string, Action: string | string[], Resource: unknown) => ({
  Sid,
  Effect: 'Allow',
  Action: [Action].flat(),
  Resource: [Resource].flat(),
});

/** ARN of the streams of the log group of one part of the stack. */
function streamsOf(resources: Resources, construct: string) {
  return { 'Fn::GetAtt': [theOnly(within(resources, construct), 'AWS::Logs::LogGroup')[0], 'Arn'] };
}

/** What an adopted secret has more: its keeper looks for a foreign resource policy first. */
const SEE_POLICY = allow('SeePolicy', 'secretsmanager:GetResourcePolicy', ADOPTED_ARN);

function expectedPolicies(resources: Resources, { secret }: Environment) {
  const exactArn =
    secret.mode === 'adopt'
      ? ADOPTED_ARN
      : { 'Fn::GetAtt': [theOnly(resources, 'AWS::SecretsManager::Secret')[0], 'Id'] };
  const app = [{ Ref: roleNamed(resources, 'sample-instance-role').id }];
  const keeper = [{ Ref: roleNamed(resources, 'sample-secret-keeper-role').id }];
  return [
    { PolicyDocument: document(allow('ReadValue', 'secretsmanager:GetSecretValue', exactArn)), Roles: app },
    {
      PolicyDocument: document(
        allow('Log', ['logs:CreateLogStream', 'logs:PutLogEvents'], streamsOf(resources, 'SecretKeeper')),
        allow('SeeRollback', 'cloudformation:DescribeStacks', { Ref: 'AWS::StackId' }),
        allow('TellTopic', 'sns:Publish', inAccount(':sns:eu-west-1:', ':sample-audit')),
      ),
      Roles: keeper,
    },
    {
      PolicyDocument: document(
        allow('DescribeSecret', 'secretsmanager:DescribeSecret', [secretArn(''), secretArn('-??????')]),
        ...(secret.mode === 'adopt' ? [SEE_POLICY] : []),
      ),
      Roles: keeper,
    },
    {
      PolicyDocument: document(
        allow(
          'KeepValue',
          [
            'secretsmanager:GetSecretValue',
            'secretsmanager:ListSecretVersionIds',
            'secretsmanager:PutSecretValue',
            'secretsmanager:UpdateSecretVersionStage',
          ],
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

/** What CloudTrail needs to deliver to the log group of the stack's own trail. */
function deliveryPolicy(resources: Resources) {
  return {
    PolicyDocument: document(
      allow('Deliver', ['logs:CreateLogStream', 'logs:PutLogEvents'], streamsOf(resources, 'AccessAudit')),
    ),
    Roles: [{ Ref: roleNamed(resources, 'sample-audit-delivery-role').id }],
  };
}

/**
 * Policies whose documents are stated where their owners are tested: those of secret, key, topic, queue, bucket and function,
 * and the three for people and the pipeline.
 */
const ON_RESOURCES = {
  'AWS::IAM::ManagedPolicy': 4,
  'AWS::Lambda::ResourcePolicy': 1,
  'AWS::SecretsManager::ResourcePolicy': 1,
  'AWS::SNS::TopicPolicy': 1,
  'AWS::SQS::QueuePolicy': 1,
} as const;

const OWN_TRAIL = { 'AWS::IAM::Policy': 5, 'AWS::IAM::Role': 3, 'AWS::S3::BucketPolicy': 1, ...ON_RESOURCES } as const;

describe.each([
  ['a retained environment', RETAINED, OWN_TRAIL],
  [
    'an environment with operators',
    { ...RETAINED, operatorRoleArns: ['arn:aws:iam::111122223333:role/operator'] },
    OWN_TRAIL,
  ],
  ['an adopted secret', ADOPTED, OWN_TRAIL],
  ['a destroyed environment', DESTROYED, { 'AWS::IAM::Policy': 4, 'AWS::IAM::Role': 2, ...ON_RESOURCES }],
])('IAM of %s', (_, environment, counts) => {
  let resources: Resources;
  beforeEach(() => {
    resources = resourcesOf(environment);
  });

  test('is exactly these policies', () => {
    const expected = [
      ...expectedPolicies(resources, environment),
      ...(environment.audit.trail.mode === 'create' ? [deliveryPolicy(resources)] : []),
    ];
    expect(policies(resources)).toHaveLength(expected.length);
    expect(policies(resources)).toEqual(expect.arrayContaining(expected));
  });

  test('has a name for each policy of a role: the second of a name would overwrite the first', () => {
    const named = Object.values(ofType(resources, 'AWS::IAM::Policy')).map(
      ({ Properties }) => Properties['PolicyName'],
    );
    expect(new Set(named).size).toBe(named.length);
  });

  test('has no policy outside those and the ones of the resources', () => {
    const policyTypes = Object.entries(countedByType(resources)).filter(([type]) =>
      /Policy$|Permission|^AWS::IAM/.test(type),
    );
    expect(Object.fromEntries(policyTypes)).toEqual(counts);
  });

  test('gives no role an inline or managed policy', () => {
    const roles = Object.values(ofType(resources, 'AWS::IAM::Role')).map(({ Properties }) =>
      Object.keys(Properties).sort(),
    );
    const plain = ['AssumeRolePolicyDocument', 'Description', 'RoleName', 'Tags'];
    expect(roles).toEqual(Array(counts['AWS::IAM::Role']).fill(plain));
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
    expect(appTrust(ON_ECS)).toEqual(trust('ecs-tasks.amazonaws.com', { Condition }));
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
