import { judgeStack } from '../../lib/review/judge';
import { pairOf } from '../../lib/review/side';
import type { Loose } from '../e2e/review/support/mutated';
import { stackOf } from './stack-of';

const ACTION = {
  topic: 'sns:Publish',
  queue: 'sqs:SendMessage',
  bucket: 's3:PutObject',
  secret: 'kms:Decrypt',
} as const;
const document = (action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: action, Resource: '*' }],
});
const EMPTY = { Version: '2012-10-17', Statement: [] };
const role = (name: string) => ({ Type: 'AWS::IAM::Role', Properties: { RoleName: name } });
const policy = (PolicyName: unknown, Roles: readonly unknown[], PolicyDocument: object = document('s3:GetObject')) => ({
  Type: 'AWS::IAM::Policy',
  Properties: { PolicyName, Roles, PolicyDocument },
});
const ofTopics = (Topics: readonly unknown[], PolicyDocument: object = document(ACTION.topic)) => ({
  Type: 'AWS::SNS::TopicPolicy',
  Properties: { Topics, PolicyDocument },
});
const managed = (ManagedPolicyName: unknown) => ({
  Type: 'AWS::IAM::ManagedPolicy',
  Properties: { ManagedPolicyName, PolicyDocument: document('s3:GetObject') },
});

/** A stack with one policy of each kind. */
const RESOURCES: Loose = {
  Topic: { Type: 'AWS::SNS::Topic' },
  OtherTopic: { Type: 'AWS::SNS::Topic' },
  Queue: { Type: 'AWS::SQS::Queue' },
  Bucket: { Type: 'AWS::S3::Bucket' },
  Secret: { Type: 'AWS::SecretsManager::Secret' },
  Keeper: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'keeper' } },
  AppRole: role('app'),
  OtherRole: role('other'),
  OfTopic: ofTopics([{ Ref: 'Topic' }]),
  OfQueue: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: { Queues: [{ Ref: 'Queue' }], PolicyDocument: document(ACTION.queue) },
  },
  OfBucket: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: document(ACTION.bucket) },
  },
  OfSecret: {
    Type: 'AWS::SecretsManager::ResourcePolicy',
    Properties: {
      SecretId: { Ref: 'Secret' },
      BlockPublicPolicy: true,
      ResourcePolicy: document(ACTION.secret),
    },
  },
  OfKeeper: {
    Type: 'AWS::Lambda::ResourcePolicy',
    Properties: {
      ResourceArn: { 'Fn::GetAtt': ['Keeper', 'Arn'] },
      PolicyDocument: document('lambda:InvokeFunction'),
    },
  },
  Read: policy('read', [{ Ref: 'AppRole' }]),
  Operator: managed('operator'),
};

/** Gates that stop what `change` does to the stack. */
async function stopping(change: (resources: Loose) => void, base: Loose = RESOURCES): Promise<string[]> {
  const head: Loose = structuredClone(base);
  change(head);
  const { findings } = await judgeStack(pairOf('staging', stackOf({ Resources: base }), stackOf({ Resources: head })));
  return findings.filter(({ stops }) => stops !== 'shown').map(({ gate }) => gate);
}

const POLICIES = ['OfTopic', 'OfQueue', 'OfBucket', 'OfSecret', 'OfKeeper', 'Read'] as const;
const documentIn = ({ Properties }: Loose) => ('ResourcePolicy' in Properties ? 'ResourcePolicy' : 'PolicyDocument');

test.each(POLICIES)('what a second resource says instead of %s does not count beside it', async (id) => {
  const second = (resources: Loose) => {
    resources.Second = structuredClone(resources[id]);
    resources.Second.Properties[documentIn(resources[id])] = EMPTY;
  };
  expect(await stopping(second)).toEqual(['access.overwritten']);
});

test.each(POLICIES)('%s under another id goes with the resource of the old one', async (id) => {
  const renamed = (resources: Loose) => {
    resources.Renamed = resources[id];
    delete resources[id];
  };
  expect(await stopping(renamed)).toEqual(['access.overwritten']);
});

