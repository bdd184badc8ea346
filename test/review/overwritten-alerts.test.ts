import { judgeStack } from '../../lib/review/judge';
import { pairOf } from '../../lib/review/side';
import type { Loose } from '../e2e/review/support/mutated';
import { stackOf } from './stack-of';

const TOPIC = { Ref: 'Topic' };
const rule = (Name: unknown) => ({
  Type: 'AWS::Events::Rule',
  Properties: { Name, EventPattern: { source: ['aws.kms'] }, Targets: [{ Id: 'topic', Arn: TOPIC }] },
});
const filter = (FilterName: unknown, LogGroupName: unknown = { Ref: 'Log' }) => ({
  Type: 'AWS::Logs::MetricFilter',
  Properties: { FilterName, LogGroupName, FilterPattern: '{$.a="b"}', MetricTransformations: [{ MetricValue: '1' }] },
});
const alarm = (AlarmName: unknown) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { AlarmName, AlarmActions: [TOPIC] },
});

/** A stack with one alert of each kind, by the names that staging has. */
const RESOURCES: Loose = {
  SecretKeeper: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'staging-secret-keeper' } },
  Seed: { Type: 'Custom::SecretSeed', Properties: { SecretName: 'staging-secrets' } },
  Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'staging-audit' } },
  Log: { Type: 'AWS::Logs::LogGroup' },
  OtherLog: { Type: 'AWS::Logs::LogGroup' },
  Rule: rule('staging-audit-read'),
  Filter: filter('staging-audit-read'),
  Alarm: alarm('staging-audit-read'),
};
const ALERTS = ['Rule', 'Filter', 'Alarm'] as const;

/** What stops `change` to the stack. */
async function stopping(change: (resources: Loose) => void, base: Loose = RESOURCES): Promise<string[]> {
  const head: Loose = structuredClone(base);
  change(head);
  const { findings } = await judgeStack(pairOf('staging', stackOf({ Resources: base }), stackOf({ Resources: head })));
  return findings.filter(({ stops }) => stops !== 'shown').map(({ gate }) => gate);
}
const added = (resource: object) => (resources: Loose) => Object.assign(resources, { Added: resource });

test.each(ALERTS)('a second resource with the name of the alert %s overwrites it', async (id) => {
  expect(await stopping(added(structuredClone(RESOURCES[id])))).toEqual(['audit.overwritten']);
});

test.each(ALERTS)('the alert %s under another id goes with the resource of the old one', async (id) => {
  const renamed = (resources: Loose) => {
    resources.Renamed = resources[id];
    delete resources[id];
  };
  expect(await stopping(renamed)).toContain('audit.overwritten');
});

test.each(ALERTS)('another resource takes the name that the alert %s had', async (id) => {
  const taken = (resources: Loose) => {
    resources.Added = structuredClone(resources[id]);
    const { Properties } = resources[id];
    const name = Object.keys(Properties).find((key) => key.endsWith('Name')) ?? '';
    Properties[name] = 'staging-audit-other';
  };
  expect(await stopping(taken)).toContain('audit.overwritten');
});

test.each<[string, object]>([
  ['a rule of another environment', rule('prod-audit-read')],
  ['an alarm of another environment', alarm('prod-audit-read')],
  ['an alarm of somebody else', alarm('staging')],
  ['an alarm of another stack of the same prefix', alarm('staging-cpu')],
  ['a rule of an environment with a longer prefix', rule('staging-eu-audit-read')],
  ['a rule whose name comes of the topic’s', rule({ 'Fn::Sub': `\${Topic.TopicName}-read` })],
  ['an alarm whose name comes of the topic’s', alarm({ 'Fn::Join': ['-', [{ Ref: 'Topic' }, 'read']] })],
  ['a filter whose name comes of the topic’s', filter({ 'Fn::Sub': `\${Topic.TopicName}-read` })],
  ['a filter of a log by its name', filter('staging-audit-read', 'StagingStack-Log-1A2B3C')],
  [
    'a filter of a log by a part of its ARN',
    filter('staging-audit-read', {
      'Fn::Select': [6, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Log', 'Arn'] }] }],
    }),
  ],
  ['a filter of another environment, of a log by its name', filter('prod-audit-other', 'the-log')],
  ['a filter of what is no log here', filter('staging-audit-read', { Ref: 'Filter' })],
])('nobody sees here what it overwrites: %s', async (_, resource) => {
  expect(await stopping(added(resource))).toEqual(['audit.overwritten']);
});

test.each<[string, object]>([
  ['a rule of a name of its own', rule('staging-audit-other')],
  ['a filter of a name of its own', filter('staging-audit-other')],
  ['the name, on another log', filter('staging-audit-read', { Ref: 'OtherLog' })],
  ['a filter of a name of its own, of a log by its name', filter('staging-audit-other', 'the-log')],
  ['an alarm of a name of its own', alarm('staging-audit-other')],
  ['a rule that CloudFormation names', rule(undefined)],
  ['a filter that CloudFormation names', filter(undefined)],
  ['an alarm that CloudFormation names', alarm({ Ref: 'AWS::NoValue' })],
])('nothing is overwritten by a further alert: %s', async (_, resource) => {
  expect(await stopping(added(JSON.parse(JSON.stringify(resource))))).toEqual([]);
});

test('a name that nobody sees here and that the resource had already overwrites nothing more', async () => {
  const base = { ...RESOURCES, Rule: rule('prod-audit-read') };
  const wider = ({ Rule }: Loose) => Rule.Properties.EventPattern.source.push('aws.iam');
  expect(await stopping(wider, base)).toEqual([]);
});

test('a filter that was of a log of the stack may overwrite one of the log by its name', async () => {
  const moved = ({ Filter }: Loose) => Object.assign(Filter.Properties, { LogGroupName: 'the-log' });
  expect(await stopping(moved)).toContain('audit.overwritten');
});
