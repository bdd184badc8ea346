import type { Json } from '../../lib/review/assembly/json';
import { judgeStack } from '../../lib/review/judge';
import { pairOf } from '../../lib/review/side';
import type { Loose } from '../e2e/review/support/mutated';
import { stackOf } from './stack-of';

const HASH = 'a1b2'.repeat(16);
const TEMPLATE: Loose = {
  AWSTemplateFormatVersion: '2010-09-09',
  Metadata: { note: 'one' },
  Resources: {
    resolve: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'one' } },
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Metadata: { 'aws:cdk:path': 'StagingStack/Bucket' },
      Properties: { Tags: [{ Key: 'Team', Value: 'coach' }] },
    },
    Keeper: { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Bucket: 'one', S3Key: `${HASH}.zip` } } },
    Policy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'Bucket' },
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Sid: 'One', Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: '*' }],
        },
      },
    },
  },
};

/** Whether `change` is told to put a value into the template. */
async function isTold(change: (template: Loose) => void): Promise<boolean> {
  const head: Loose = structuredClone(TEMPLATE);
  change(head);
  const { findings } = await judgeStack(pairOf('staging', stackOf(TEMPLATE), stackOf(head)));
  return findings.some(({ gate }) => gate === 'data.in-template');
}

const tag = (Key: string, Value: Json) => (template: Loose) =>
  template.Resources.Bucket.Properties.Tags.push({ Key, Value });
const metadataOf = (key: string, value: Json) => (template: Loose) =>
  Object.assign(template.Resources.Bucket.Metadata, { [key]: value });

const VALUES: Readonly<Record<string, string>> = {
  'a reference to a secret': '{{resolve:secretsmanager:other:SecretString:k}}',
  'a reference to a secure parameter': '{{resolve:ssm-secure:/x}}',
  '40 hex digits': 'a1b2c3d4e5'.repeat(4),
};

describe.each(Object.entries(VALUES))('%s', (_, value) => {
  test.each(['Code', 'DependsOn', 'S3Key', 'Kode'])('is told in a tag, whatever that is called: %s', async (name) => {
    expect(await isTold(tag(name, value))).toBe(true);
  });

  test.each([
    'note',
    'Code',
    'DependsOn',
    'S3Key',
    'aws:cdk:x',
    'aws:cdk:path',
    'aws:asset:path',
    'aws:asset:property',
  ])('is told in the metadata of a resource: %s', async (name) => {
    expect(await isTold(metadataOf(name, value))).toBe(true);
  });

  test.each<[string, (template: Loose) => void]>([
    ['the metadata', ({ Metadata }) => Object.assign(Metadata, { note: value })],
    ['the metadata, in their depth', ({ Metadata }) => Object.assign(Metadata, { one: [{ Code: value }] })],
    ['metadata that are nothing else', (template) => Object.assign(template, { Metadata: value })],
    ['the version', (template) => Object.assign(template, { AWSTemplateFormatVersion: value })],
    ['what is told of an output', (template) => Object.assign(template, { Outputs: { A: { Description: value } } })],
  ])('is told beside the resources: in %s', async (__, change) => {
    expect(await isTold(change)).toBe(true);
  });
});

test('text under the name of a secret key is told in the metadata of a template', async () => {
  expect(await isTold(({ Metadata }) => Object.assign(Metadata, { GARMIN_ENCRYPTION_KEY: 'hunter2' }))).toBe(true);
});

const join = (...parts: Json[]): Json => ({ 'Fn::Join': ['', parts] });
const NONE: Json = { Ref: 'AWS::NoValue' };

/** References to a secret that CloudFormation puts together. */
const PUT_TOGETHER: Readonly<Record<string, Json>> = {
  'by the name of a resource': { 'Fn::Sub': `{{\${resolve}:secretsmanager:other}}` },
  'by the name of a resource, joined': join('{{', { Ref: 'resolve' }, ':secretsmanager:other}}'),
  'around what is not there': { 'Fn::Sub': `{{resol\${AWS::NoValue}ve:secretsmanager:other}}` },
  'around what is not there, joined': join('{{resol', NONE, 've:secretsmanager:other}}'),
  'with what is not there between the two characters': {
    'Fn::Sub': `{\${AWS::NoValue}{resolve:secretsmanager:other}}`,
  },
  'for a variable': { 'Fn::Sub': [`{{\${V}:secretsmanager:other}}`, { V: 'resolve' }] },
};

describe.each(Object.entries(PUT_TOGETHER))('a reference that is put together %s is told', (_, value) => {
  test.each<[string, (template: Loose) => void]>([
    ['a tag', tag('Team', value)],
    ['a property', ({ Resources }) => Object.assign(Resources.resolve.Properties, { DisplayName: value })],
    [
      'the name of a statement',
      ({ Resources }) => {
        Resources.Policy.Properties.PolicyDocument.Statement[0].Sid = value;
      },
    ],
    ['the metadata of a resource', metadataOf('note', value)],
    ['the metadata', ({ Metadata }) => Object.assign(Metadata, { note: value })],
  ])('in %s', async (__, change) => {
    expect(await isTold(change)).toBe(true);
  });
});

test.each<[string, (template: Loose) => void]>([
  [
    'the hash of code',
    ({ Resources }) => {
      Resources.Keeper.Properties.Code.S3Key = `${'b2c3'.repeat(16)}.zip`;
    },
  ],
  [
    'ids that are waited for',
    ({ Resources }) => Object.assign(Resources.Bucket, { DependsOn: ['SecretKeeperFunction1234Abcd5678Efgh9012'] }),
  ],
  ['a long path of the CDK', metadataOf('aws:cdk:path', 'Demo2024Stack/AccessAudit/Rules/alerts-changed-2')],
  ['the path of an asset', metadataOf('aws:asset:path', `asset.${HASH}`)],
  ['braces without a reference', tag('Team', '{{coach}}')],
  ['a reference in braces', tag('Team', { 'Fn::Sub': `{\${Keeper}}` })],
  ['other metadata', ({ Metadata }) => Object.assign(Metadata, { note: 'other' })],
])('is no value: %s', async (_, change) => {
  expect(await isTold(change)).toBe(false);
});
