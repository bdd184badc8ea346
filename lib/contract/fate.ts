import * as v from 'valibot';

/**
 * What became of a change.
 *
 * - `current`: it is stored, and AWSCURRENT.
 * - `overtaken`: it was stored and current; another version is current by now.
 * - `not-made`: a version was made for it, and never was current.
 * - `not-stored`: no version was made for it. Final once the keeper that was asked can no longer be at work.
 * - `unproved`: a version was made for it, and nothing tells whether it ever was current.
 */
export const fateSchema = v.object({
  fate: v.picklist(['current', 'overtaken', 'not-made', 'not-stored', 'unproved']),
  /** The version made for it. */
  versionId: v.optional(v.string()),
  /** Version id of AWSCURRENT now. */
  currentVersionId: v.nullable(v.string()),
});

/** What became of a change. */
export type Fate = v.InferOutput<typeof fateSchema>;
