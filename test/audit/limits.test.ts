import { ofSameLengths } from '../../lib/audit/audit-context';
import { mostWildcards, type PatternNode } from '../../lib/audit/event-pattern';
import { packingOf } from '../../lib/audit/packing';
import { checkedPacking, checkPatternLimits } from '../../lib/audit/pattern-limits';
import { immediatePatterns, logPatterns } from '../../lib/audit/patterns';
import { RETAINED } from '../support/sample-environments';
import { CONTEXTS, contextOf, most, NAMES, printed, ROWS } from './support/generated-environments';

test(`all patterns of ${NAMES} generated environments keep the limits of AWS`, () => {
  printed(
    `longest event pattern of ${NAMES} environments, of 2048 characters`,
    most(
      CONTEXTS.flatMap((context) => immediatePatterns(context)).map(({ id, pattern }) => [
        id,
        JSON.stringify(pattern).length,
      ]),
    ),
  );
  printed(
    `longest filter pattern of ${NAMES} environments, of 1024 characters`,
    most(CONTEXTS.flatMap((context) => logPatterns(context)).map(({ id, pattern }) => [id, pattern.length])),
  );
  for (const context of CONTEXTS) {
    checkPatternLimits(context);
  }
});

test(`what goes together is a matter of the lengths of names alone: ${NAMES} generated environments`, () => {
  for (const row of ROWS) {
    expect(packingOf(contextOf(ofSameLengths(row)))).toEqual(packingOf(contextOf(row)));
  }
});

test('what goes together is worked out once for names of the same lengths', () => {
  const packing = (secretName: string) =>
    checkedPacking(contextOf(ofSameLengths({ ...RETAINED, secretName, resourcePrefix: 'one' })));
  expect(packing('one-secrets')).toBe(packing('two-secrets'));
  expect(packing('one-secrets')).not.toBe(packing('three-secrets'));
});

test('a log group holds 100 filters at the most, an event bus 300 rules for all its environments', () => {
  const [context] = CONTEXTS;
  expect(context === undefined ? 0 : logPatterns(context).length).toBeLessThanOrEqual(60);
  expect(context === undefined ? 0 : immediatePatterns(context).length).toBeLessThanOrEqual(45);
});

test.each<[string, PatternNode, number]>([
  ['none', { detail: { a: ['x', { prefix: 'y' }, { suffix: 'z' }] } }, 0],
  ['one on each of two fields', { detail: { a: [{ wildcard: '*x*' }], b: [{ wildcard: '*x*' }] } }, 1],
  ['two on one field', { detail: { a: [{ wildcard: '*x*' }, { wildcard: '*y*' }] } }, 2],
  [
    'two on one field, as alternatives',
    { detail: { $or: [{ a: [{ wildcard: '*x*' }] }, { a: [{ wildcard: '*y*' }] }] } },
    2,
  ],
])('wildcards are counted: %s', (_, pattern, expected) => {
  expect(mostWildcards(pattern)).toBe(expected);
});
