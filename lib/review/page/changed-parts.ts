import { isList, isObject, isSame, type Json } from '../assembly/json';
import { code } from '../finding';
import { union } from '../normal/differences';

/** Where both sides of a part are statements that deny. */
const DENY = 'Deny';

/** What of a value changes, one part a line. */
export function changedParts(
  before: Json | undefined,
  after: Json | undefined,
  path: readonly string[] = [],
): string[] {
  if (isSame(before, after)) {
    return [];
  }
  if (isObject(before) && isObject(after)) {
    const inner = before['Effect'] === 'Deny' && after['Effect'] === 'Deny' ? [...path, DENY] : path;
    return union(before, after).flatMap((key) => changedParts(before[key], after[key], [...inner, key]));
  }
  const [first, second] = [listed(before), listed(after)];
  if (first.length > 0 && first.length === second.length && [...first, ...second].every(isObject)) {
    return first.flatMap((entry, index) => changedParts(entry, second[index], path));
  }
  const has = (list: readonly Json[], entry: Json) => list.some((each) => isSame(each, entry));
  const gone = first.filter((entry) => !has(second, entry)).map((entry) => line('no longer', entry, path));
  const come = second.filter((entry) => !has(first, entry)).map((entry) => line('new', entry, path));
  return [...gone, ...come];
}

function listed(value: Json | undefined): readonly Json[] {
  return value === undefined || value === null ? [] : isList(value) ? value : [value];
}

function line(sign: 'new' | 'no longer', entry: Json, path: readonly string[]): string {
  const isSpared = path[0] === DENY && path[1] === 'Condition' && /Not/.test(path[2] ?? '');
  const place = code((isSpared ? path.slice(2) : path).join(' '));
  const where = isSpared ? `spared by the Deny, ${place}: ` : path.length === 0 ? '' : `${place}: `;
  return `${sign}, ${where}${code(typeof entry === 'string' ? entry : JSON.stringify(entry))}`;
}
