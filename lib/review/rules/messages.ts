import { isObject, isSame, type Json, member, parseJson } from '../assembly/json';
import { NotComparable } from '../not-comparable';

/** What a message must tell: who did it, what, and when. */
const TOLD = ['who', 'what', 'when'];

/**
 * How the message `after` of an alert says something else than `before`, as the end of a sentence; undefined where the two are
 * the same JSON. Somebody woken by it acts on every word.
 */
export function otherMessage(before: Json | undefined, after: Json | undefined): string | undefined {
  const was = messageOf(before);
  const is = messageOf(after);
  if (is === undefined) {
    return 'would be no JSON that says each member once';
  }
  if (was !== undefined && isSame(was, is)) {
    return undefined;
  }
  const names = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is)])].sort();
  const others = names.filter((name) => !isSame(member(was, name), member(is, name)));
  const lost = TOLD.filter((name) => others.includes(name));
  return lost.length > 0
    ? `would no longer tell ${lost.join(', ')}`
    : `would say something else: ${others.map((name) => `\`${name}\``).join(', ')}`;
}

/** The message with what EventBridge puts in marked, in and out of quotes. */
function messageOf(template: Json | undefined) {
  if (typeof template !== 'string') {
    return undefined;
  }
  const marked = template.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|<(\w+)>/g, (whole, name?: string) =>
    name === undefined ? whole : JSON.stringify({ '<>': name }),
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
