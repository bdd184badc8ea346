import type { Json, JsonObject } from '../../lib/review/assembly/json';
import { judgeStack } from '../../lib/review/judge';
import { pairOf } from '../../lib/review/side';
import { stackOf } from './stack-of';

const PolicyDocument: Json = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: '*' }],
};
const MADE: JsonObject = {
  Topic: { Type: 'AWS::SNS::Topic' },
  Queue: { Type: 'AWS::SQS::Queue' },
  Bucket: { Type: 'AWS::S3::Bucket' },
  Secret: { Type: 'AWS::SecretsManager::Secret' },
  Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'app' } },
  Keeper: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'keeper' } },
};

/** Resources that speak of another, by how they name it. */
const SPEAKING: Readonly<Record<string, (name: Json) => JsonObject>> = {
  Topic: (name) => ({ Type: 'AWS::SNS::TopicPolicy', Properties: { Topics: [name], PolicyDocument } }),
  Queue: (name) => ({ Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [name], PolicyDocument } }),
  Bucket: (name) => ({ Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: name, PolicyDocument } }),
  Secret: (name) => ({
    Type: 'AWS::SecretsManager::ResourcePolicy',
    Properties: { SecretId: name, ResourcePolicy: PolicyDocument },
  }),
  Role: (name) => ({ Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'one', Roles: [name], PolicyDocument } }),
  Keeper: (name) => ({ Type: 'AWS::Lambda::ResourcePolicy', Properties: { ResourceArn: name, PolicyDocument } }),
};

async function changes(base: JsonObject | undefined, head: JsonObject) {
  const [before, after] = [base, head].map((Speaking) =>
    stackOf({ Resources: { ...MADE, ...(Speaking === undefined ? {} : { Speaking }) } }),
  );
  const { findings, harmless } = await judgeStack(pairOf('staging', before ?? stackOf({}), after ?? stackOf({})));
  return { stops: findings.some(({ stops }) => stops !== 'shown'), harmless };
}

async function renamed(what: string, before: Json, after: Json) {
  const of = SPEAKING[what] ?? (() => ({}));
  return changes(of(before), of(after));
}

const attribute = (id: string, name: string): Json => ({ 'Fn::GetAtt': [id, name] });

test.each([
  ['Topic', 'TopicName'],
  ['Queue', 'QueueName'],
  ['Queue', 'Arn'],
  ['Bucket', 'WebsiteURL'],
  ['Bucket', 'Arn'],
  ['Secret', 'Whatever'],
  ['Role', 'RoleId'],
  ['Role', 'Arn'],
  ['Keeper', 'SnapStartResponse.ApplyOn'],
])('what is set on another attribute is set on something else: %s.%s', async (what, name) => {
  expect(await renamed(what, { Ref: what }, attribute(what, name))).toEqual({ stops: true, harmless: [] });
});

test.each([
  ['Topic', 'TopicArn'],
  ['Queue', 'QueueUrl'],
  ['Secret', 'Id'],
  ['Keeper', 'Arn'],
])('the attribute that names a resource is the resource: %s.%s', async (what, name) => {
  expect(await renamed(what, { Ref: what }, attribute(what, name))).toEqual({ stops: false, harmless: [] });
});

test('a further property of the policy of a function is told, also of a new one', async () => {
  const policy = (more: JsonObject): JsonObject => ({
    Type: 'AWS::Lambda::ResourcePolicy',
    Properties: { ResourceArn: attribute('Keeper', 'Arn'), PolicyDocument, ...more },
  });
  expect(await changes(policy({}), policy({ Qualifier: '1' }))).toEqual({ stops: true, harmless: [] });
  expect(await changes(undefined, policy({}))).toEqual({ stops: false, harmless: [] });
  expect(await changes(undefined, policy({ Qualifier: '1' }))).toEqual({ stops: true, harmless: [] });
});
