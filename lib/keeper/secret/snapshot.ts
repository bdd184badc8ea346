import { EMPTY_DOCUMENT, parseDocument, type SecretDocument } from './secret-document';
import type { StoredVersion } from './stored-version';

/** The current document and the version it was read from. */
export interface Snapshot {
  readonly document: SecretDocument;
  /** The secret holds no value yet; `document` is empty. */
  readonly isEmpty: boolean;
  /** Version id of AWSCURRENT; absent where no version has that label. */
  readonly versionId?: string;
}

/**
 * Reads the version's text.
 * @throws Refusal where it is not a JSON object with unique names.
 */
export function snapshotOf(current: StoredVersion): Snapshot {
  return {
    document: current.text === undefined ? EMPTY_DOCUMENT : parseDocument(current.text),
    isEmpty: current.text === undefined,
    ...(current.versionId === undefined ? {} : { versionId: current.versionId }),
  };
}

/**
 * Version id of the current value, or null where there is none: what an operator is shown, and what must still be so when
 * the change that was decided on it is carried out.
 */
export function valueVersionOf({ isEmpty, versionId }: Snapshot): string | null {
  return isEmpty ? null : (versionId ?? null);
}
