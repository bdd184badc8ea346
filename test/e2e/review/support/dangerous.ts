import { idOf, type Loose, type MutableAssembly, one } from './mutated';

/** A change, and the gate that must be among those that stop it. */
export type Row = readonly [what: string, gate: string, mutate: (assembly: MutableAssembly) => void];

const SECRET = 'AWS::SecretsManager::Secret';
const POLICY = 'AWS::SecretsManager::ResourcePolicy';
const ADMIN = 'arn:aws:iam::111122223333:role/ops/BreakGlass';

/** Changes the template of staging. */
export const staging = (change: (template: Loose) => void) => (assembly: MutableAssembly) =>
  assembly.template('StagingStack', change);
const secret = (change: (resource: Loose, template: Loose) => void) =>
  staging((template) => change(one(template, SECRET), template));
const of = (type: string, part: string, change: (properties: Loose, resource: Loose, template: Loose) => void) =>
  staging((template) => change(one(template, type, part).Properties, one(template, type, part), template));
const denial = (change: (statement: Loose, document: Loose) => void) =>
  of(POLICY, '', ({ ResourcePolicy }) => change(ResourcePolicy.Statement[0], ResourcePolicy));
const trail = (change: (properties: Loose) => void) => of('AWS::CloudTrail::Trail', '', change);
const rule = (change: (properties: Loose) => void) => of('AWS::Events::Rule', 'valueread', change);
const filter = (change: (properties: Loose) => void) => of('AWS::Logs::MetricFilter', 'valueread', change);
const alarm = (part: string, change: (properties: Loose) => void) => of('AWS::CloudWatch::Alarm', part, change);
const keeper = (change: (properties: Loose, resource: Loose, template: Loose) => void) =>
  of('AWS::Lambda::Function', '', change);
const added = (type: string, properties: (template: Loose) => object) =>
  staging((template) => {
    template.Resources.Added = { Type: type, Properties: properties(template) };
  });

const allowAll = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const APP_ROLE = (template: Loose) => ({ Ref: idOf(template, 'AWS::IAM::Role', 'InstanceRole') });
const exempt = (statement: Loose): Loose => statement.Condition.ArnNotEquals['aws:PrincipalArn'];

