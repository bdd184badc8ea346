import * as v from 'valibot';

/** Version of the contract between operators and the keeper; raised when a message changes its meaning. */
export const CONTRACT_VERSION = 1;

const common = { contract: v.literal(CONTRACT_VERSION) };

/** Version id of AWSCURRENT when the operator looked, or null where the secret had no value yet. */
const seenVersion = v.nullable(v.string());

/**
 * What an operator can ask of the keeper, as the payload of a `lambda:InvokeFunction`. A change names the version that the
 * operator saw and is refused if AWSCURRENT has moved since.
 */
export const operatorRequestSchema = v.variant('operation', [
  /** State of every key, without values. */
  v.strictObject({ ...common, operation: v.literal('status') }),
  /** Adds the generated keys that are missing. */
  v.strictObject({ ...common, operation: v.literal('seed'), seenVersion }),
  /** Sets the keys named, and only these. */
  v.strictObject({
    ...common,
    operation: v.literal('populate'),
    seenVersion,
    /** New values by key name. */
    values: v.record(v.string(), v.string()),
    /** Consent to set generated keys from outside (moving from another store). */
    importGenerated: v.boolean(),
    /** Consent to replace a Garmin key: every stored Garmin password becomes unreadable. */
    invalidateGarminPasswords: v.boolean(),
  }),
]);

/** What an operator can ask of the keeper. */
export type OperatorRequest = v.InferOutput<typeof operatorRequestSchema>;
