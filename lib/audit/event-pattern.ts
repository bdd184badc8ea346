import { remembered } from '../remembered';
import type { Expression, Matcher } from './expression';

/** An object of an EventBridge pattern: further objects, and arrays of what a field may be. */
export interface PatternNode {
  readonly [key: string]: PatternNode | readonly unknown[];
}

/**
 * EventBridge refuses patterns that aws/event-ruler scores above about 10, and each wildcard on one field adds 3 or more. One a
 * field keeps a pattern at 4; a test lets event-ruler score all of them.
 * @see https://github.com/aws/event-ruler#complexity-evaluation
 */
export const WILDCARDS_LIMIT = 1;
/** Characters. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export const EVENT_PATTERN_LIMIT = 2048;

/**
 * `expression` as an EventBridge pattern for calls that CloudTrail recorded. `source` keeps out events that someone in the
 * account puts on the bus: those cannot begin with `aws.`.
 * @throws Error where the expression asks for two alternatives at one place, which a pattern cannot say.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function eventPattern(expression: Expression): PatternNode {
  return {
    source: [{ prefix: 'aws.' }],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: render(expression),
  };
}

/** The packing tries the same alternatives together with others. */
const alternatives = new WeakMap<Expression, PatternNode>();

function render(expression: Expression): PatternNode {
  if ('all' in expression) {
    return expression.all.map(render).reduce(merge, {});
  }
  if ('any' in expression) {
    return either(
      distinct(expression.any).map((alternative) => remembered(alternatives, alternative, () => render(alternative))),
    );
  }
  const [last = '', ...parents] = expression.field.replaceAll('[]', '').split('.').reverse();
  const leaf: PatternNode = { [last]: expression.matchers.map(renderMatcher) };
  return parents.reduce((inner, name) => ({ [name]: inner }), leaf);
}

/** What differs in the entries of an array at which CloudWatch Logs looks is the same here. */
function distinct(expressions: readonly Expression[]): Expression[] {
  const keyOf = (each: Expression) =>
    'field' in each && each.entries.length > 0 ? JSON.stringify({ ...each, entries: [] }) : each;
  return [...new Map(expressions.map((each) => [keyOf(each), each])).values()];
}

function renderMatcher(matcher: Matcher): unknown {
  if (typeof matcher !== 'object') {
    return matcher;
  }
  if ('startsWith' in matcher) {
    return { prefix: matcher.startsWith };
  }
  if ('endsWith' in matcher) {
    return { suffix: matcher.endsWith };
  }
  if ('contains' in matcher) {
    return { wildcard: `*${matcher.contains}*` };
  }
  return 'noneOf' in matcher ? { 'anything-but': matcher.noneOf } : { exists: !matcher.absent };
}

/** `$or` of `branches`, put below the names that they all begin with. */
function either(branches: readonly PatternNode[]): PatternNode {
  const [name, ...others] = new Set(branches.flatMap(Object.keys));
  const inner = branches.map((branch) => (name === undefined ? undefined : branch[name]));
  const nodes = inner.filter((node) => node !== undefined && isNode(node));
  if (name === undefined || name === '$or' || others.length > 0 || nodes.length < branches.length) {
    return branches.length === 1 ? (branches[0] ?? {}) : { $or: branches };
  }
  return { [name]: either(nodes) };
}

function merge(one: PatternNode, other: PatternNode): PatternNode {
  const merged: Record<string, PatternNode | readonly unknown[]> = { ...one };
  for (const [name, value] of Object.entries(other)) {
    const present = merged[name];
    if (present !== undefined && !(isNode(present) && isNode(value))) {
      throw new Error(
        `an event pattern can say ${name} only once at one place, got it twice; write the condition as one`,
      );
    }
    merged[name] = present !== undefined && isNode(present) && isNode(value) ? merge(present, value) : value;
  }
  return merged;
}

function isNode(value: PatternNode | readonly unknown[]): value is PatternNode {
  return !Array.isArray(value);
}

/** How many wildcards `pattern` has on the field on which it has most. */
export function mostWildcards(pattern: PatternNode): number {
  const counts = new Map<string, number>();
  count(pattern, [], counts);
  return Math.max(0, ...counts.values());
}

function count(node: unknown, path: string[], counts: Map<string, number>): void {
  if (Array.isArray(node)) {
    // Alternatives, and the places in a list, are about the same field.
    for (const inner of node) {
      count(inner, path, counts);
    }
  } else if (typeof node === 'object' && node !== null) {
    for (const [name, inner] of Object.entries(node)) {
      if (name === 'wildcard') {
        const field = path.join('.');
        counts.set(field, (counts.get(field) ?? 0) + 1);
      } else if (name === '$or') {
        count(inner, path, counts);
      } else {
        path.push(name);
        count(inner, path, counts);
        path.pop();
      }
    }
  }
}
