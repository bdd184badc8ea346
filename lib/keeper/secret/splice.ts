import { Refusal } from '../refusal';
import type { Member } from './scan-members';
import { MAX_VALUE_BYTES, memberSource, parseDocument, type SecretDocument } from './secret-document';

/** The document of a secret that has no value yet. */
export const EMPTY_DOCUMENT: SecretDocument = { text: '{}', members: [] };

/** New values by member name, each as JSON text: a value that is taken back from another version keeps its spelling. */
export type NewValues = ReadonlyMap<string, string>;

/**
 * `document` with the members of `values` set: a present member's value is replaced in place, a new member goes behind the
 * last one in the same layout. Every other character stays where it is.
 *
 * @throws Refusal where the result has more than 65,536 bytes.
 * @throws Error where the result would change anything that `values` does not name (a fault of this code; checked before
 * every write).
 */
export function setMembers(document: SecretDocument, values: NewValues): SecretDocument {
  let edited = document;
  for (const [name, json] of values) {
    edited = parseDocument(setMember(edited, name, json));
  }
  assertOthersUntouched(document, edited, values);
  const bytes = Buffer.byteLength(edited.text, 'utf8');
  if (bytes > MAX_VALUE_BYTES) {
    throw new Refusal({
      rule: 'too-long',
      reason: `the document would have ${bytes} bytes; Secrets Manager stores ${MAX_VALUE_BYTES} at most`,
      next: 'remove members that the app does not read, then try again',
    });
  }
  return edited;
}

function setMember({ text, members }: SecretDocument, name: string, json: string): string {
  const present = members.find((member) => member.name === name);
  if (present !== undefined) {
    return text.slice(0, present.valueStart) + json + text.slice(present.end);
  }
  const last = members.at(-1);
  const at = last === undefined ? text.indexOf('{') + 1 : last.end;
  const member = last === undefined ? `${JSON.stringify(name)}:${json}` : likeLast(text, members, last, name, json);
  return text.slice(0, at) + member + text.slice(at);
}

/** A further member behind `last`, with the white space that `last` has before its name and before its value. */
function likeLast(text: string, members: readonly Member[], last: Member, name: string, json: string): string {
  const before = members.at(-2);
  const lead = text.slice(before === undefined ? text.indexOf('{') + 1 : before.end, last.start).replace(',', '');
  const colon = text.slice(last.start, last.valueStart).replace(/^"(?:[^"\\]|\\.)*"/, '');
  return `,${lead}${JSON.stringify(name)}${colon}${json}`;
}

function assertOthersUntouched(before: SecretDocument, after: SecretDocument, values: NewValues): void {
  const untouched = ({ text, members }: SecretDocument) =>
    members.filter(({ name }) => !values.has(name)).map(({ start, end }) => text.slice(start, end));
  const kept = untouched(before);
  const found = untouched(after);
  const allSet = [...values].every(([name, json]) => memberSource(after, name) === json);
  if (!allSet || kept.length !== found.length || kept.some((slice, index) => slice !== found[index])) {
    throw new Error('the edit would have changed members it does not name; nothing was written');
  }
}
