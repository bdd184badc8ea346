import type { Tag } from '@aws-sdk/client-secrets-manager';
import type { KeyRecord } from '../../contract/operator-answer';
import { LAST_WRITE_TAG, RECORD_TAG_PREFIX } from '../../contract/record-tags';
import type { Decision } from './decision';

const FORM = /^(\S+) (\S+) (generated|brought) (\S+)$/;
/** Secrets Manager API reference, Tag. */
const MAX_TAG_VALUE_LENGTH = 256;

/**
 * The tags that record a decision once its document is current in `versionId`: one tag a key, so that a key that once existed
 * is never drawn anew and its age is known without reading its value, and one that says what was written. A tag's value
 * holds letters, digits, spaces and `+ - = . _ : / @` (Secrets Manager API reference, Tag).
 */
export function tagsOf(versionId: string, decision: Decision<unknown>, at: Date): readonly Tag[] {
  const { edit, operation, changed, records } = decision;
  const keys = [...records].map(([key, { madeAt, operation: by, how }]) => ({
    Key: `${RECORD_TAG_PREFIX}${key}`,
    Value: `${madeAt} ${by} ${how} ${versionId}`,
  }));
  const written = `${timestamp(at)} ${operation} ${versionId} ${changed.join(' ')}`.slice(0, MAX_TAG_VALUE_LENGTH);
  return edit.kind === 'none' ? keys : [...keys, { Key: LAST_WRITE_TAG, Value: written.trimEnd() }];
}

/** A record made at `at`, for the operation named. */
export function newRecord(at: Date, operation: string, how: KeyRecord['how']): Omit<KeyRecord, 'versionId'> {
  return { madeAt: timestamp(at), operation, how };
}

/**
 * The records among the tags of a secret, by key name. A record in a form that is not understood still proves that the key
 * existed, so it is kept, as null.
 */
export function recordsIn(tags: readonly Tag[]): ReadonlyMap<string, KeyRecord | null> {
  return new Map(
    tags.flatMap(({ Key, Value }) =>
      Key?.startsWith(RECORD_TAG_PREFIX)
        ? [[Key.slice(RECORD_TAG_PREFIX.length), parseRecord(Value ?? '')] as const]
        : [],
    ),
  );
}

function parseRecord(value: string): KeyRecord | null {
  const [, madeAt, operation, how, versionId] = FORM.exec(value) ?? [];
  if (madeAt === undefined || operation === undefined || versionId === undefined) {
    return null;
  }
  return { madeAt, operation, how: how === 'generated' ? 'generated' : 'brought', versionId };
}

function timestamp(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
