import { jsonMembers } from './json-members';

/** Name of the key that a Google key file is the value of. */
export const GOOGLE_KEY = 'GOOGLE_APPLICATION_CREDENTIALS_JSON';

/**
 * A service-account key file as one line of JSON. The line breaks inside the private key stay what they are, because they are
 * parsed and written again as escapes.
 * @throws UsageError where it is not a JSON object.
 */
export function compactKeyFile(text: string, place: string): string {
  const members = jsonMembers(text, place);
  return JSON.stringify(Object.fromEntries(members.map(({ name, value }) => [name, value])));
}

/** A key file that stands in its string on several lines; anything else is judged by the validator. */
export function googleText(value: string, place: string): string {
  return /[\r\n]/.test(value.trim()) && value.trim().startsWith('{') ? compactKeyFile(value, place) : value;
}
