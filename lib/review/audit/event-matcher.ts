import { canonical, isList, isObject, isSame, type Json, member } from '../assembly/json';

/**
 * Whether EventBridge's `pattern` matches `event`, as far as AWS documents it. An operator that is not known here matches
 * nothing: a pattern with one is never taken to see what it saw before.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function eventMatches(pattern: Json, event: Json | undefined): boolean {
  if (!isObject(pattern)) {
    return false;
  }
  return Object.entries(pattern).every(([name, inner]) => {
    if (name === '$or') {
      return isList(inner) && inner.some((branch) => eventMatches(branch, event));
    }
    const value = member(event, name);
    return isList(inner)
      ? inner.some((matcher) => fieldMatches(matcher, value))
      : objectsIn(value).some((object) => eventMatches(inner, object));
  });
}

/** Of a list of objects one must meet all that the pattern says below its name; one without any is as if it were not there. */
function objectsIn(value: Json | undefined): readonly (Json | undefined)[] {
  const objects = isList(value) ? value.filter(isObject) : [value];
  return objects.length === 0 ? [undefined] : objects;
}

function fieldMatches(matcher: Json, value: Json | undefined): boolean {
  if (isList(value)) {
    return value.some((entry) => fieldMatches(matcher, entry));
  }
  if (!isObject(matcher)) {
    return value !== undefined && matcher === value;
  }
  const [only, ...others] = Object.entries(matcher);
  return only !== undefined && others.length === 0 && operatorMatches(only[0], only[1], value);
}

function operatorMatches(operator: string, operand: Json, value: Json | undefined): boolean {
  if (operator === 'exists') {
    return (operand === true) === (value !== undefined && !isObject(value));
  }
  if (value === undefined || value === null || isObject(value)) {
    return false;
  }
  const text = String(value);
  switch (operator) {
    case 'prefix':
      return typeof operand === 'string' && text.startsWith(operand);
    case 'suffix':
      return typeof operand === 'string' && text.endsWith(operand);
    case 'wildcard':
      return typeof operand === 'string' && wildcard(operand).test(text);
    case 'equals-ignore-case':
      return typeof operand === 'string' && operand.toLowerCase() === text.toLowerCase();
    case 'anything-but':
      return isObject(operand) ? !fieldMatches(operand, value) : ![operand].flat().some((entry) => entry === value);
    default:
      return false;
  }
}

function wildcard(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

/** Whether everything that the pattern `narrow` matches, `wide` does too. Sound, not complete. */
export function isWider(wide: Json, narrow: Json): boolean {
  if (!isObject(wide) || !isObject(narrow)) {
    return false;
  }
  return Object.entries(wide).every(([name, inner]) => {
    const other = member(narrow, name);
    if (other === undefined || name === '$or') {
      return isSame(other, inner);
    }
    return isList(inner)
      ? isList(other) && other.every((matcher) => inner.some((candidate) => matcherIsWider(candidate, matcher)))
      : isWider(inner, other);
  });
}

function matcherIsWider(wide: Json, narrow: Json): boolean {
  const excluded = member(wide, 'anything-but');
  const excludedBefore = member(narrow, 'anything-but');
  if (excluded === undefined || excludedBefore === undefined || isObject(excluded) || isObject(excludedBefore)) {
    return isSame(wide, narrow);
  }
  const before = [excludedBefore].flat().map(canonical);
  return [excluded].flat().every((entry) => before.includes(canonical(entry)));
}
