import type { Json, JsonObject } from '../../lib/review/assembly/json';
import { judgeStack } from '../../lib/review/judge';
import { pairOf } from '../../lib/review/side';
import { stackOf } from './stack-of';

const ACCOUNT: Json = { Ref: 'AWS::AccountId' };

/** A stack in which `value` stands wherever a condition, an alert or a metric looks for the account. */
const PLACES: Readonly<Record<string, (value: Json) => JsonObject>> = {
  'the policy of a bucket': (value) => ({
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: allowing(value) },
  }),
  'the policy of a key': (value) => ({ Type: 'AWS::KMS::Key', Properties: { KeyPolicy: allowing(value) } }),
  'what an alert looks for': (value) => ({
    Type: 'AWS::Events::Rule',
    Properties: { EventPattern: { account: [value] } },
  }),
  'what a metric counts': (value) => ({
    Type: 'AWS::Logs::MetricFilter',
    Properties: { FilterPattern: { 'Fn::Join': ['', ['{ $.recipientAccountId = "', value, '" }']] } },
  }),
  'whom an alarm tells': (value) => ({ Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [value] } }),
};

function allowing(value: Json): Json {
  const condition = { StringEquals: { 'aws:SourceAccount': value } };
  const statement = { Effect: 'Allow', Principal: '*', Action: 's3:PutObject', Resource: '*', Condition: condition };
  return { Version: '2012-10-17', Statement: [statement] };
}

function stack(resource: JsonObject, more: JsonObject) {
  const bucket = { Type: 'AWS::S3::Bucket', Properties: {} };
  const template: JsonObject = { Resources: { It: resource, Bucket: bucket }, ...more };
  return stackOf(template);
}

async function judged(place: string, value: Json, more: JsonObject = {}) {
  const of = PLACES[place] ?? (() => ({}));
  const { findings, harmless } = await judgeStack(pairOf('x', stack(of(ACCOUNT), {}), stack(of(value), more)));
  return { stopped: findings.some(({ stops }) => stops !== 'shown'), harmless };
}

const join = (...parts: Json[]): Json => ({ 'Fn::Join': ['', parts] });
const DOLLAR: Json = { 'Fn::Select': [0, { 'Fn::Split': [':', '$:x'] }] };
const NONE: JsonObject = {};
const DEFAULT: JsonObject = { Parameters: { Given: { Type: 'String', Default: `\${AWS::AccountId}` } } };
const HALF: JsonObject = { Parameters: { Given: { Type: 'String', Default: '$' } } };
const MAPPED: JsonObject = { Mappings: { M: { A: { B: '$' } } } };

const LITERAL: readonly (readonly [how: string, value: Json, more: JsonObject])[] = [
  ['as it is', `\${AWS::AccountId}`, NONE],
  ['joined of two', join('$', '{AWS::AccountId}'), NONE],
  ['joined by its own beginning', { 'Fn::Join': ['{', ['$', 'AWS::AccountId}']] }, NONE],
  ['joined in a join', join(join('$'), join('{AWS', '::AccountId}')), NONE],
  ['joined around what is not there', join('$', { Ref: 'AWS::NoValue' }, '{AWS::AccountId}'), NONE],
  ['put in for a variable', { 'Fn::Sub': [`\${D}{AWS::AccountId}`, { D: '$' }] }, NONE],
  ['put in whole', { 'Fn::Sub': [`\${D}`, { D: `\${AWS::AccountId}` }] }, NONE],
  ['put in before a literal of Sub', { 'Fn::Sub': [`\${D}\${!AWS::AccountId}`, { D: '' }] }, NONE],
  ['a literal of Sub', { 'Fn::Sub': `\${!AWS::AccountId}` }, NONE],
  ['joined to a Sub that does not end', join({ 'Fn::Sub': `\${` }, 'AWS::AccountId}'), NONE],
  ['a variable called as the account', { 'Fn::Sub': [`\${AWS::AccountId}`, { 'AWS::AccountId': ACCOUNT }] }, NONE],
  ['selected of a split text', join(DOLLAR, '{AWS::AccountId}'), NONE],
  ['the default of a parameter', { Ref: 'Given' }, DEFAULT],
  ['with a parameter', join({ Ref: 'Given' }, '{AWS::AccountId}'), HALF],
  ['with a mapping', join({ 'Fn::FindInMap': ['M', 'A', 'B'] }, '{AWS::AccountId}'), MAPPED],
];

describe.each(Object.keys(PLACES))('in %s', (place) => {
  test.each(LITERAL)('text that looks like the account’s number is another text: %s', async (_, value, more) => {
    expect(await judged(place, value, more)).toEqual({ stopped: true, harmless: [] });
  });

  test.each<[string, Json]>([
    ['joined', join('', ACCOUNT)],
    ['put in', { 'Fn::Sub': `\${AWS::AccountId}` }],
    ['put in for a variable', { 'Fn::Sub': [`\${A}`, { A: ACCOUNT }] }],
  ])('the account’s number in other words is the same: %s', async (_, value) => {
    expect(await judged(place, value)).toEqual({ stopped: false, harmless: [] });
  });
});

test.each(['Roles', 'Users'])('a text that is called as a resource is not the resource: %s', async (property) => {
  const policy = (holder: Json): JsonObject => ({
    Type: 'AWS::IAM::Policy',
    Properties: { [property]: [holder], PolicyDocument: allowing('one') },
  });
  const { findings } = await judgeStack(pairOf('x', stack(policy({ Ref: 'Bucket' }), {}), stack(policy('Bucket'), {})));
  expect(findings.map(({ stops }) => stops)).toContain('acceptable');
});

test.each<[string, JsonObject]>([
  ['the name of a statement', { ResourcePolicy: { Version: '2012-10-17', Statement: [{ Sid: `\${Bucket}` }] } }],
  ['the name of a tag', { Tags: { [`\${Bucket}`]: 'x' } }],
])('what says a resource’s name only as text waits for nothing: %s', async (_, said) => {
  const policy = (DependsOn: string[], more: JsonObject): JsonObject => ({
    Type: 'AWS::SecretsManager::ResourcePolicy',
    DependsOn,
    Properties: more,
  });
  const { findings } = await judgeStack(pairOf('x', stack(policy(['Bucket'], said), {}), stack(policy([], said), {})));
  expect(findings.map(({ gate }) => gate)).toEqual(['keeper.order']);
});
