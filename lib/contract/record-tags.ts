/**
 * First part of the tags in which the keeper records when and how each key was made, one tag a key. Its role may write tags
 * of this name only.
 */
export const RECORD_TAG_PREFIX = 'kaizencoach:made:';
