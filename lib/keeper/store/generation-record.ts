import type { Tag } from '@aws-sdk/client-secrets-manager';
import type { KeyRecord } from '../../contract/operator-answer';

/**
 * The generation record: one tag a key on the secret, so that a key that once existed is never drawn anew, and so that its
 * age is known without reading its value. Tags hold 256 characters of letters, digits, spaces and `+ - = . _ : / @`
 * (Secrets Manager API reference, Tag).
 */
const TAG_PREFIX = 'kaizencoach:made:';

const FORM = /^(\S+) (\S+) (generated|brought) (\S+)$/;

/** Pattern of the tag keys that the keeper may write, for its role. */
export const RECORD_TAG_PATTERN = `${TAG_PREFIX}*`;

/** Name of the tag that records `key`. */
export function recordTagKey(key: string): string {
  return `${TAG_PREFIX}${key}`;
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
      Key?.startsWith(TAG_PREFIX) ? [[Key.slice(TAG_PREFIX.length), parseRecord(Value ?? '')] as const] : [],
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
