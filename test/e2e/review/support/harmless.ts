import { staging } from './corpus-row';
import { type Loose, type MutableAssembly, one } from './mutated';

const POLICY = 'AWS::SecretsManager::ResourcePolicy';
const KEY = 'AWS::KMS::Key';

/** A change that nobody has to know of. */
export type HarmlessRow = readonly [what: string, mutate: (assembly: MutableAssembly) => void];

/** Writes every Join of text and pseudo parameters as Sub. */
function joinsAsSubs(value: Loose): Loose {
  if (Array.isArray(value)) {
    return value.map(joinsAsSubs);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const join = value['Fn::Join'];
  if (join?.[1].every((part: Loose) => typeof part === 'string' || typeof part.Ref === 'string')) {
    const text = join[1].map((part: Loose) =>
      typeof part === 'string' ? part.replaceAll('${', '${!') : `\${${part.Ref}}`,
    );
    return { 'Fn::Sub': text.join(join[0].replaceAll('${', '${!')) };
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, joinsAsSubs(each)]));
}

export const HARMLESS: readonly HarmlessRow[] = [
  ['nothing', () => undefined],
  [
    'a role’s description',
    staging((template) =>
      Object.assign(one(template, 'AWS::IAM::Role', 'InstanceRole').Properties, { Description: 'other' }),
    ),
  ],
  ['the stack’s description', staging((template) => Object.assign(template, { Description: 'other' }))],
  [
    'a tag',
    staging((template) => one(template, 'AWS::S3::Bucket').Properties.Tags.push({ Key: 'Team', Value: 'coach' })),
  ],
  [
    'the dashboard',
    staging((template) =>
      Object.assign(one(template, 'AWS::CloudWatch::Dashboard').Properties, { DashboardBody: '{}' }),
    ),
  ],
  [
    'an alarm’s description',
    staging((template) =>
      Object.assign(one(template, 'AWS::CloudWatch::Alarm', 'access').Properties, { AlarmDescription: 'other' }),
    ),
  ],
  ['statements in another order', staging((template) => one(template, KEY).Properties.KeyPolicy.Statement.reverse())],
  [
    'a list of actions in another order',
    staging((template) => one(template, KEY).Properties.KeyPolicy.Statement[0].Action.reverse()),
  ],
  [
    'x to [x]',
    staging((template) => {
      const [statement] = one(template, POLICY).Properties.ResourcePolicy.Statement;
      statement.Action = [statement.Action];
    }),
  ],
  [
    'a list of one statement to the statement',
    staging((template) => {
      const { ResourcePolicy } = one(template, POLICY).Properties;
      ResourcePolicy.Statement = ResourcePolicy.Statement[0];
    }),
  ],
  [
    'a Sid renamed',
    staging((template) => {
      one(template, POLICY).Properties.ResourcePolicy.Statement[0].Sid = 'Other';
    }),
  ],
  [
    'Join to Sub with the same text, everywhere',
    staging((template) => {
      template.Resources = joinsAsSubs(template.Resources);
    }),
  ],
  [
    'AWS::NoValue',
    staging((template) =>
      Object.assign(one(template, 'AWS::SNS::Topic').Properties, { KmsMasterKeyId: { Ref: 'AWS::NoValue' } }),
    ),
  ],
  ['DependsOn in another order', staging((template) => one(template, 'Custom::SecretSeed').DependsOn.reverse())],
  [
    '"1" to "1.0"',
    staging((template) => {
      one(template, 'AWS::Logs::MetricFilter', 'valueread').Properties.MetricTransformations[0].MetricValue = '1.0';
    }),
  ],
  [
    'ArnNotEqualsIfExists in the Deny',
    staging((template) => {
      const [statement] = one(template, POLICY).Properties.ResourcePolicy.Statement;
      statement.Condition = { ArnNotEqualsIfExists: statement.Condition.ArnNotEquals };
    }),
  ],
  [
    'statements merged into one policy',
    staging((template) => {
      const from = Object.entries<Loose>(template.Resources).filter(([id]) =>
        /^SecretKeeperRole(Log|DescribeSecret)/.test(id),
      );
      const [[, first], [, second]] = from as [[string, Loose], [string, Loose]];
      first.Properties.PolicyDocument.Statement.push(...second.Properties.PolicyDocument.Statement);
      second.Properties.PolicyDocument.Statement = first.Properties.PolicyDocument.Statement;
    }),
  ],
  [
    'an action in other letters',
    staging((template) => {
      one(template, POLICY).Properties.ResourcePolicy.Statement[0].Action = 'secretsmanager:getsecretvalue';
    }),
  ],
  [
    'metadata of every resource',
    staging((template) => {
      for (const resource of Object.values<Loose>(template.Resources)) {
        resource.Metadata = { 'aws:cdk:path': 'Elsewhere' };
      }
    }),
  ],
  [
    'a number as text',
    staging((template) => {
      one(template, 'AWS::Logs::LogGroup', 'Trail').Properties.RetentionInDays = '365';
    }),
  ],
  [
    'a policy under another id',
    (assembly) =>
      assembly.text('StagingStack.template.json', (text) =>
        text.replaceAll('SecretKeeperRoleKeepValueE597A3B8', 'SecretKeeperRoleKeepsValueA1B2C3D4'),
      ),
  ],
];
