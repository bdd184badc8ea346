import * as v from 'valibot';
import { DESTROYED, ON_ECS, RETAINED } from '../../support/sample-environments';
import { ofType, type Resource, resourcesOf, theOnly } from '../../support/synthesized';
import { inAccount } from '../../support/template-arns';

const MANAGED = 'arn:aws:iam::111122223333:policy/of-the-app';

function policyOf(name: string, environment = RETAINED): Resource['Properties'] {
  const found = Object.values(ofType(resourcesOf(environment), 'AWS::IAM::ManagedPolicy')).find(
    ({ Properties }) => Properties['ManagedPolicyName'] === name,
  );
  if (found === undefined) {
    throw new Error(`expected a managed policy ${name}`);
  }
  return found.Properties;
}

const documentSchema = v.object({ Statement: v.array(v.record(v.string(), v.unknown())) });

function statementsOf(name: string, environment = RETAINED): readonly Readonly<Record<string, unknown>>[] {
  return v.parse(documentSchema, policyOf(name, environment)['PolicyDocument']).Statement;
}

const allow = (Sid: string, action: string | string[], resource: unknown) => ({
  Sid,
  Effect: 'Allow',
  Action: [action].flat(),
  Resource: [resource].flat(),
});

const SERVICE = inAccount(':apprunner:eu-west-1:', ':service/sample-service/*');

test.each([RETAINED, DESTROYED, ON_ECS])('there are exactly four, attached to nobody', (environment) => {
  const found = Object.values(ofType(resourcesOf(environment), 'AWS::IAM::ManagedPolicy'));
  expect(found.map(({ Properties }) => [Properties['ManagedPolicyName'], Properties['Roles']])).toEqual([
    ['sample-secret-operator', undefined],
    ['sample-secret-doctor', undefined],
    ['sample-secret-driller', undefined],
    ['sample-secret-reviewer', undefined],
  ]);
});

test('none has another path or description than ever: CloudFormation would replace it, under the name that is taken', () => {
  for (const { Properties } of Object.values(ofType(resourcesOf(RETAINED), 'AWS::IAM::ManagedPolicy'))) {
    expect([Properties['Path'], Properties['Description']]).toEqual(['/', '']);
  }
});

test('an operator may ask the keeper, reload the app and read its log, and nothing else', () => {
  expect(statementsOf('sample-secret-operator')).toEqual([
    allow('AskKeeper', 'lambda:InvokeFunction', inAccount(':lambda:eu-west-1:', ':function:sample-secret-keeper')),
    allow('FindService', 'apprunner:ListServices', '*'),
    allow('ReloadService', ['apprunner:ListOperations', 'apprunner:StartDeployment'], SERVICE),
    allow(
      'ReadAppLog',
      ['logs:DescribeLogStreams', 'logs:FilterLogEvents'],
      inAccount(':logs:eu-west-1:', ':log-group:/aws/apprunner/sample-service/*'),
    ),
  ]);
});

test('an operator of an app on ECS may also pass its two roles on to its own task definitions, and update its own service', () => {
  const logGroup = '/aws/ecs/default/sample-service-????';
  expect(statementsOf('sample-secret-operator', ON_ECS)).toEqual([
    allow('AskKeeper', 'lambda:InvokeFunction', inAccount(':lambda:eu-west-1:', ':function:sample-secret-keeper')),
    allow(
      'ReloadService',
      [
        'ecs:DescribeExpressGatewayService',
        'ecs:DescribeServices',
        'ecs:ListServiceDeployments',
        'ecs:UpdateExpressGatewayService',
      ],
      inAccount(':ecs:eu-west-1:', ':service/default/sample-service'),
    ),
    allow(
      'RegisterTasks',
      'ecs:RegisterTaskDefinition',
      inAccount(':ecs:eu-west-1:', ':task-definition/default-sample-service:*'),
    ),
    allow('PassTaskRoles', 'iam:PassRole', [
      inAccount(':iam::', ':role/sample-instance-role'),
      'arn:aws:iam::111122223333:role/sample-execution-role',
    ]),
    allow(
      'ReadAppLog',
      ['logs:DescribeLogStreams', 'logs:FilterLogEvents'],
      [
        inAccount(':logs:eu-west-1:', `:log-group:${logGroup}`),
        inAccount(':logs:eu-west-1:', `:log-group:${logGroup}:*`),
      ],
    ),
  ]);
});

test('the doctor, the driller and the reviewer of an app on ECS have no statement more', () => {
  for (const name of ['sample-secret-doctor', 'sample-secret-driller', 'sample-secret-reviewer']) {
    const [sids, onAppRunner] = [ON_ECS, RETAINED].map((environment) =>
      statementsOf(name, environment).map((statement) => statement['Sid']),
    );
    expect(sids).toEqual(onAppRunner?.filter((sid) => sid !== 'SeeService'));
  }
});

test('the doctor may look at settings, and nothing else: no batch of secrets, and no trail', () => {
  const [secretId] = theOnly(resourcesOf(RETAINED), 'AWS::SecretsManager::Secret');
  const [topicId] = theOnly(resourcesOf(RETAINED), 'AWS::SNS::Topic');
  expect(statementsOf('sample-secret-doctor')).toEqual([
    allow('SeeSecret', ['secretsmanager:DescribeSecret', 'secretsmanager:GetResourcePolicy'], {
      'Fn::GetAtt': [secretId, 'Id'],
    }),
    allow(
      'SeeRole',
      ['iam:GetRole', 'iam:GetRolePolicy', 'iam:ListAttachedRolePolicies', 'iam:ListRolePolicies'],
      inAccount(':iam::', ':role/sample-instance-role'),
    ),
    allow('SeeStack', 'cloudformation:ListStackResources', { Ref: 'AWS::StackId' }),
    allow('SeeSubscriptions', ['sns:GetSubscriptionAttributes', 'sns:ListSubscriptionsByTopic'], { Ref: topicId }),
    allow('SeeMutes', 'cloudwatch:ListAlarmMuteRules', inAccount(':cloudwatch:eu-west-1:', ':alarm-mute-rule:*')),
    allow('SeeService', 'apprunner:DescribeService', SERVICE),
    allow('SeeAlerts', ['cloudwatch:DescribeAlarms', 'events:ListRules'], '*'),
  ]);
});