/** The table of dangerous changes, line by line. */
export const DANGEROUS: readonly Row[] = [
  [
    'the secret is renamed',
    'data.replaced',
    secret(({ Properties }) => Object.assign(Properties, { Name: 'other-app-secrets' })),
  ],
  [
    'the secret’s construct id changes',
    'data.leaves-stack',
    (assembly) =>
      assembly.text('StagingStack.template.json', (text) => text.replaceAll('SecretA720EF05', 'SecretB831F016')),
  ],
  [
    'a row is deleted',
    'assembly.stack',
    (assembly) =>
      assembly.json('manifest.json', ({ artifacts }) => {
        delete artifacts.StagingStack;
        delete artifacts['StagingStack.assets'];
      }),
  ],
  [
    'a stack id is renamed',
    'assembly.stack',
    (assembly) =>
      assembly.json('manifest.json', ({ artifacts }) => {
        artifacts.StageStack = artifacts.StagingStack;
        artifacts['StageStack.assets'] = artifacts['StagingStack.assets'];
        delete artifacts.StagingStack;
      }),
  ],
  [
    'GenerateSecretString is added',
    'data.written',
    secret(({ Properties }) => Object.assign(Properties, { GenerateSecretString: {} })),
  ],
  [
    'a literal value in the secret',
    'data.in-template',
    secret(({ Properties }) =>
      Object.assign(Properties, { SecretString: `{"FLASK_SECRET_KEY":"${'0a'.repeat(32)}"}` }),
    ),
  ],
  [
    'a resolved value in an output',
    'data.in-template',
    staging(({ Outputs }) =>
      Object.assign(Outputs, { Value: { Value: '{{resolve:secretsmanager:staging-kaizencoach-app-secrets}}' } }),
    ),
  ],
  [
    'a literal value in an output',
    'data.in-template',
    staging(({ Outputs }) => Object.assign(Outputs, { Value: { Value: 'hunter2' } })),
  ],
  ['UpdateReplacePolicy is dropped alone', 'data.retention', secret((resource) => delete resource.UpdateReplacePolicy)],
  [
    'removal from retain to destroy',
    'data.retention',
    secret((resource) => Object.assign(resource, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' })),
  ],
  ['KmsKeyId is dropped', 'access.key', secret(({ Properties }) => delete Properties.KmsKeyId)],
  [
    'the bucket’s expiry is shortened',
    'audit.shortened',
    of('AWS::S3::Bucket', '', ({ LifecycleConfiguration }) =>
      Object.assign(LifecycleConfiguration.Rules[0], { ExpirationInDays: 30 }),
    ),
  ],
  [
    'the bucket is renamed',
    'audit.replaced',
    of('AWS::S3::Bucket', '', (properties) => Object.assign(properties, { BucketName: 'another' })),
  ],
  [
    'log retention is shortened',
    'audit.shortened',
    of('AWS::Logs::LogGroup', 'Trail', (properties) => Object.assign(properties, { RetentionInDays: 90 })),
  ],
  [
    'a key leaves the seeding list',
    'data.seeding',
    of('Custom::SecretSeed', '', ({ GeneratedKeys }) => GeneratedKeys.pop()),
  ],
  [
    'SEEDING from add to report',
    'data.seeding',
    keeper(({ Environment }) => Object.assign(Environment.Variables, { SEEDING: 'report' })),
  ],
  [
    'ServiceToken changes',
    'keeper.wiring',
    of('Custom::SecretSeed', '', (properties) =>
      Object.assign(properties, { ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:other' }),
    ),
  ],
  [
    'concurrency 0',
    'keeper.wiring',
    keeper((properties) => Object.assign(properties, { ReservedConcurrentExecutions: 0 })),
  ],
  ['DependsOn is dropped', 'keeper.order', of('Custom::SecretSeed', '', (_, resource) => delete resource.DependsOn)],
  ['the Deny is removed', 'access.reader', staging((template) => delete template.Resources[idOf(template, POLICY)])],
  ['an administrator is added to its list', 'access.reader', denial((statement) => exempt(statement).push(ADMIN))],
  [
    'a wildcard in its list',
    'access.reader',
    denial((statement) => exempt(statement).push('arn:aws:iam::111122223333:role/*')),
  ],
  [
    'ForAnyValue in the Deny',
    'access.reader',
    denial((statement) => {
      statement.Condition = { 'ForAnyValue:ArnNotEquals': statement.Condition.ArnNotEquals };
    }),
  ],
  [
    'Action to NotAction in the Deny',
    'access.reader',
    denial((statement) => {
      statement.NotAction = statement.Action;
      delete statement.Action;
    }),
  ],
  [
    'a SourceVpce condition in the Deny',
    'access.unexplained',
    denial((statement) => {
      statement.Condition.StringNotEquals = { 'aws:SourceVpce': 'vpce-1' };
    }),
  ],
  [
    'a RolePolicy of everything',
    'access.unexplained',
    added('AWS::IAM::RolePolicy', (template) => ({
      PolicyName: 'all',
      RoleName: APP_ROLE(template),
      PolicyDocument: allowAll,
    })),
  ],
  [
    'the operator’s policy with everything',
    'access.unexplained',
    of('AWS::IAM::ManagedPolicy', 'Operator0', ({ PolicyDocument }) =>
      PolicyDocument.Statement.push(allowAll.Statement[0]),
    ),
  ],
  [
    'a new role, open to everyone',
    'access.unexplained',
    added('AWS::IAM::Role', () => ({
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }],
      },
    })),
  ],
  [
    'a managed policy attached to the app’s role',
    'access.unexplained',
    of('AWS::IAM::Role', 'InstanceRole', (properties) =>
      Object.assign(properties, { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }),
    ),
  ],
  [
    'a Lambda permission for everyone',
    'access.invoke',
    added('AWS::Lambda::Permission', (template) => ({
      Action: 'lambda:InvokeFunction',
      Principal: '*',
      FunctionName: { Ref: idOf(template, 'AWS::Lambda::Function') },
    })),
  ],
  [
    'the operator’s policy has another description',
    'access.replaced',
    of('AWS::IAM::ManagedPolicy', 'Operator0', (properties) =>
      Object.assign(properties, { Description: 'For operators' }),
    ),
  ],
  [
    'EC2 may take on the app’s role',
    'access.trust',
    of('AWS::IAM::Role', 'InstanceRole', ({ AssumeRolePolicyDocument }) => {
      AssumeRolePolicyDocument.Statement[0].Principal.Service = ['tasks.apprunner.amazonaws.com', 'ec2.amazonaws.com'];
    }),
  ],
  [
    'another account may take on the keeper’s role',
    'access.trust',
    of('AWS::IAM::Role', 'SecretKeeper', ({ AssumeRolePolicyDocument }) => {
      AssumeRolePolicyDocument.Statement[0].Principal.AWS = '444455556666';
    }),
  ],
  [
    'conditions of the key with IfExists',
    'access.key',
    of('AWS::KMS::Key', '', ({ KeyPolicy }) => {
      const { Condition } = KeyPolicy.Statement[1];
      Condition.StringLikeIfExists = Condition.StringLike;
      delete Condition.StringLike;
    }),
  ],
  [
    'administrators of the key may grant',
    'access.key',
    of('AWS::KMS::Key', '', ({ KeyPolicy }) => KeyPolicy.Statement[0].Action.push('kms:CreateGrant')),
  ],
  [
    'Fn::Sub of a parameter in a policy',
    'template.opaque',
    staging((template) => {
      template.Parameters.Who = { Type: 'String', Default: ADMIN };
      exempt(one(template, POLICY).Properties.ResourcePolicy.Statement[0]).push({ 'Fn::Sub': `\${Who}` });
    }),
  ],
  [
    'Fn::If in a policy',
    'template.opaque',
    denial((statement) => exempt(statement).push({ 'Fn::If': ['Never', ADMIN, { Ref: 'AWS::NoValue' }] })),
  ],
  [
    'Ref of a parameter in a policy',
    'template.opaque',
    denial((statement) => exempt(statement).push({ Ref: 'BootstrapVersion' })),
  ],
  [
    'a transform',
    'template.opaque',
    staging((template) => Object.assign(template, { Transform: 'AWS::Serverless-2016-10-31' })),
  ],
  [
    'a nested stack',
    'template.opaque',
    added('AWS::CloudFormation::Stack', () => ({ TemplateURL: 'https://example.com/t.json' })),
  ],
  [
    'layers',
    'keeper.environment',
    keeper((properties) => Object.assign(properties, { Layers: ['arn:aws:lambda:eu-west-1:444455556666:layer:x:1'] })),
  ],
  [
    'NODE_OPTIONS',
    'keeper.environment',
    keeper(({ Environment }) => Object.assign(Environment.Variables, { NODE_OPTIONS: '--require /opt/x.js' })),
  ],
  [
    'the log prints the event: only the hash changes',
    'keeper.code',
    (assembly) => {
      const name = 'asset.101e565344260daf219b0bf536d879a7b535952fdf9b866768dcfd8c47ef0387';
      void name;
      assembly.json('StagingStack.assets.json', ({ files }) => {
        const asset: Loose = Object.values<Loose>(files).find((file) => file.source.packaging === 'zip');
        assembly.text(`${asset.source.path}/index.js`, (text) => `console.log(process.argv);${text}`);
      });
    },
  ],
  ['IsLogging false', 'audit.path', trail((properties) => Object.assign(properties, { IsLogging: false }))],
  [
    'a selector without reads',
    'audit.path',
    trail(({ AdvancedEventSelectors }) =>
      AdvancedEventSelectors[0].FieldSelectors.push({ Field: 'readOnly', Equals: ['false'] }),
    ),
  ],
  ['the trail without a log group', 'audit.path', trail((properties) => delete properties.CloudWatchLogsLogGroupArn)],
  [
    'the trail without validation',
    'audit.path',
    trail((properties) => Object.assign(properties, { EnableLogFileValidation: false })),
  ],
  [
    'the trail in one Region',
    'audit.path',
    trail((properties) => Object.assign(properties, { IsMultiRegionTrail: false })),
  ],
  ['a rule in state ENABLED', 'audit.path', rule((properties) => Object.assign(properties, { State: 'ENABLED' }))],
  [
    'a rule’s pattern narrowed by Region',
    'audit.detection',
    rule(({ EventPattern }) => Object.assign(EventPattern.detail, { awsRegion: ['us-east-1'] })),
  ],
  [
    'a rule’s pattern narrowed by anything-but',
    'audit.detection',
    rule(({ EventPattern }) =>
      EventPattern.detail.userIdentity.sessionContext.sessionIssuer.arn[1]['anything-but'].push(ADMIN),
    ),
  ],
  [
    'a threshold raised',
    'audit.detection',
    alarm('access', (properties) => Object.assign(properties, { Threshold: 100 })),
  ],
  ['targets emptied', 'audit.unheard', rule((properties) => Object.assign(properties, { Targets: [] }))],
  [
    'another topic',
    'audit.unheard',
    rule(({ Targets }) => Object.assign(Targets[0], { Arn: 'arn:aws:sns:eu-west-1:111122223333:other' })),
  ],
  [
    'AlarmActions emptied',
    'audit.unheard',
    alarm('access', (properties) => Object.assign(properties, { AlarmActions: [] })),
  ],
  [
    'a metric renamed',
    'audit.path',
    filter(({ MetricTransformations }) => Object.assign(MetricTransformations[0], { MetricName: 'other' })),
  ],
  [
    'a metric of value 0',
    'audit.path',
    filter(({ MetricTransformations }) => Object.assign(MetricTransformations[0], { MetricValue: '0' })),
  ],
  [
    'the silence alarm not breaching',
    'audit.path',
    alarm('trailsilent', (properties) => Object.assign(properties, { TreatMissingData: 'notBreaching' })),
  ],
  [
    'the public access block dropped',
    'access.public',
    of('AWS::S3::Bucket', '', (properties) => delete properties.PublicAccessBlockConfiguration),
  ],
  [
    'an OIDC subject of any branch',
    'pipeline.trust',
    of('AWS::IAM::Role', 'InstanceRole', ({ AssumeRolePolicyDocument }) =>
      AssumeRolePolicyDocument.Statement.push({
        Effect: 'Allow',
        Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:o/r:*' } },
      }),
    ),
  ],
  [
    'a CDK upgrade that changes logical ids',
    'data.leaves-stack',
    (assembly) =>
      assembly.text('ProductionStack.template.json', (text) =>
        text.replaceAll(/\b(Secret|EncryptionKey|AccessAuditTrailBucket)([0-9A-F]{8})\b/g, '$1Resource$2'),
      ),
  ],
];
