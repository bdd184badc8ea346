import { CATALOGUE, REQUIRED_KEYS } from '../../catalogue/catalogue';
import type { ValidationContext } from '../../catalogue/catalogue-key';
import type { OtherVersion } from './other-version';
import { holds, memberValue, type SecretDocument } from './secret-document';

/** Names of the required keys that the document has no value of. */
export function missingKeys(document: SecretDocument): string[] {
  return REQUIRED_KEYS.filter(({ name }) => !holds(document, name)).map(({ name }) => name);
}

/** Names of the keys that are there in a form the app cannot use. */
export function malformedKeys(document: SecretDocument, context: ValidationContext): string[] {
  return CATALOGUE.filter(
    ({ name, validate }) =>
      holds(document, name) && validate(memberValue(document, name), context).kind === 'malformed',
  ).map(({ name }) => name);
}

/** Names of the required keys that `previous` has a value of and `document` has none of: the last edit dropped them. */
export function droppedKeys(document: SecretDocument, previous: OtherVersion): string[] {
  return previous.kind === 'document' ? missingKeys(document).filter((name) => holds(previous.document, name)) : [];
}