test('the driller may see what alerts leave behind, and ask for a batch, and nothing else', () => {
  expect(statementsOf('sample-secret-driller')).toEqual([
    allow(
      'DrillAlerts',
      [
        'cloudtrail:LookupEvents',
        'cloudwatch:DescribeAlarmHistory',
        'cloudwatch:GetMetricData',
        'secretsmanager:BatchGetSecretValue',
      ],
      '*',
    ),
  ]);
});

test('the doctor also sees the managed policies that the row attaches to the app’s role', () => {
  expect(statementsOf('sample-secret-doctor', { ...RETAINED, managedPolicyArns: [MANAGED] })).toContainEqual(
    allow('SeePolicies', ['iam:GetPolicy', 'iam:GetPolicyVersion'], MANAGED),
  );
});

test('the reviewer may look at no dashboard and no bucket where the stack makes none', () => {
  const audit = { ...RETAINED.audit, trail: { mode: 'lean' }, dashboard: false } as const;
  const statements = JSON.stringify(statementsOf('sample-secret-reviewer', { ...RETAINED, audit }));
  expect(statements).toContain('"SeeQueue"');
  expect(statements).not.toContain('"SeeDashboard"');
  expect(statements).not.toContain('"SeeBucket"');
});

test('the reviewer may look at settings, and is denied the value whatever else the role has', () => {
  const [secretId] = theOnly(resourcesOf(RETAINED), 'AWS::SecretsManager::Secret');
  const [topicId] = theOnly(resourcesOf(RETAINED), 'AWS::SNS::Topic');
  const [keyId] = theOnly(resourcesOf(RETAINED), 'AWS::KMS::Key');
  const [bucketId] = theOnly(resourcesOf(RETAINED), 'AWS::S3::Bucket');
  expect(statementsOf('sample-secret-reviewer')).toEqual([
    allow(
      'SeeStack',
      ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate', 'cloudformation:ListStackResources'],
      { Ref: 'AWS::StackId' },
    ),
    allow('SeeSecret', ['secretsmanager:DescribeSecret', 'secretsmanager:GetResourcePolicy'], {
      'Fn::GetAtt': [secretId, 'Id'],
    }),
    allow('SeeKey', ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:ListGrants'], { 'Fn::GetAtt': [keyId, 'Arn'] }),
    {
      ...allow(
        'SeeRoles',
        ['iam:GetRole', 'iam:GetRolePolicy', 'iam:ListAttachedRolePolicies', 'iam:ListRolePolicies'],
        [
          inAccount(':iam::', ':role/sample-instance-role'),
          inAccount(':iam::', ':role/sample-secret-keeper-role'),
          inAccount(':iam::', ':role/sample-audit-delivery-role'),
        ],
      ),
    },
    allow(
      'SeePolicies',
      ['iam:GetPolicy', 'iam:GetPolicyVersion'],
      ['operator', 'doctor', 'driller', 'reviewer'].map((kind) => inAccount(':iam::', `:policy/sample-secret-${kind}`)),
    ),
    allow(
      'SeeKeeper',
      ['lambda:GetFunctionConcurrency', 'lambda:GetFunctionConfiguration', 'lambda:GetPolicy'],
      inAccount(':lambda:eu-west-1:', ':function:sample-secret-keeper'),
    ),
    allow(
      'SeeTrail',
      ['cloudtrail:GetEventSelectors', 'cloudtrail:GetTrail', 'cloudtrail:GetTrailStatus'],
      inAccount(':cloudtrail:eu-west-1:', ':trail/sample-audit'),
    ),
    allow('SeeBucket', 's3:GetBucketPolicy', {
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', { Ref: bucketId }]],
    }),
    allow(
      'SeeRules',
      ['events:DescribeRule', 'events:ListTargetsByRule'],
      inAccount(':events:eu-west-1:', ':rule/sample-audit-*'),
    ),
    allow(
      'SeeLogsAndAlarms',
      ['cloudwatch:DescribeAlarms', 'logs:DescribeLogGroups', 'logs:DescribeMetricFilters'],
      '*',
    ),
    allow(
      'SeeTopic',
      [
        'sns:GetDataProtectionPolicy',
        'sns:GetSubscriptionAttributes',
        'sns:GetTopicAttributes',
        'sns:ListSubscriptionsByTopic',
      ],
      { Ref: topicId },
    ),
    allow('SeeQueue', 'sqs:GetQueueAttributes', inAccount(':sqs:eu-west-1:', ':sample-audit-failed-deliveries')),
    allow('SeeDashboard', 'cloudwatch:GetDashboard', inAccount(':cloudwatch::', ':dashboard/sample-audit')),
    {
      ...allow(
        'NeverTheValue',
        ['kms:Decrypt', 'secretsmanager:BatchGetSecretValue', 'secretsmanager:GetSecretValue'],
        '*',
      ),
      Effect: 'Deny',
    },
  ]);
});
