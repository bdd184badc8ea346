import { ADMIN, added, denial, exempt, of, POLICY, type Row, secret, staging } from '../corpus-row';
import { idOf, type Loose, one } from '../mutated';

const allowAll = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const APP_ROLE = (template: Loose) => ({ Ref: idOf(template, 'AWS::IAM::Role', 'InstanceRole') });

/** Somebody gets in. */
export const ACCESS: readonly Row[] = [
  ['KmsKeyId is dropped', 'access.key', secret(({ Properties }) => delete Properties.KmsKeyId)],
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
];
