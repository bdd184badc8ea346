import { keyGiven } from '../names';
import { UsageError } from '../operator-error';
import type { BroughtValue } from './check-value';
import { compactKeyFile, GOOGLE_KEY, googleText } from './google-key-file';
import { type JsonMember, jsonMembers } from './json-members';

/** A value, or why there is none. */
export type Brought = BroughtValue | UsageError;

/**
 * The values in a JSON document that a person wrote. The Google key file may stand in it as an object, or on several lines;
 * numbers become strings, as they are spelled. What cannot become a string without guessing is a fault in its place.
 * @throws UsageError where it is not one JSON object.
 */
export function jsonValues(text: string, place: string): readonly Brought[] {
  return jsonMembers(text, place).map((member) => {
    const where = `${place}, line ${member.line}`;
    return orFault(() => {
      const key = keyGiven(member.name, `${where}: `);
      return { key, value: asString(member, where), place: where };
    });
  });
}

function orFault(read: () => BroughtValue): Brought {
  try {
    return read();
  } catch (error) {
    if (error instanceof UsageError) {
      return error;
    }
    throw error;
  }
}

function asString({ name, value, source }: JsonMember, place: string): string {
  if (name === GOOGLE_KEY && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return compactKeyFile(source, place);
  }
  if (typeof value === 'string') {
    return name === GOOGLE_KEY ? googleText(value, place) : value;
  }
  if (typeof value === 'number') {
    return source;
  }
  throw new UsageError({
    rule: 'not-a-string',
    reason: `${place}: ${name} must be a JSON string, got ${kindOf(value)}`,
    next: 'put the value between double quotes',
  });
}

function kindOf(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  return Array.isArray(value) ? 'an array' : `a JSON ${typeof value}`;
}
