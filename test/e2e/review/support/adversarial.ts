import { type Row, staging } from './dangerous';
import { idOf, type Loose, type MutableAssembly, one } from './mutated';

const POLICY = 'AWS::SecretsManager::ResourcePolicy';
const ADMIN = 'arn:aws:iam::111122223333:role/ops/BreakGlass';

const denial = (change: (statement: Loose, document: Loose) => void) =>
  staging((template) => {
    const { ResourcePolicy } = one(template, POLICY).Properties;
    change(ResourcePolicy.Statement[0], ResourcePolicy);
  });
const exempt = (statement: Loose): Loose => statement.Condition.ArnNotEquals['aws:PrincipalArn'];
const of = (type: string, part: string, change: (properties: Loose, resource: Loose, template: Loose) => void) =>
  staging((template) => change(one(template, type, part).Properties, one(template, type, part), template));
const added = (Type: string, properties: (template: Loose) => object, more: object = {}) =>
  staging((template) => {
    template.Resources.Added = { Type, Properties: properties(template), ...more };
  });
const stackFacts = (change: (properties: Loose, artifact: Loose) => void) => (assembly: MutableAssembly) =>
  assembly.json('manifest.json', ({ artifacts }) => change(artifacts.StagingStack.properties, artifacts.StagingStack));
const FUNCTION = (template: Loose) => ({ 'Fn::GetAtt': [idOf(template, 'AWS::Lambda::Function'), 'Arn'] });

