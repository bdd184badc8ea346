import { hasValue } from '../../catalogue/catalogue';
import { Refusal } from '../refusal';
import { type Member, scanMembers } from './scan-members';

const BYTE_ORDER_MARK = '\uFEFF';

/** The stored text of a secret and the places of its top-level members. The text is the truth. */
export interface SecretDocument {
  readonly text: string;
  /** By name, in the order of the text. */
  readonly members: ReadonlyMap<string, Member>;
}

/** The document of a secret that has no value yet. */
export const EMPTY_DOCUMENT: SecretDocument = { text: '{}', members: new Map() };

/**
 * Reads the stored text, in time that grows linearly with its length.
 * @throws Refusal for anything but one JSON object with unique top-level names. The parser's own message is dropped: it
 * quotes its input.
 */
export function parseDocument(text: string): SecretDocument {
  if (text.startsWith(BYTE_ORDER_MARK)) {
    throw notAnObject('starts with a byte-order mark');
  }
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw notAnObject(`is JSON but not an object (${Array.isArray(value) ? 'an array' : kindOf(value)})`);
  }
  const found = scanMembers(text);
  const members = new Map(found.map((member) => [member.name, member]));
  if (members.size < found.length) {
    throw notAnObject('has the same top-level key twice, and programs disagree on which one counts', 'duplicate-key');
  }
  return { text, members };
}

/** The JSON text of a member's value as it is spelled in the document; undefined where there is no such member. */
export function memberSource({ text, members }: SecretDocument, name: string): string | undefined {
  const member = members.get(name);
  return member === undefined ? undefined : text.slice(member.valueStart, member.end);
}

/** The parsed value of a member; undefined where there is no such member. */
export function memberValue(document: SecretDocument, name: string): unknown {
  const source = memberSource(document, name);
  return source === undefined ? undefined : JSON.parse(source);
}

/** Whether the document has a value of this name; a placeholder is none. */
export function holds(document: SecretDocument, name: string): boolean {
  return hasValue(memberValue(document, name));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notAnObject(`is not valid JSON (length ${text.length})`);
  }
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : `a ${typeof value}`;
}

/** The refusal of a value that cannot be edited without guessing. */
export function notAnObject(finding: string, rule = 'not-an-object'): Refusal {
  return new Refusal({
    rule,
    reason: `the current value of the secret ${finding}; it is left as it is`,
    next: 'move AWSCURRENT back to the last good version (docs/runbook.md), or put one JSON object there, then deploy again',
  });
}
