import { CATALOGUE, REQUIRED_KEYS } from '../../catalogue/catalogue';
import type { CatalogueKey, ValidationContext } from '../../catalogue/catalogue-key';
import { Refusal } from '../refusal';
import { hasMember, memberSource, memberValue, parseDocument, type SecretDocument } from './secret-document';
import {
  noSuchSecret,
  type SecretDescription,
  type SecretStore,
  scheduledForDeletion,
  type VersionStage,
} from './secret-store';

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

/** What another version of the secret holds. */
export type OtherVersion =
  | { readonly kind: 'none' }
  | { readonly kind: 'document'; readonly document: SecretDocument }
  /** It is there, but it is not one JSON object with unique keys: what it holds cannot be told. */
  | { readonly kind: 'unreadable' };

/** The version with that label. */
export async function otherVersion(
  store: SecretStore,
  stage: VersionStage,
  signal: AbortSignal,
): Promise<OtherVersion> {
  try {
    const { text } = await store.read(stage, signal);
    return text === undefined ? { kind: 'none' } : { kind: 'document', document: parseDocument(text) };
  } catch (error) {
    if (error instanceof Refusal && error.rule !== 'scheduled-for-deletion') {
      return { kind: 'unreadable' };
    }
    throw error;
  }
}

/**
 * JSON text of a key in another version, where the app could use it; undefined where that version does not have it. A
 * placeholder (null, or an empty string) is no value.
 * @throws Refusal where the version has a value that the app could not use: taking it back, or drawing another, would guess.
 */
export function usableSource(other: OtherVersion, key: CatalogueKey, context: ValidationContext): string | undefined {
  const value = other.kind === 'document' ? memberValue(other.document, key.name) : undefined;
  if (other.kind !== 'document' || value === undefined || value === null || value === '') {
    return undefined;
  }
  const verdict = key.validate(value, context);
  if (verdict.kind === 'malformed') {
    throw new Refusal({
      rule: 'previous-malformed',
      reason: `${key.name} is missing, and the value that an earlier version has ${verdict.rule}; nothing was written`,
      next: `bring ${key.name} back from a backup, or set it with the consents that it needs`,
    });
  }
  return memberSource(other.document, key.name);
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
