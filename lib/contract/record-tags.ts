/** First part of every tag that the keeper writes on the secret; its role may write no other. */
export const KEEPER_TAG_PREFIX = 'kaizencoach:';

/** First part of the tags in which the keeper records when and how each key was made, one tag a key. */
export const RECORD_TAG_PREFIX = `${KEEPER_TAG_PREFIX}made:`;

/**
 * The tag that names what the keeper wrote last: when, by which operation, in which version, and which keys. Every write
 * sets it, so CloudTrail's record of that call tells all of it without a value.
 */
export const LAST_WRITE_TAG = `${KEEPER_TAG_PREFIX}written`;

/** The tag that says when a backup was last handed out, and of which version. */
export const LAST_BACKUP_TAG = `${KEEPER_TAG_PREFIX}backup`;

/** Days after which a backup is due again. */
export const BACKUP_DUE_AFTER_DAYS = 30;
