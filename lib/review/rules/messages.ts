import { randomUUID } from 'node:crypto';
import { isObject, isSame, type Json, member, parseJson } from '../assembly/json';
import { code } from '../finding';
import { union } from '../normal/differences';
import { NotComparable } from '../not-comparable';

/**
 * How the message `after` of an alert says something else than `before`, as the end of a sentence; undefined where the two are
 * the same JSON. Somebody woken by it acts on every word.
 */
export function otherMessage(before: Json | undefined, after: Json | undefined): string | undefined {
  // Nobody can write it in a message, with escapes or without.
  const mark = randomUUID();
  const was = messageOf(before, mark);
  const is = messageOf(after, mark);
  if (is === undefined) {
    return 'would be no JSON that says each member once';
  }
  if (was === undefined) {
    return 'would say something else';
  }
  const differs = union(was, is).filter((name) => !isSame(member(was, name), member(is, name)));
  const lost = differs.filter((name) => !Object.hasOwn(is, name));
  const others = differs.filter((name) => Object.hasOwn(is, name));
  const how = [
    ...(lost.length > 0 ? [`no longer tell ${lost.map(code).join(', ')}`] : []),
    ...(others.length > 0 ? [`say something else: ${others.map(code).join(', ')}`] : []),
  ];
  return how.length === 0 ? undefined : `would ${how.join(', and ')}`;
}

/**
 * The message with what EventBridge puts in, out of quotes, as an object that only `mark` makes. Each text in it is as it is
 * written, not what it means: EventBridge does not read escapes before it puts in what a mark stands for.
 */
function messageOf(template: Json | undefined, mark: string) {
  if (typeof template !== 'string') {
    return undefined;
  }
  const marked = template.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|<(\w+)>/g, (whole, name?: string) =>
    JSON.stringify(name === undefined ? whole.slice(1, -1) : { [mark]: name }),
  );
  try {
    const parsed = parseJson(marked, 'a message');
    return isObject(parsed) ? parsed : undefined;
  } catch (error) {
    if (error instanceof NotComparable) {
      return undefined;
    }
    throw error;
  }
}
