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
  return isList(value) ? orAbsent(entriesOf(value).filter(isObject)) : [value];
}

/** Entries of a list, and of the lists in it: EventBridge does not tell them apart. */
function entriesOf(list: readonly Json[]): readonly Json[] {
  return list.flatMap((entry) => (isList(entry) ? entriesOf(entry) : [entry]));
}

function orAbsent(entries: readonly Json[]): readonly (Json | undefined)[] {
  return entries.length === 0 ? [undefined] : entries;
}

function fieldMatches(matcher: Json, value: Json | undefined): boolean {
  if (isList(value)) {
    const leaves = entriesOf(value).filter((entry) => !isObject(entry));
    return orAbsent(leaves).some((entry) => fieldMatches(matcher, entry));
  }
  if (!isObject(matcher)) {
    return value !== undefined && matcher === value;
  }
  const [only, ...others] = Object.entries(matcher);
  return only !== undefined && others.length === 0 && operatorMatches(only[0], only[1], value);
}

function operatorMatches(operator: string, operand: Json, value: Json | undefined): boolean {
  switch (operator) {
    case 'exists':
      return (operand === true) === (value !== undefined && !isObject(value));
    case 'anything-but':
      return value !== undefined && !isObject(value) && isOther(operand, value);
    default:
      return (
        typeof operand === 'string' && typeof value === 'string' && (TEXTS.get(operator)?.(operand, value) ?? false)
      );
  }
}

/** Operators on texts, which nothing but a text meets. */
const TEXTS: ReadonlyMap<string, (operand: string, text: string) => boolean> = new Map([
  ['prefix', (operand, text) => text.startsWith(operand)],
  ['suffix', (operand, text) => text.endsWith(operand)],
  // A backslash takes a star's meaning away, which is not done here.
  ['wildcard', (operand, text) => !operand.includes('\\') && fitsStars(operand, text)],
  ['equals-ignore-case', (operand, text) => operand.toLowerCase() === text.toLowerCase()],
]);

/** Whether `value` is none of what stands under `anything-but`: values, or one operator with a text or a list of texts. */
function isOther(operand: Json, value: Json): boolean {
  if (!isObject(operand)) {
    return ![operand].flat().some((entry) => entry === value);
  }
  const [only, ...others] = Object.entries(operand);
  const matches = others.length === 0 ? TEXTS.get(only?.[0] ?? '') : undefined;
  const isNot = (text: Json) => typeof text === 'string' && !(typeof value === 'string' && matches?.(text, value));
  return matches !== undefined && [only?.[1] ?? null].flat().every(isNot);
}

/** Whether `text` is `pattern`, in which a star stands for anything: each takes as little as it can, and nothing is looked for twice. */
function fitsStars(pattern: string, text: string): boolean {
  const [first = '', ...middle] = pattern.split('*');
  const last = middle.pop();
  if (last === undefined) {
    return text === pattern;
  }
  let at = first.length;
  for (const part of middle) {
    const found = text.indexOf(part, at);
    if (found < 0) {
      return false;
    }
    at = found + part.length;
  }
  return text.startsWith(first) && text.endsWith(last) && at + last.length <= text.length;
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
