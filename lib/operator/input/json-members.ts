import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { UsageError } from '../operator-error';

/** A top-level member of a JSON object. */
export interface JsonMember {
  readonly name: string;
  readonly value: unknown;
  /** The value as it is spelled. */
  readonly source: string;
  readonly line: number;
}

/**
 * The members of a JSON object, in their order.
 * @throws UsageError with line and column, and no excerpt: the parser's own message would quote a value.
 */
export function jsonMembers(text: string, place: string): readonly JsonMember[] {
  const root = validRoot(text, place);
  if (root.type !== 'object') {
    throw bad(place, `must be one JSON object, got ${root.type === 'array' ? 'an array' : `a ${root.type}`}`);
  }
  const members = (root.children ?? []).map((property) => member(text, property));
  const twice = members.find(({ name }, index) => members.findIndex((other) => other.name === name) !== index);
  if (twice !== undefined) {
    const lines = members.filter(({ name }) => name === twice.name).map(({ line }) => line);
    throw bad(
      place,
      `the same key twice, in lines ${lines.join(' and ')}: programs disagree on which one counts`,
      'duplicate-key',
    );
  }
  return members;
}

function validRoot(text: string, place: string): Node {
  const errors: ParseError[] = [];
  const root = treeOf(text, errors, place);
  const [first] = errors;
  if (first !== undefined) {
    throw bad(place, `invalid JSON ${position(text, first.offset)}: ${fault(text, first)}`);
  }
  if (root === undefined || !isJson(text)) {
    throw bad(place, 'invalid JSON');
  }
  return root;
}

function treeOf(text: string, errors: ParseError[], place: string): Node | undefined {
  try {
    return parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  } catch {
    // The parser calls itself for every level, and has no other error.
    throw bad(place, 'it is nested too deeply');
  }
}

/** What is wrong there; what is left where the last line of an object is deleted is called by its name. */
function fault(text: string, { offset, error }: ParseError): string {
  return /,\s*$/.test(text.slice(0, offset)) && /^[}\]]/.test(text.slice(offset))
    ? 'there is a comma before this bracket, and no member after it'
    : words(printParseErrorCode(error));
}

/** The strict parser has the last word. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function member(text: string, property: Node): JsonMember {
  const [name, value] = property.children ?? [];
  const source = value === undefined ? '' : text.slice(value.offset, value.offset + value.length);
  return { name: String(name?.value), value: JSON.parse(source), source, line: lineOf(text, property.offset) };
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function position(text: string, offset: number): string {
  const column = offset - (text.lastIndexOf('\n', offset - 1) + 1) + 1;
  return `at line ${lineOf(text, offset)}, column ${column}`;
}

/** `CommaExpected` as "comma expected". */
function words(code: string): string {
  return code.replace(/(?!^)([A-Z])/g, ' $1').toLowerCase();
}

function bad(place: string, finding: string, rule = 'invalid-json'): UsageError {
  return new UsageError({
    rule,
    reason: `${place}: ${finding}`,
    next: 'mend it in an editor that checks JSON on your own machine; `npx kaizencoach-secrets template` prints the form',
  });
}
