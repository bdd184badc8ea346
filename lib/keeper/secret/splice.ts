import { MAX_VALUE_BYTES } from '../../contract/secrets-manager';
import { Refusal } from '../refusal';
import { memberSource, parseDocument, type SecretDocument } from './secret-document';

/** New values by member name, each as JSON text: a value that is taken back from another version keeps its spelling. */
export type NewValues = ReadonlyMap<string, string>;

/**
 * `document` with the members of `values` set: a present member's value is replaced in place, new members go behind the
 * last one in its layout. Every other character stays where it is. Takes time that grows linearly with the result.
 *
 * @throws Refusal where the result has more than 65,536 bytes.
 * @throws Error where the result would change anything that `values` does not name (a fault of this code; checked before
 * every write).
 */
export function setMembers(document: SecretDocument, values: NewValues): SecretDocument {
  if (values.size === 0) {
    return document;
  }
  const edited = parseDocument(spliced(document, values));
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

function spliced({ text, members }: SecretDocument, values: NewValues): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { name, valueStart, end } of members.values()) {
    const json = values.get(name);
    if (json !== undefined) {
      pieces.push(text.slice(at, valueStart), json);
      at = end;
    }
  }
  const added = [...values].filter(([name]) => !members.has(name));
  const behind = [...members.values()].at(-1)?.end ?? text.indexOf('{') + 1;
  return [...pieces, text.slice(at, behind), newMembers({ text, members }, added), text.slice(behind)].join('');
}

/** Further members behind the last one, with the white space that it has before its name and before its value. */
function newMembers({ text, members }: SecretDocument, added: readonly (readonly [string, string])[]): string {
  const [last, before] = [...members.values()].slice(-2).reverse();
  if (last === undefined) {
    return added.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',');
  }
  const lead = text.slice(before === undefined ? text.indexOf('{') + 1 : before.end, last.start).replace(',', '');
  const colon = text.slice(last.start, last.valueStart).replace(/^"(?:[^"\\]|\\.)*"/, '');
  return added.map(([name, json]) => `,${lead}${JSON.stringify(name)}${colon}${json}`).join('');
}

function assertOthersUntouched(before: SecretDocument, after: SecretDocument, values: NewValues): void {
  const untouched = ({ text, members }: SecretDocument) =>
    [...members.values()].filter(({ name }) => !values.has(name)).map(({ start, end }) => text.slice(start, end));
  const kept = untouched(before);
  const found = untouched(after);
  const allSet = [...values].every(([name, json]) => memberSource(after, name) === json);
  if (!allSet || kept.length !== found.length || kept.some((slice, index) => slice !== found[index])) {
    throw new Error('the edit would have changed members it does not name; nothing was written');
  }
}
