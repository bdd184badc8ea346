import * as v from 'valibot';

/** Something about an environment's secret that somebody should deal with; names, ages and words of closed sets. */
const reportedSchema = v.variant('about', [
  /** A required key without a usable value. */
  v.object({ about: v.literal('key'), name: v.string(), state: v.picklist(['missing', 'malformed']) }),
  /** A key that is older than the catalogue allows. */
  v.object({ about: v.literal('age'), name: v.string(), days: v.number() }),
  /** No backup was handed out for long; `days` is absent where none is recorded. */
  v.object({ about: v.literal('backup'), days: v.optional(v.number()) }),
  v.object({ about: v.literal('issuer'), issuer: v.picklist(['Strava', 'Google']), why: v.string() }),
  /** The secret itself could not be looked at. */
  v.object({ about: v.literal('secret'), rule: v.string() }),
]);

/** Something that somebody should deal with. */
export type Reported = v.InferOutput<typeof reportedSchema>;

/** Everything that somebody should deal with, the most urgent first; empty where nothing is due. */
export const reportSchema = v.array(reportedSchema);
