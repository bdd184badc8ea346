import * as v from 'valibot';

/** When and how a key came into the secret, from the generation record. */
export const keyRecordSchema = v.object({
  /** When the keeper last wrote the value: ISO 8601, UTC, seconds. */
  madeAt: v.string(),
  /** Operation that wrote the value. */
  operation: v.string(),
  /** Drawn by the keeper, or brought from outside. */
  how: v.picklist(['generated', 'brought']),
  /** Version in which the keeper first wrote the value. */
  versionId: v.string(),
});

/** When and how a key came into the secret. */
export type KeyRecord = v.InferOutput<typeof keyRecordSchema>;
