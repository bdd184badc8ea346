import * as v from 'valibot';

/** Digests of the keys that two environments must not share. */
export const fingerprintsSchema = v.object({
  environment: v.string(),
  /** 128 bits in hexadecimal digits, by key name; only keys strong enough that nobody finds the value from it. */
  digests: v.record(v.string(), v.string()),
  /** Keys that are present but too weak to fingerprint. */
  tooWeak: v.array(v.string()),
  stravaClientId: v.optional(v.string()),
  /** Something that is no client id stands in its place. */
  unusableClientId: v.optional(v.boolean(), false),
});

/** Digests of the keys that two environments must not share. */
export type Fingerprints = v.InferOutput<typeof fingerprintsSchema>;
