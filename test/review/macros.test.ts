import { judgeStack } from '../../lib/review/judge';
import { pairOf } from '../../lib/review/side';
import type { Loose } from '../e2e/review/support/mutated';
import { stackOf } from './stack-of';

const STATEMENT = {
  Effect: 'Allow',
  Principal: '*',
  Action: 'sns:Publish',
  Resource: '*',
  Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
};

/** A template with one of every place of which nothing but what a macro makes of it would matter. */
const TEMPLATE: Loose = {
  AWSTemplateFormatVersion: '2010-09-09',
  Description: 'one',
  Metadata: { Interface: { Label: 'one' } },
  Resources: {
    Topic: { Type: 'AWS::SNS::Topic', Metadata: { note: 'one' }, Properties: { Tags: [{ Key: 'a', Value: 'b' }] } },
    Dashboard: { Type: 'AWS::CloudWatch::Dashboard', DependsOn: ['Topic'], Properties: { DashboardBody: '{}' } },
    Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'one', Description: 'one' } },
    Policy: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: {
        Topics: [{ Ref: 'Topic' }],
        PolicyDocument: { Version: '2012-10-17', Id: 'one', Statement: [STATEMENT] },
      },
    },
  },
  Outputs: { Name: { Description: 'one', Value: { Ref: 'Topic' } } },
};

async function stopping(change: (template: Loose) => void, base: Loose = TEMPLATE): Promise<string[]> {
  const head: Loose = structuredClone(base);
  change(head);
  const { findings } = await judgeStack(pairOf('staging', stackOf(base), stackOf(head)));
  return findings.filter(({ stops }) => stops !== 'shown').map(({ gate }) => gate);
}

const MACROS: Readonly<Record<string, object>> = {
  'a macro': { 'Fn::Transform': { Name: 'Another' } },
  'a macro in its short form': { Transform: { Name: 'Another' } },
  'an included file': { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/file' } } },
  'a loop': { 'Fn::ForEach::Names': ['Name', ['a'], { [`\${Name}`]: 'b' }] },
};

const PLACES: readonly (readonly [where: string, put: (template: Loose, macro: object) => unknown])[] = [
  ['the version', (template, macro) => Object.assign(template, { AWSTemplateFormatVersion: macro })],
  ['the description', (template, macro) => Object.assign(template, { Description: macro })],
  ['the metadata', ({ Metadata }, macro) => Object.assign(Metadata, macro)],
  ['the metadata, in their depth', ({ Metadata }, macro) => Object.assign(Metadata.Interface, { list: [macro] })],
  ['the metadata of a resource', ({ Resources }, macro) => Object.assign(Resources.Topic.Metadata, macro)],
  ['a resource', ({ Resources }, macro) => Object.assign(Resources.Topic, macro)],
  ['the properties of a resource', ({ Resources }, macro) => Object.assign(Resources.Dashboard.Properties, macro)],
  ['a tag', ({ Resources }, macro) => Object.assign(Resources.Topic.Properties.Tags[0], macro)],
  ['the tags', ({ Resources }, macro) => Object.assign(Resources.Topic.Properties, { Tags: macro })],
  [
    'the description of a resource',
    ({ Resources: { Role } }, macro) => {
      Role.Properties.Description = macro;
    },
  ],
  ['what a resource waits for', ({ Resources }, macro) => Resources.Dashboard.DependsOn.push(macro)],
  [
    'the condition of a statement',
    ({ Resources }, macro) => Object.assign(Resources.Policy.Properties.PolicyDocument.Statement[0].Condition, macro),
  ],
  [
    'a statement',
    ({ Resources }, macro) => Object.assign(Resources.Policy.Properties.PolicyDocument.Statement[0], macro),
  ],
  ['a policy', ({ Resources }, macro) => Object.assign(Resources.Policy.Properties.PolicyDocument, macro)],
  [
    'the id of a policy',
    ({ Resources }, macro) => Object.assign(Resources.Policy.Properties.PolicyDocument, { Id: macro }),
  ],
  ['an output', ({ Outputs }, macro) => Object.assign(Outputs.Name, macro)],
  ['the description of an output', ({ Outputs }, macro) => Object.assign(Outputs.Name, { Description: macro })],
];

describe.each(Object.keys(MACROS))('%s, which is run at the deployment, is stopped', (what) => {
  test.each(PLACES)('in %s', async (_, put) => {
    expect(await stopping((template) => put(template, MACROS[what] ?? {}))).toContain('template.opaque');
  });

  test('and is not told again where it was there before', async () => {
    const base: Loose = structuredClone(TEMPLATE);
    Object.assign(base.Metadata, MACROS[what]);
    expect(await stopping((template) => Object.assign(template, { Description: 'other' }), base)).toEqual([]);
  });
});

/** What stops where only readable parts are left, of which the rules know what stood there before, or do not. */
const TAKEN_AWAY: Readonly<Record<string, readonly string[]>> = {
  'a resource': ['template.unexplained'],
  'the condition of a statement': ['access.unexplained'],
  'a statement': ['access.unexplained'],
  'a policy': ['access.unexplained'],
};

test.each(PLACES)('a macro that is taken away decides nothing any more: in %s', async (where, put) => {
  const base: Loose = structuredClone(TEMPLATE);
  put(base, { 'Fn::Transform': { Name: 'Another' } });
  const taken = (template: Loose) => Object.assign(template, structuredClone(TEMPLATE));
  expect(await stopping(taken, base)).toEqual(TAKEN_AWAY[where] ?? []);
});

test('with a macro among the resources goes what it brought', async () => {
  const base: Loose = structuredClone(TEMPLATE);
  base.Resources['Fn::Transform'] = { Name: 'Another' };
  const taken = ({ Resources }: Loose) => delete Resources['Fn::Transform'];
  expect(await stopping(taken, base)).toEqual(['template.opaque']);
});

test('a function in the place of tags decides at the deployment', async () => {
  const tags = { 'Fn::If': ['Never', [], [{ Key: 'a', Value: 'c' }]] };
  const chosen = ({ Resources }: Loose) => Object.assign(Resources.Topic.Properties, { Tags: tags });
  expect(await stopping(chosen)).toContain('template.opaque');
});

test.each<[string, Loose]>([
  ['called as the description of one', { Description: { Value: { 'Fn::GetAtt': ['Topic', 'Value'] } } }],
  ['with a description that is no text', { Other: { Value: { Ref: 'Topic' }, Description: { 'Fn::Base64': 'x' } } }],
])('an output shows no more than names: %s', async (_, more) => {
  expect(await stopping(({ Outputs }) => Object.assign(Outputs, more))).toContain('data.in-template');
});
