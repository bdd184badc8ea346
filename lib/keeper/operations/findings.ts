import { CATALOGUE, REQUIRED_KEYS } from '../../catalogue/catalogue';
import type { ValidationContext } from '../../catalogue/catalogue-key';
import { hasMember, memberValue, parseDocument, type SecretDocument } from '../document/secret-document';
import { Refusal } from '../refusal';
import { noSuchSecret, type SecretDescription, type SecretStore, scheduledForDeletion } from '../store/secret-store';

/** Names of the required keys that the document lacks. */
export function missingKeys(document: SecretDocument): readonly string[] {
  return REQUIRED_KEYS.filter((key) => !hasMember(document, key.name)).map((key) => key.name);
}

/** Names of the keys that are there in a form the app cannot use. */
export function malformedKeys(document: SecretDocument, context: ValidationContext): readonly string[] {
  return CATALOGUE.filter(
    (key) =>
      hasMember(document, key.name) && key.validate(memberValue(document, key.name), context).kind === 'malformed',
  ).map((key) => key.name);
}

/**
 * The document of AWSPREVIOUS; undefined where there is none, or none that can be read: a value that is not a JSON object
 * holds no keys to take back.
 */
export async function previousDocument(store: SecretStore, signal: AbortSignal): Promise<SecretDocument | undefined> {
  try {
    const { text } = await store.read('AWSPREVIOUS', signal);
    return text === undefined ? undefined : parseDocument(text);
  } catch (error) {
    if (error instanceof Refusal && error.rule !== 'scheduled-for-deletion') {
      return undefined;
    }
    throw error;
  }
}

/**
 * What DescribeSecret tells of a secret that can be worked on.
 * @throws Refusal where there is none, or where it is scheduled for deletion.
 */
export async function describeUsable(store: SecretStore, signal: AbortSignal): Promise<SecretDescription> {
  const found = await store.describe(signal);
  if (found === undefined) {
    throw noSuchSecret(store.name);
  }
  if (found.deletedAt !== undefined) {
    throw scheduledForDeletion(store.name);
  }
  return found;
}
