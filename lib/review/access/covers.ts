import type { Atom } from '../normal/atoms';
import { lowerCase } from '../normal/atoms';
import { matchesPattern } from '../normal/pattern';
import type { Constraint, Terms } from '../normal/statement';

/**
 * Whether every request that `narrow` speaks of, `wide` speaks of as well. Sound, not complete: where it cannot be seen the
 * answer is no.
 */
export function covers(wide: Atom, narrow: Atom): boolean {
  return (
    wide.effect === narrow.effect &&
    wide.holder.kind === narrow.holder.kind &&
    wide.holder.name === narrow.holder.name &&
    coversPrincipal(wide.principal, narrow.principal) &&
    coversTerms(lowerCase(wide.action), lowerCase(narrow.action)) &&
    coversTerms(wide.resource, narrow.resource) &&
    wide.condition.every((constraint) => narrow.condition.some((other) => implies(other, constraint)))
  );
}

function coversPrincipal(wide: Terms, narrow: Terms): boolean {
  const everyone = wide.kind === 'in' && wide.values.includes('AWS:*');
  return (
    same(wide, narrow) || (everyone && narrow.kind === 'in' && narrow.values.every((who) => who.startsWith('AWS:')))
  );
}

function coversTerms(wide: Terms, narrow: Terms): boolean {
  if (same(wide, narrow)) {
    return true;
  }
  if (wide.kind === 'in' && narrow.kind === 'in') {
    return narrow.values.every((text) => wide.values.some((pattern) => matchesPattern(pattern, text)));
  }
  return wide.kind === 'not' && narrow.kind === 'not' && wide.values.every((value) => narrow.values.includes(value));
}

function same(one: Terms, other: Terms): boolean {
  return one.kind === other.kind && JSON.stringify(one.values) === JSON.stringify(other.values);
}

const POSITIVE = /^(StringEquals|StringLike|ArnLike|Bool|IpAddress|NumericEquals|StringEqualsIgnoreCase)$/;
const NEGATIVE = /^(StringNotEquals|StringNotLike|ArnNotLike|NotIpAddress|NumericNotEquals|StringNotEqualsIgnoreCase)$/;

/** Whether a request that meets `narrow` meets `wide`. */
function implies(narrow: Constraint, wide: Constraint): boolean {
  if (narrow.operator !== wide.operator || narrow.key !== wide.key) {
    return false;
  }
  const within = (some: readonly string[], all: readonly string[]) => some.every((value) => all.includes(value));
  if (POSITIVE.test(narrow.operator)) {
    return within(narrow.values, wide.values);
  }
  return NEGATIVE.test(narrow.operator)
    ? within(wide.values, narrow.values)
    : within(narrow.values, wide.values) && within(wide.values, narrow.values);
}
