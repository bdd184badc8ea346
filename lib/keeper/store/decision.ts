import type { KeyRecord } from '../../contract/operator-answer';
import { parseDocument, type SecretDocument } from '../document/secret-document';
import { EMPTY_DOCUMENT, type NewValues } from '../document/splice';
import type { StoredVersion } from './secret-store';

/** The current document and the version it was read from. */
export interface Snapshot {
  readonly document: SecretDocument;
  /** The secret holds no value yet; `document` is empty. */
  readonly isEmpty: boolean;
  /** Version id of AWSCURRENT; absent where no version has that label. */
  readonly versionId?: string;
}

/** A record before its version id is known. */
export type NewRecord = Omit<KeyRecord, 'versionId'>;

/** What an operation makes of a snapshot. */
export interface Decision<T> {
  readonly values: NewValues;
  /** Records to write with the values. */
  readonly records: ReadonlyMap<string, NewRecord>;
  /** The records as they are, to be put back if the values never become current. */
  readonly recordsBefore: ReadonlyMap<string, KeyRecord | null>;
  /** What to tell the caller if this decision is carried out. */
  readonly result: T;
}

/** A decision that was carried out. */
export interface Outcome<T> {
  /** Version id of AWSCURRENT; absent where no version has that label. */
  readonly versionId?: string;
  readonly result: T;
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
