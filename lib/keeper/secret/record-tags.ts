import type { Tag } from '@aws-sdk/client-secrets-manager';
import type { KeyRecord } from '../../contract/key-record';
import { LAST_BACKUP_TAG, LAST_WRITE_TAG, RECORD_TAG_PREFIX } from '../../contract/record-tags';

/** What the tags of a secret record, by key name. A record in a form that is not understood is null: the key existed. */
export type Records = ReadonlyMap<string, KeyRecord | null>;

/** A record before its version id is known. */
export type NewRecord = Omit<KeyRecord, 'versionId'>;

/** Secrets Manager API reference, Tag. */
const MAX_TAG_VALUE_LENGTH = 256;
const LAST_WRITE_FORM = /^(\S+) \S+ (\S+)/;
/** With the only ids that a version can have: asked for one of another length, the service refuses (API reference, GetSecretValue). */
const FORM = /^(\S+) (\S+) (generated|brought) (\S{32,64})$/;

/** What a version that became current did, for its tags. */
export interface Recorded {
  readonly versionId: string;
  /** Name of the operation; absent where nothing was written and only records are completed. */
  readonly wrote?: string;
  /** Names of the catalogue's keys that it changed. */
  readonly changed: readonly string[];
  readonly records: ReadonlyMap<string, NewRecord>;
}

/**
 * The tags that summarise a version once its document is current: one a key, so that the age of a key is known without
 * reading its value and a key that existed stays known when its version is gone; and one that says what was written. They are
 * only ever added or set. A tag's value holds letters, digits, spaces and `+ - = . _ : / @` (Secrets Manager API reference, Tag).
 */
export function tagsOf({ versionId, wrote, changed, records }: Recorded, at: Date): Tag[] {
  const keys = [...records].map(([key, { madeAt, operation, how }]) => ({
    Key: `${RECORD_TAG_PREFIX}${key}`,
    Value: `${madeAt} ${operation} ${how} ${versionId}`,
  }));
  const written = `${timestamp(at)} ${wrote} ${versionId} ${changed.join(' ')}`.slice(0, MAX_TAG_VALUE_LENGTH);
  return wrote === undefined ? keys : [...keys, { Key: LAST_WRITE_TAG, Value: written.trimEnd() }];
}

/** A record made at `at`, for the operation named. */
export function newRecord(at: Date, operation: string, how: KeyRecord['how']): NewRecord {
  return { madeAt: timestamp(at), operation, how };
}

/** The records among the tags of a secret. */
export function recordsIn(tags: readonly Tag[]): Records {
  return new Map(
    tags.flatMap(({ Key, Value }) =>
      Key?.startsWith(RECORD_TAG_PREFIX)
        ? [[Key.slice(RECORD_TAG_PREFIX.length), parseRecord(Value ?? '')] as const]
        : [],
    ),
  );
}

/** The tag that says when a backup of a version was handed out. */
export function backupTag(versionId: string, at: Date): Tag {
  return { Key: LAST_BACKUP_TAG, Value: `${timestamp(at)} ${versionId}` };
}

/** When a backup was last handed out, as the tags of a secret record it; undefined where none is. */
export function lastBackupIn(tags: readonly Tag[]): string | undefined {
  const value = tags.find(({ Key }) => Key === LAST_BACKUP_TAG)?.Value ?? '';
  const at = /^(\S+) \S+$/.exec(value)?.[1];
  return at !== undefined && isTimestamp(at) ? at : undefined;
}

/** What the tag of the last write tells. */
export interface LastWrite {
  /** Id of the version that it names, which became current before the tag was written. */
  readonly lastWritten: string | undefined;
  /** When the tag was written, cut to seconds. */
  readonly lastWrittenAt: Date | undefined;
}

/** What the tag of the last write tells; nothing where it is not there, or in another form. */
export function lastWriteIn(tags: readonly Tag[]): LastWrite {
  const value = tags.find(({ Key }) => Key === LAST_WRITE_TAG)?.Value ?? '';
  const [, time = '', lastWritten] = LAST_WRITE_FORM.exec(value) ?? [];
  return { lastWritten, lastWrittenAt: isTimestamp(time) ? new Date(time) : undefined };
}

function parseRecord(value: string): KeyRecord | null {
  const [, madeAt = '', operation, how, versionId] = FORM.exec(value) ?? [];
  if (!isTimestamp(madeAt) || operation === undefined || versionId === undefined) {
    return null;
  }
  return { madeAt, operation, how: how === 'generated' ? 'generated' : 'brought', versionId };
}

/** Whether a text has the form of `timestamp`, and is a time: others can write tags too. */
function isTimestamp(text: string): boolean {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && timestamp(at) === text;
}

/** ISO 8601, UTC, in seconds. */
export function timestamp(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
