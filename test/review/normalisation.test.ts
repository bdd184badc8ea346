import fc from 'fast-check';
import { comparePolicies } from '../../lib/review/access/compare';
import type { JsonObject } from '../../lib/review/assembly/json';
import { judgeStack } from '../../lib/review/judge';
import { pairOf } from '../../lib/review/side';
import type { Loose } from '../e2e/review/support/mutated';
import { stackOf } from './stack-of';

/** A policy with every element, in the loose forms that IAM takes. */
const word = fc.stringMatching(/^[a-z]{1,6}$/);
const oneOrMore = (text: fc.Arbitrary<string>) => fc.oneof(text, fc.uniqueArray(text, { minLength: 1, maxLength: 3 }));
const statement = fc.record({
  Sid: word,
  Effect: fc.constantFrom('Allow', 'Deny'),
  Principal: fc.record({ AWS: oneOrMore(word.map((name) => `arn:aws:iam::111122223333:role/${name}`)) }),
  Action: oneOrMore(word.map((name) => `secretsmanager:${name}`)),
  Resource: oneOrMore(word.map((name) => `arn:aws:secretsmanager:::${name}`)),
  Condition: fc.record({ StringEquals: fc.record({ 'aws:SourceVpc': oneOrMore(word) }) }),
});
const statements = fc.array(statement, { minLength: 1, maxLength: 4 });

function stack(Statement: unknown, more: JsonObject = {}) {
  const policy = {
    Type: 'AWS::SecretsManager::ResourcePolicy',
    Properties: { SecretId: 'arn', ResourcePolicy: { Version: '2012-10-17', Statement } },
  };
  const template: JsonObject = JSON.parse(JSON.stringify({ Resources: { Policy: policy, ...more } }));
  return stackOf(template);
}

const pair = (base: unknown, head: unknown) => pairOf('x', stack(base), stack(head));

/** The same in other words. */
function reworded(given: Loose[]): Loose[] {
  const list = (value: Loose) => (Array.isArray(value) ? [...value].reverse() : [value]);
  return [...given].reverse().map(({ Sid: _, Principal, Action, Resource, Condition, ...rest }) => ({
    Condition: { StringEquals: { 'AWS:sourcevpc': list(Condition.StringEquals['aws:SourceVpc']) } },
    Resource: list(Resource).map((text: string) => ({ 'Fn::Join': [':::', text.split(':::')] })),
    Action: list(Action).map((text: string) => text.toUpperCase()),
    Principal: { AWS: list(Principal.AWS).map((text: string) => ({ 'Fn::Sub': text })) },
    Sid: 'Other',
    ...rest,
  }));
}

const RUNS = { numRuns: 50 };

test('equal meaning: no difference between policies', () => {
  fc.assert(
    fc.property(statements, (given) => {
      expect(comparePolicies(pair(given, reworded(given)))).toEqual({ widened: [], tightened: [] });
    }),
    RUNS,
  );
});

test('one more principal, action or resource that is allowed, or one less that is refused, is wider', () => {
  const place = fc.constantFrom('Principal', 'Action', 'Resource');
  fc.assert(
    fc.property(statements, fc.nat(), place, (given, index, where) => {
      const changed: Loose = JSON.parse(JSON.stringify(given));
      const one = changed[index % changed.length];
      one.Effect = 'Allow';
      const before = JSON.parse(JSON.stringify(changed));
      const added =
        where === 'Principal'
          ? 'arn:aws:iam::111122223333:role/Another'
          : where === 'Action'
            ? 'kms:Another'
            : 'arn:aws:kms:::another';
      const holder = where === 'Principal' ? one.Principal : one;
      const key = where === 'Principal' ? 'AWS' : where;
      holder[key] = [holder[key], added].flat();
      expect(comparePolicies(pair(before, changed)).widened).not.toEqual([]);
      expect(comparePolicies(pair(changed, before)).widened).toEqual([]);
    }),
    RUNS,
  );
});

/** Resources of known and unknown types, with values of every kind of JSON. */
const leaf = fc.oneof(word, fc.integer({ min: 0, max: 99 }), fc.boolean());
const properties = fc.dictionary(
  word,
  fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.dictionary(word, leaf, { maxKeys: 2 })),
  { minKeys: 1, maxKeys: 4 },
);
const type = fc.constantFrom(
  ...[
    'AWS::SecretsManager::Secret',
    'AWS::KMS::Key',
    'AWS::Lambda::Function',
    'AWS::IAM::Role',
    'AWS::CloudTrail::Trail',
  ],
  ...[
    'AWS::Events::Rule',
    'AWS::CloudWatch::Alarm',
    'AWS::SNS::Topic',
    'AWS::S3::Bucket',
    'AWS::SSM::Parameter',
    'Custom::SecretSeed',
  ],
);

/** The places of all values below `value` that hold no others, or are empty. */
function leavesOf(value: Loose): (readonly string[])[] {
  const inner = typeof value === 'object' ? Object.entries<Loose>(value) : [];
  return inner.length === 0
    ? [[]]
    : inner.flatMap(([name, below]) => leavesOf(below).map((path) => [name, ...path] as const));
}

/** `value` with another leaf at `path`. */
function changedAt(value: Loose, [name, ...rest]: readonly string[]): Loose {
  if (name === undefined) {
    return 'Changed';
  }
  const copy: Loose = Array.isArray(value) ? [...value] : { ...value };
  copy[name] = changedAt(copy[name], rest);
  return copy;
}

test('any changed leaf of any resource, at any depth, is a finding', async () => {
  await fc.assert(
    fc.asyncProperty(type, properties, fc.nat(), async (Type, given, index) => {
      const leaves = leavesOf(given);
      const head = changedAt(given, leaves[index % leaves.length] ?? []);
      const of = (Properties: object) => stack([], JSON.parse(JSON.stringify({ It: { Type, Properties } })));
      const judged = await judgeStack(pairOf('x', of(given), of(head)));
      expect({ harmless: judged.harmless, isFound: judged.findings.length > 0 }).toEqual({
        harmless: [],
        isFound: true,
      });
    }),
    RUNS,
  );
});

test('any other order of keys, and any number as text, is no difference', async () => {
  await fc.assert(
    fc.asyncProperty(type, properties, async (Type, given) => {
      const reversed = Object.fromEntries(
        Object.entries(given)
          .reverse()
          .map(([key, value]) => [key, typeof value === 'number' ? String(value) : value]),
      );
      const of = (Properties: object) => stack([], JSON.parse(JSON.stringify({ It: { Type, Properties } })));
      const { findings, harmless } = await judgeStack(pairOf('x', of(given), of(reversed)));
      expect({ findings, harmless }).toEqual({ findings: [], harmless: [] });
    }),
    RUNS,
  );
});
