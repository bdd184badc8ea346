import type { Tag } from '@aws-sdk/client-secrets-manager';
import type { KeyRecord } from '../../contract/operator-answer';
import { RECORD_TAG_PREFIX } from '../../contract/record-tags';

const FORM = /^(\S+) (\S+) (generated|brought) (\S+)$/;

/**
 * Name of the tag that records `key`: one tag a key on the secret, so that a key that once existed is never drawn anew, and
 * its age is known without reading its value. Tags hold 256 characters of letters, digits, spaces and `+ - = . _ : / @`
 * (Secrets Manager API reference, Tag).
 */
export function recordTagKey(key: string): string {
  return `${RECORD_TAG_PREFIX}${key}`;
}

/** The tag that says when and how `key` came into the secret. */
export function recordTag(key: string, record: KeyRecord): Tag {
  return { Key: recordTagKey(key), Value: `${record.madeAt} ${record.operation} ${record.how} ${record.versionId}` };
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
