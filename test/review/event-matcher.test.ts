import type { Json } from '../../lib/review/assembly/json';
import { eventMatches } from '../../lib/review/audit/event-matcher';

/** As aws/event-ruler, which is what EventBridge matches with, answers each of them. */
test.each<[Json, Json, boolean]>([
  [{ 'anything-but': { prefix: ['x', 'y'] } }, 'yx', false],
  [{ 'anything-but': { prefix: ['x', 'y'] } }, 'zx', true],
  [{ 'anything-but': { suffix: ['x'] } }, 'zx', false],
  [{ 'anything-but': { 'equals-ignore-case': ['x', 'xy'] } }, 'XY', false],
  [{ 'anything-but': { wildcard: ['x*'] } }, 'xy', false],
  [{ 'anything-but': { wildcard: 'x*' } }, 'yx', true],
  [{ 'anything-but': 'x' }, null, true],
  [{ 'anything-but': { suffix: '1' } }, 1, true],
  [{ suffix: '' }, 1, false],
  [{ prefix: 'f' }, false, false],
  [{ wildcard: '*' }, true, false],
  [{ wildcard: 'a*' }, 'a', true],
  [{ wildcard: 'ab*ba' }, 'aba', false],
  [{ wildcard: 'a*c*c' }, 'abcc', true],
  [{ wildcard: 'a*c*c' }, 'abc', false],
  [{ wildcard: 'a.c?' }, 'abcd', false],
  [{ wildcard: '*b*' }, 'a\nb*', true],
  [{ wildcard: 'ab' }, 'abc', false],
  [{ wildcard: 'x**' }, 'yx', false],
  [{ wildcard: 'x**' }, 'xy', true],
  [{ exists: false }, [], true],
  [{ exists: true }, [], false],
  [{ exists: false }, ['x', {}, []], false],
  ['x', [['x']], true],
])('EventBridge’s %j of %j: %p', (matcher, value, expected) => {
  expect(eventMatches({ detail: { a: [matcher] } }, { detail: { a: value } })).toBe(expected);
});

// Looked for again from each place, this takes longer than anybody waits for.
test('of stars, however many, each takes as little as it can', () => {
  const pattern = { detail: { a: [{ wildcard: `${'*a'.repeat(40)}*b` }] } };
  expect(eventMatches(pattern, { detail: { a: 'a'.repeat(2_000) } })).toBe(false);
});

test('objects in lists of lists are looked into as well', () => {
  expect(eventMatches({ detail: { a: { b: ['x'] } } }, { detail: { a: [[{ b: 'x' }], 'y'] } })).toBe(true);
});

test.each<[Json, Json]>([
  [{ 'anything-but': { newer: 'x' } }, 'y'],
  [{ 'anything-but': { prefix: 'x', suffix: 'x' } }, 'y'],
  [{ newer: 'x' }, 'x'],
  [{ wildcard: String.raw`x\*y` }, String.raw`x\zy`],
])('what is not known here matches nothing: %j of %j', (matcher, value) => {
  expect(eventMatches({ detail: { a: [matcher] } }, { detail: { a: value } })).toBe(false);
});
