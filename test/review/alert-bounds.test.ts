import type { Json, JsonObject } from '../../lib/review/assembly/json';
import { judgeStack } from '../../lib/review/judge';
import { pairOf } from '../../lib/review/side';
import { stackOf } from './stack-of';

const many = (count: number) => Array.from({ length: count }, (_, index) => `value ${index}`);
const words = (count: number) =>
  `{${many(count)
    .map((value) => `$.a="${value}"`)
    .join('||')}}`;

/** An alert of each kind, by how much it says. */
const ALERTS: Readonly<Record<string, (count: number) => JsonObject>> = {
  'alternatives of a pattern': (count) => ({
    Type: 'AWS::Events::Rule',
    Properties: { EventPattern: { source: many(count) } },
  }),
  'stars of a pattern': (count) => ({
    Type: 'AWS::Events::Rule',
    Properties: { EventPattern: { source: [{ wildcard: `${'*value'.repeat(count)}x` }] } },
  }),
  'branches of a pattern': (count) => ({
    Type: 'AWS::Events::Rule',
    Properties: { EventPattern: { $or: many(count).map((value) => ({ source: [value] })) } },
  }),
  'quotes in a message': (count) => ({
    Type: 'AWS::Events::Rule',
    Properties: { Targets: [{ Id: 'x', InputTransformer: { InputTemplate: `"${'\\"value'.repeat(count)}` } }] },
  }),
  'targets of a rule': (count) => ({
    Type: 'AWS::Events::Rule',
    Properties: { Targets: many(count).map((Arn, index): Json => ({ Id: String(index), Arn })) },
  }),
  'words of a filter': (count) => ({ Type: 'AWS::Logs::MetricFilter', Properties: { FilterPattern: words(count) } }),
  'what a filter counts': (count) => ({
    Type: 'AWS::Logs::MetricFilter',
    Properties: { MetricTransformations: many(count).map((MetricName): Json => ({ MetricName })) },
  }),
  'whom an alarm tells': (count) => ({ Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: many(count) } }),
};

const judged = (base: JsonObject, head: JsonObject) =>
  judgeStack(pairOf('staging', stackOf({ Resources: { It: base } }), stackOf({ Resources: { It: head } })));

describe.each(Object.keys(ALERTS))('%s', (what) => {
  const of = (count: number) => ALERTS[what]?.(count) ?? {};

  test('are judged where AWS may take as many', async () => {
    const { findings } = await judged(of(2), of(60));
    expect(findings.map(({ group }) => group)).toContain('audit');
  });

  test.each([4_000, 100_000])('are refused where AWS takes no such alert: %d', async (count) => {
    await expect(judged(of(2), of(count))).rejects.toThrow(
      /^"It" must say at most 16384 characters as its \w+, and says \d+$/,
    );
  });
});

test.each<[string, JsonObject]>([
  [
    'five targets, each with the longest message',
    {
      Type: 'AWS::Events::Rule',
      Properties: {
        Targets: many(5).map((Id): Json => ({ Id, InputTransformer: { InputTemplate: '"'.repeat(8_192) } })),
      },
    },
  ],
  [
    'fifty tags',
    {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: { Tags: many(50).map((Key): Json => ({ Key, Value: '"'.repeat(256) })), AlarmActions: ['x'] },
    },
  ],
])('an alert that AWS takes is judged: %s', async (_, head) => {
  const { Type } = head;
  const { findings, harmless } = await judged({ Type: Type ?? null }, head);
  expect(findings.length + harmless.length).toBeGreaterThan(0);
});