/** Changes that try to get past: obfuscated, split in two, in one environment only, or in a place where nobody looks. */
export const ADVERSARIAL: readonly Row[] = [
  // Conditions and statements that say the same to a quick eye.
  [
    'a look-alike letter in a reader of the Deny',
    'access.reader',
    denial((statement) =>
      exempt(statement).push('arn:aws:iam::111122223333:role/st\u0430ging-kaizencoach-instance-role'),
    ),
  ],
  [
    'a Null condition in the Deny',
    'access.unexplained',
    denial((statement) => {
      statement.Condition.Null = { 'aws:SourceVpc': 'false' };
    }),
  ],
  [
    'a Deny that ends on a day',
    'access.unexplained',
    denial((statement) => {
      statement.Condition.DateLessThan = { 'aws:CurrentTime': '2027-01-01T00:00:00Z' };
    }),
  ],
  [
    'a Deny of another resource',
    'access.reader',
    denial((statement) => {
      statement.Resource = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:other-??????';
    }),
  ],
  [
    'a Deny of this account only',
    'access.reader',
    denial((statement) => {
      statement.Principal = { AWS: '111122223333' };
    }),
  ],
  [
    'a Deny of the action with a space',
    'access.reader',
    denial((statement) => {
      statement.Action = 'secretsmanager:GetSecretValue ';
    }),
  ],
  [
    'a Deny in small letters',
    'template.opaque',
    denial((statement) => {
      statement.Effect = 'deny';
    }),
  ],
  [
    'a Deny by StringNotLike with a star',
    'access.reader',
    denial((statement) => {
      statement.Condition = { StringNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*' } };
    }),
  ],
  [
    'a Deny in a list in the list of statements',
    'template.opaque',
    denial((statement, document) => {
      document.Statement = [[statement]];
    }),
  ],
  [
    'the statements as an object of numbers',
    'template.opaque',
    denial((statement, document) => {
      document.Statement = { 0: statement };
    }),
  ],
  [
    'a policy of the old version',
    'template.opaque',
    denial((_, document) => {
      document.Version = '2008-10-17';
    }),
  ],
  [
    'a reader spared, and denied again under a condition',
    'access.reader',
    denial((statement, document) => {
      exempt(statement).push(ADMIN);
      document.Statement.push({
        ...statement,
        Condition: { ArnEquals: { 'aws:PrincipalArn': ADMIN }, StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
      });
    }),
  ],
  [
    'text that only looks like a reference',
    'access.reader',
    denial((statement) => {
      statement.Condition.ArnNotEquals['aws:PrincipalArn'] = [
        `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/staging-kaizencoach-instance-role`,
      ];
    }),
  ],
  [
    'a second policy of the secret that allows everyone',
    'access.writer',
    added(POLICY, (template) => ({
      SecretId: { Ref: idOf(template, 'AWS::SecretsManager::Secret') },
      ResourcePolicy: {
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Principal: '*', Action: 'secretsmanager:Tag*', Resource: '*' },
      },
    })),
  ],
  ['the policy may be public', 'access.public', of(POLICY, '', (properties) => delete properties.BlockPublicPolicy)],
  [
    'the policy only where a condition holds',
    'template.opaque',
    of(POLICY, '', (_, resource) => Object.assign(resource, { Condition: 'Never' })),
  ],
  [
    'the doctor may read',
    'access.unexplained',
    of('AWS::IAM::ManagedPolicy', 'Doctor', ({ PolicyDocument }) =>
      PolicyDocument.Statement[0].Action.push('secretsmanager:GetSecretValue'),
    ),
  ],
  [
    'the doctor’s policy attached to the app’s role',
    'access.writer',
    of('AWS::IAM::ManagedPolicy', 'Doctor', (properties, _, template) =>
      Object.assign(properties, { Roles: [{ Ref: idOf(template, 'AWS::IAM::Role', 'InstanceRole') }] }),
    ),
  ],
  [
    'a user in a group',
    'access.unexplained',
    added('AWS::IAM::UserToGroupAddition', () => ({ GroupName: 'administrators', Users: ['pat'] })),
  ],
  [
    'the key is disabled',
    'access.key',
    of('AWS::KMS::Key', '', (properties) => Object.assign(properties, { Enabled: false })),
  ],
  [
    'a function’s URL',
    'access.invoke',
    added('AWS::Lambda::Url', (template) => ({ AuthType: 'NONE', TargetFunctionArn: FUNCTION(template) })),
  ],
  [
    'results of the keeper sent elsewhere',
    'keeper.wiring',
    added('AWS::Lambda::EventInvokeConfig', () => ({
      FunctionName: 'staging-kaizencoach-secret-keeper',
      Qualifier: '$LATEST',
      DestinationConfig: { OnSuccess: { Destination: 'arn:aws:sqs:eu-west-1:444455556666:q' } },
    })),
  ],

  // Data.
  [
    'the secret replicated',
    'data.copied',
    of('AWS::SecretsManager::Secret', '', (properties) =>
      Object.assign(properties, { ReplicaRegions: [{ Region: 'us-east-1' }] }),
    ),
  ],
  [
    'a rotation schedule',
    'data.written',
    added('AWS::SecretsManager::RotationSchedule', (template) => ({
      SecretId: { Ref: idOf(template, 'AWS::SecretsManager::Secret') },
      RotationRules: { AutomaticallyAfterDays: 1 },
    })),
  ],
  [
    'a value in a tag',
    'data.in-template',
    of('AWS::S3::Bucket', '', ({ Tags }) => Tags.push({ Key: 'note', Value: 'a1'.repeat(20) })),
  ],
  [
    'a resolved value in a description',
    'data.in-template',
    of('AWS::IAM::Role', 'InstanceRole', (properties) =>
      Object.assign(properties, { Description: '{{resolve:secretsmanager:my-personal-coach-app-secrets}}' }),
    ),
  ],
  [
    'a value in a variable with a key’s name',
    'data.in-template',
    of('AWS::Lambda::Function', '', ({ Environment }) =>
      Object.assign(Environment.Variables, { STRAVA_VERIFY_TOKEN: 'short' }),
    ),
  ],
  [
    'DeletionPolicy by a function',
    'template.opaque',
    of('AWS::SecretsManager::Secret', '', (_, resource) =>
      Object.assign(resource, { DeletionPolicy: { 'Fn::If': ['Keep', 'Retain', 'Delete'] } }),
    ),
  ],
  [
    'the secret moved to another stack',
    'data.leaves-stack',
    (assembly) => {
      let moved: Loose;
      assembly.template('StagingStack', (template) => {
        moved = one(template, 'AWS::SecretsManager::Secret');
        delete template.Resources[idOf(template, 'AWS::SecretsManager::Secret')];
      });
      assembly.template('ProductionStack', (template) => {
        template.Resources.MovedSecret = moved;
      });
    },
  ],
  [
    'the keeper serves another secret',
    'keeper.environment',
    of('AWS::Lambda::Function', '', ({ Environment }) =>
      Object.assign(Environment.Variables, { SECRET_NAME: 'my-personal-coach-app-secrets' }),
    ),
  ],
  [
    'a key of the prototype among the variables',
    'keeper.environment',
    (assembly) =>
      assembly.text('StagingStack.template.json', (text) =>
        text.replace('"Variables": {', '"Variables": {"__proto__": "x",'),
      ),
  ],
  [
    'a policy under another id, and nobody waits for it',
    'keeper.order',
    (assembly) =>
      assembly.template('StagingStack', (template) => {
        const id = idOf(template, 'AWS::IAM::Policy', 'KeepValue');
        template.Resources.Elsewhere = template.Resources[id];
        delete template.Resources[id];
        const seed = one(template, 'Custom::SecretSeed');
        seed.DependsOn = seed.DependsOn.filter((other: string) => other !== id);
      }),
  ],

  // The audit blinded by what looks tighter, or somewhere else.
  [
    'the bucket refuses CloudTrail',
    'audit.path',
    of('AWS::S3::BucketPolicy', '', ({ PolicyDocument }) =>
      PolicyDocument.Statement.push({
        Effect: 'Deny',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: '*',
      }),
    ),
  ],
  [
    'the topic refuses what comes from rules',
    'audit.path',
    of('AWS::SNS::TopicPolicy', '', ({ PolicyDocument }) => {
      PolicyDocument.Statement = PolicyDocument.Statement.filter(
        (statement: Loose) => statement.Sid !== 'RulesPublish',
      );
    }),
  ],
  [
    'the topic takes alarms of another name only',
    'audit.path',
    of('AWS::SNS::TopicPolicy', '', ({ PolicyDocument }) => {
      PolicyDocument.Statement[2].Condition.ArnLike = {
        'aws:SourceArn': 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:other-*',
      };
    }),
  ],
  [
    'CloudTrail may not write to its log group',
    'audit.path',
    staging((template) => {
      delete template.Resources[idOf(template, 'AWS::IAM::Policy', 'Deliver')];
    }),
  ],
  [
    'CloudTrail may not use the key',
    'audit.path',
    of('AWS::KMS::Key', '', ({ KeyPolicy }) => {
      KeyPolicy.Statement = KeyPolicy.Statement.filter(
        (statement: Loose) => JSON.stringify(statement.Principal) !== '{"Service":"cloudtrail.amazonaws.com"}',
      );
    }),
  ],
  [
    'a filter that takes the count back',
    'audit.path',
    added('AWS::Logs::MetricFilter', (template) => {
      const { Properties } = one(template, 'AWS::Logs::MetricFilter', 'valueread');
      return {
        ...Properties,
        FilterName: 'other',
        MetricTransformations: [{ ...Properties.MetricTransformations[0], MetricValue: '-1' }],
      };
    }),
  ],
  [
    'an alert that says nothing',
    'audit.unheard',
    of('AWS::Events::Rule', 'valueread', ({ Targets }) => {
      delete Targets[0].InputTransformer;
      Targets[0].Input = '"all is well"';
    }),
  ],
  [
    'an alert that leaves out who it was',
    'audit.unheard',
    of('AWS::Events::Rule', 'valueread', ({ Targets }) => {
      Targets[0].InputTransformer.InputTemplate = Targets[0].InputTransformer.InputTemplate.replace(
        '"<who>"',
        '"nobody"',
      );
    }),
  ],
  [
    'the trail leaves KMS out',
    'audit.path',
    of('AWS::CloudTrail::Trail', '', ({ AdvancedEventSelectors }) =>
      AdvancedEventSelectors[0].FieldSelectors.push({ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }),
    ),
  ],
  [
    'a log group without metric filters',
    'audit.path',
    of('AWS::Logs::LogGroup', 'Trail', (properties) =>
      Object.assign(properties, { LogGroupClass: 'INFREQUENT_ACCESS' }),
    ),
  ],
  [
    'an alarm that needs five periods',
    'audit.detection',
    of('AWS::CloudWatch::Alarm', 'access', (properties) => Object.assign(properties, { EvaluationPeriods: 5 })),
  ],
  [
    'a filter’s pattern with one word less',
    'audit.detection',
    (assembly) =>
      assembly.text('StagingStack.template.json', (text) =>
        text.replace('$.errorCode NOT EXISTS&&', '$.errorCode EXISTS&&'),
      ),
  ],
  [
    'alerts sent to a stranger',
    'access.unexplained',
    added('AWS::SNS::Subscription', (template) => ({
      TopicArn: { Ref: idOf(template, 'AWS::SNS::Topic') },
      Protocol: 'https',
      Endpoint: 'https://example.com',
    })),
  ],
  [
    'records sent to another bus',
    'access.unexplained',
    added('AWS::Events::Rule', () => ({
      EventPattern: { source: ['aws.secretsmanager'] },
      Targets: [{ Id: 'x', Arn: 'arn:aws:events:eu-west-1:444455556666:event-bus/x' }],
    })),
  ],

  // In one environment only, or beside the templates.
  [
    'the Deny removed in one demo only',
    'access.reader',
    (assembly) =>
      assembly.template('DemoDomStack', (template) => {
        delete template.Resources[idOf(template, POLICY)];
      }),
  ],
  [
    'another role deploys',
    'assembly.stack',
    stackFacts((properties) =>
      Object.assign(properties, { cloudFormationExecutionRoleArn: 'arn:aws:iam::444455556666:role/other' }),
    ),
  ],
  [
    'another account',
    'assembly.stack',
    stackFacts((_, artifact) => Object.assign(artifact, { environment: 'aws://444455556666/eu-west-1' })),
  ],
  [
    'no termination protection',
    'data.retention',
    stackFacts((properties) => Object.assign(properties, { terminationProtection: false })),
  ],
  [
    'stack tags',
    'assembly.stack',
    stackFacts((properties) => Object.assign(properties, { tags: { commit: 'a402e06' } })),
  ],
  [
    'assets in another bucket',
    'assembly.stack',
    (assembly) =>
      assembly.text('StagingStack.assets.json', (text) => text.replaceAll('cdk-hnb659fds-assets', 'others-assets')),
  ],
  [
    'the template deployed from another bucket',
    'assembly.stack',
    stackFacts((properties) =>
      Object.assign(properties, {
        stackTemplateAssetObjectUrl: properties.stackTemplateAssetObjectUrl.replace('cdk-hnb659fds', 'others'),
      }),
    ),
  ],
  [
    'a value as the name of a statement',
    'data.in-template',
    denial((statement) => {
      statement.Sid = 'a1'.repeat(20);
    }),
  ],
  [
    'a value in the metadata',
    'data.in-template',
    of('AWS::SNS::Topic', '', (_, resource) => Object.assign(resource.Metadata, { note: 'a1'.repeat(20) })),
  ],
  [
    'the silence alarm’s threshold lowered',
    'audit.detection',
    of('AWS::CloudWatch::Alarm', 'trailsilent', (properties) => Object.assign(properties, { Threshold: -1 })),
  ],
  [
    'a loop over resources',
    'template.opaque',
    staging((template) => {
      template.Resources['Fn::ForEach::Roles'] = ['Name', ['a'], { Role: {} }];
    }),
  ],
  [
    'a condition nobody uses yet',
    'template.opaque',
    staging((template) => {
      template.Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
    }),
  ],
  [
    'a resource of an unknown type',
    'template.unexplained',
    added('AWS::SSM::Parameter', () => ({ Type: 'String', Value: 'x' })),
  ],
  [
    'a key said twice',
    'could not compare',
    (assembly) =>
      assembly.text('StagingStack.template.json', (text) =>
        text.replace('"Effect": "Deny"', '"Effect": "Deny", "Effect": "Allow"'),
      ),
  ],
  [
    'another template is uploaded than the one reviewed',
    'could not compare',
    (assembly) =>
      assembly.json('StagingStack.assets.json', ({ files }) => {
        const file: Loose = Object.values<Loose>(files).find(({ source }) => source.packaging === 'file');
        file.source.path = 'ProductionStack.template.json';
      }),
  ],
  [
    'no stack at all',
    'could not compare',
    (assembly) =>
      assembly.json('manifest.json', (manifest) => {
        manifest.artifacts = {};
      }),
  ],
];
