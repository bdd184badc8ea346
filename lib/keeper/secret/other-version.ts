import { DecryptionFailure } from '@aws-sdk/client-secrets-manager';
import type { CatalogueKey, ValidationContext } from '../../catalogue/catalogue-key';
import { Refusal } from '../refusal';
import { holds, memberSource, memberValue, parseDocument, type SecretDocument } from './secret-document';
import { isAccessDenied } from './service-faults';
import type { StoredVersion } from './stored-version';

/** What another version of the secret holds. */
export type OtherVersion =
  /** It is not there, or it has no value. */
  | { readonly kind: 'none'; readonly versionId?: string | undefined }
  | { readonly kind: 'document'; readonly versionId: string; readonly document: SecretDocument }
  /** It is there, and what it holds cannot be told: it may have held anything. */
  | { readonly kind: 'unreadable' };

/** Rules by which a value is no document; any other refusal says nothing of the version. */
const NO_DOCUMENT = new Set(['not-an-object', 'duplicate-key']);

/** Why a version is `unreadable`, in words. */
export const WHY_UNREADABLE = 'no JSON object with unique keys, or under a KMS key that the keeper may not use';

/**
 * The version that `read` gives, which is another than the current one: versions stay under the KMS key of their time, so one
 * that the keeper may not decrypt (any more) says nothing of the rest.
 */
export async function otherVersion(read: () => Promise<StoredVersion>): Promise<OtherVersion> {
  try {
    const { versionId, text } = await read();
    return versionId === undefined || text === undefined
      ? { kind: 'none', versionId }
      : { kind: 'document', versionId, document: parseDocument(text) };
  } catch (error) {
    const isNoDocument = error instanceof Refusal && NO_DOCUMENT.has(error.rule);
    if (isNoDocument || isAccessDenied(error) || error instanceof DecryptionFailure) {
      return { kind: 'unreadable' };
    }
    throw error;
  }
}

/** Whether the document has a value of `key` in a form that the app can use. */
export function isUsable(document: SecretDocument, key: CatalogueKey, context: ValidationContext): boolean {
  return holds(document, key.name) && key.validate(memberValue(document, key.name), context).kind !== 'malformed';
}

/** A value that the app can use: its JSON text, and the version that has it. */
export interface Usable {
  readonly source: string;
  readonly versionId: string;
}

/** A key in another version, where the app can use it. */
export function usableIn(other: OtherVersion, key: CatalogueKey, context: ValidationContext): Usable | undefined {
  if (other.kind !== 'document' || !isUsable(other.document, key, context)) {
    return undefined;
  }
  const source = memberSource(other.document, key.name);
  return source === undefined ? undefined : { source, versionId: other.versionId };
}

/** JSON text of a key in another version, where the app can use it. */
export function usableSource(other: OtherVersion, key: CatalogueKey, context: ValidationContext): string | undefined {
  return usableIn(other, key, context)?.source;
}
