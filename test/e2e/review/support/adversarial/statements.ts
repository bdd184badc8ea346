import { ADMIN, added, denial, exempt, of, POLICY, type Row, staging } from '../corpus-row';
import { idOf, type Loose, one } from '../mutated';

const FUNCTION = (template: Loose) => ({ 'Fn::GetAtt': [idOf(template, 'AWS::Lambda::Function'), 'Arn'] });

/** Conditions and statements that say the same to a quick eye. */
export const STATEMENTS: readonly Row[] = [
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
  [
    'a second policy of the topic that says less',
    'access.overwritten',
    added('AWS::SNS::TopicPolicy', (template) => {
      const { Topics, PolicyDocument } = one(template, 'AWS::SNS::TopicPolicy').Properties;
      return { Topics, PolicyDocument: { ...PolicyDocument, Statement: PolicyDocument.Statement.slice(0, 1) } };
    }),
  ],
  [
    'the policy of the topic under another id',
    'access.overwritten',
    staging((template) => {
      const id = idOf(template, 'AWS::SNS::TopicPolicy');
      template.Resources.Other = template.Resources[id];
      delete template.Resources[id];
    }),
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
];
