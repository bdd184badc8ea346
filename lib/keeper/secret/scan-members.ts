import { createScanner } from 'jsonc-parser';

/** One top-level member of a JSON object, as places in its text. `end` is exclusive. */
export interface Member {
  /** Name after unescaping. */
  readonly name: string;
  /** First character of the quoted name. */
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

/**
 * The top-level members of `text`, in their order, repeated names included. Reads tokens, not a tree, so that nesting of
 * any depth fits on the stack.
 *
 * @param text a JSON object that `JSON.parse` accepts; anything else gives members that mean nothing.
 */
export function scanMembers(text: string): readonly Member[] {
  const scanner = createScanner(text, true);
  const members: Member[] = [];
  let depth = 0;
  let name: { readonly text: string; readonly start: number } | undefined;
  let valueStart: number | undefined;
  let end = 0;

  const finish = () => {
    if (name !== undefined && valueStart !== undefined) {
      members.push({ name: name.text, start: name.start, valueStart, end });
    }
    name = undefined;
    valueStart = undefined;
  };

  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const start = scanner.getTokenOffset();
    const token = text.charAt(start);
    const closes = token === '}' || token === ']';
    if (depth === 1 && (token === ',' || closes)) {
      finish();
    } else if (depth === 1 && name === undefined) {
      name = { text: scanner.getTokenValue(), start };
    } else if (depth === 1 && token !== ':') {
      valueStart ??= start;
    }
    if (closes) {
      depth -= 1;
    } else if (token === '{' || token === '[') {
      depth += 1;
    }
    end = start + scanner.getTokenLength();
  }
  return members;
}