test.each<[string, (resources: Loose) => void]>([
  [
    'an inline policy of the role has the name of another resource’s',
    ({ AppRole }) => {
      AppRole.Properties.Policies = [{ PolicyName: 'Read', PolicyDocument: EMPTY }];
    },
  ],
  [
    'the role has two inline policies of one name',
    ({ OtherRole }) => {
      const PolicyDocument = document('s3:GetObject');
      OtherRole.Properties.Policies = ['one', 'one'].map((PolicyName) => ({ PolicyName, PolicyDocument }));
    },
  ],
  [
    'one resource takes over what another one set',
    (resources) => {
      resources.Read.Properties.PolicyName = 'other';
      resources.Second = policy('Read', ['APP']);
    },
  ],
  [
    'a permission takes the place of the keeper’s policy',
    (resources) => {
      delete resources.OfKeeper;
      resources.Permission = {
        Type: 'AWS::Lambda::Permission',
        Properties: { FunctionName: 'keeper', Action: 'lambda:InvokeFunction', Principal: 'sns.amazonaws.com' },
      };
    },
  ],
  ['a second managed policy has the name', (resources) => Object.assign(resources, { Second: managed('Operator') })],
  ['the topic is named by its ARN', (resources) => Object.assign(resources, { Z: ofTopics(['arn:aws:sns:::t']) })],
  [
    'the topic is what another policy refers to',
    (resources) => Object.assign(resources, { Z: ofTopics([{ Ref: 'OfTopic' }]) }),
  ],
  [
    'among the topics is one that nobody can read here',
    (resources) => Object.assign(resources, { Z: ofTopics([{ Ref: 'OtherTopic' }, { 'Fn::Base64': 'x' }]) }),
  ],
  [
    'the role is of another stack',
    (resources) => Object.assign(resources, { Z: policy('read', ['elsewhere'], EMPTY) }),
  ],
  [
    'the name of the policy is what something else is called',
    (resources) => Object.assign(resources, { Z: policy({ Ref: 'Topic' }, [{ Ref: 'AppRole' }], EMPTY) }),
  ],
])('a policy may be overwritten: %s', async (_, change) => {
  expect(await stopping(change)).toContain('access.overwritten');
});

test('where two resources set one policy already, anything else that one of them says is told', async () => {
  const base: Loose = { ...RESOURCES, Second: ofTopics([{ Ref: 'Topic' }]) };
  const reverse = ({ OfTopic }: Loose) => Object.assign(OfTopic, { DependsOn: 'Second' });
  expect(await stopping(() => undefined, base)).toEqual([]);
  expect(await stopping(({ Topic }) => Object.assign(Topic, { Properties: { DisplayName: 'x' } }), base)).toEqual([]);
  expect(await stopping(reverse, base)).toEqual(['access.overwritten']);
  expect(await stopping((resources) => delete resources.Second, base)).toEqual(['access.overwritten']);
});

test.each<[string, (resources: Loose) => void]>([
  [
    'the policy says something else',
    ({ OfTopic }) => Object.assign(OfTopic.Properties, { PolicyDocument: document('sns:*') }),
  ],
  ['the first policy of a topic', (resources) => Object.assign(resources, { Z: ofTopics([{ Ref: 'OtherTopic' }]) })],
  [
    'a further policy of the role',
    (resources) => Object.assign(resources, { Z: policy('more', [{ Ref: 'AppRole' }]) }),
  ],
  ['the name, on another role', (resources) => Object.assign(resources, { Z: policy('read', [{ Ref: 'OtherRole' }]) })],
  ['the policy of one role, on another too', ({ Read }) => Read.Properties.Roles.push({ Ref: 'OtherRole' })],
  [
    'the policy under another id and name',
    (resources) => {
      resources.Other = policy('other', [{ Ref: 'AppRole' }]);
      delete resources.Read;
    },
  ],
  [
    'an inline policy of another name',
    ({ AppRole }) => {
      AppRole.Properties.Policies = [{ PolicyName: 'more', PolicyDocument: document('s3:PutObject') }];
    },
  ],
])('nothing is overwritten: %s', async (_, change) => {
  expect(await stopping(change)).toEqual([]);
});
