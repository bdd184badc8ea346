import { jsonMembers } from './json-members';

/**
 * A service-account key file as one line of JSON. The line breaks inside the private key stay what they are, because they are
 * parsed and written again as escapes.
 * @throws UsageError where it is not a JSON object.
 */
export function compactKeyFile(text: string, place: string): string {
  const members = jsonMembers(text, place);
  return JSON.stringify(Object.fromEntries(members.map(({ name, value }) => [name, value])));
}
