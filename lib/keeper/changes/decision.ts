import type { KeyRecord } from '../../contract/operator-answer';
import { parseDocument, type SecretDocument } from '../secret/secret-document';
import type { StoredVersion } from '../secret/secret-store';
import { EMPTY_DOCUMENT, type NewValues, setMembers } from '../secret/splice';

// How a change comes about: a Snapshot of what is current → an operation's Decision (an Edit of the document, and what to
// record) → compare-and-swap → an Outcome. Operators see a Plan of it first; it is made from the same proposal.

/** The current document and the version it was read from. */
export interface Snapshot {
  readonly document: SecretDocument;
  /** The secret holds no value yet; `document` is empty. */
  readonly isEmpty: boolean;
  /** Version id of AWSCURRENT; absent where no version has that label. */
  readonly versionId?: string;
  /** The keeper wrote this version, so its keys are recorded. */
  readonly isKeepers: boolean;
}

/**
 * Version id of the current value, or null where there is none: what an operator is shown, and what must still be so when
 * the change that was decided on it is carried out.
 */
export function valueVersionOf({ isEmpty, versionId }: Snapshot): string | null {
  return isEmpty ? null : (versionId ?? null);
}

/** A record before its version id is known. */
export type NewRecord = Omit<KeyRecord, 'versionId'>;

/** How the next document comes from the current one. */
export type Edit =
  | { readonly kind: 'none' }
  /** The members named get new values; the rest stays to the letter. */
  | { readonly kind: 'set'; readonly values: NewValues }
  /** Another version's document takes its place. */
  | { readonly kind: 'replace'; readonly document: SecretDocument };

/** The edit that sets `values`, or none where there are none. */
export function settingOf(values: NewValues): Edit {
  return values.size === 0 ? { kind: 'none' } : { kind: 'set', values };
}

/**
 * The document after an edit.
 * @throws Refusal where it is too long for Secrets Manager.
 */
export function documentAfter(document: SecretDocument, edit: Edit): SecretDocument {
  switch (edit.kind) {
    case 'none':
      return document;
    case 'set':
      return setMembers(document, edit.values);
    case 'replace':
      return edit.document;
  }
}

/** What an operation makes of a snapshot. */
export interface Decision<T> {
  readonly edit: Edit;
  /** Name of the operation, for the record. */
  readonly operation: string;
  /** Names of the catalogue's keys that the edit changes. */
  readonly changed: readonly string[];
  /** Records to write once the edit is current. */
  readonly records: ReadonlyMap<string, NewRecord>;
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
    isKeepers: current.isKeepers,
    ...(current.versionId === undefined ? {} : { versionId: current.versionId }),
  };
}
