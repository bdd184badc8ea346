import * as v from 'valibot';
import { issuerRequests } from './issuers';

/** Version of the contract between operators and the keeper; raised when a message changes its meaning. */
export const CONTRACT_VERSION = 2;

const keyNames = v.array(v.string());

/** Own members only, with whatever names: a schema for records would drop `__proto__` without a word. */
const namedTexts = v.custom<Readonly<Record<string, string>>>(
  (found) =>
    typeof found === 'object' &&
    found !== null &&
    !Array.isArray(found) &&
    Object.values(found).every((text) => typeof text === 'string'),
);

const versionId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** What an operator can change, each by the name of its operation. */
const changes = {
  /** Adds the generated keys that are missing. */
  seed: {},
  /** Sets the keys named, and only these. */
  populate: {
    /** New values by key name. */
    values: namedTexts,
  },
  /** Draws new values for generated keys. */
  rotate: { keys: v.pipe(keyNames, v.nonEmpty()) },
  /** Goes back to AWSPREVIOUS, whole, or only for the keys named. */
  rollback: { keys: v.optional(v.pipe(keyNames, v.nonEmpty())) },
  /** Sets every key of a backup that differs. */
  restore: {
    /** The document as it was backed up: JSON text. */
    document: v.string(),
  },
  /** Brings every required key back that has no usable value: from AWSPREVIOUS, or from the last version that had one. */
  recover: {
    /** A version to take keys from whose last value cannot be told. */
    from: v.optional(versionId),
    /** Versions to leave out of account, such as one that cannot be read. */
    ignore: v.optional(v.pipe(v.array(versionId), v.maxLength(100))),
  },
};

/** A change as an operator describes it to see the plan. */
const plannedChangeSchema = v.variant('operation', [
  v.strictObject({ operation: v.literal('seed'), ...changes.seed }),
  v.strictObject({ operation: v.literal('populate'), ...changes.populate }),
  v.strictObject({ operation: v.literal('rotate'), ...changes.rotate }),
  v.strictObject({ operation: v.literal('rollback'), ...changes.rollback }),
  v.strictObject({ operation: v.literal('restore'), ...changes.restore }),
  v.strictObject({ operation: v.literal('recover'), ...changes.recover }),
]);

/** A change as an operator describes it. */
export type PlannedChange = v.InferOutput<typeof plannedChangeSchema>;

/** What an operator agrees to; enforced by the keeper. */
const consentsSchema = v.strictObject({
  /** Generated keys may be set from outside (moving from another store). */
  importGenerated: v.boolean(),
  /** The Garmin key may be replaced: every Garmin password that another key encrypted is then unreadable. */
  invalidateGarminPasswords: v.boolean(),
});

/** What an operator agrees to. */
export type Consents = v.InferOutput<typeof consentsSchema>;

const request = { contract: v.literal(CONTRACT_VERSION) };

/** Chosen by the caller, fresh for each change; what became of a change is asked by it. */
const requestId = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

const change = {
  ...request,
  requestId,
  /** Version id of AWSCURRENT in the plan that was shown, or null where the secret had no value yet. */
  seenVersion: v.nullable(v.string()),
  consents: consentsSchema,
};

/**
 * What an operator can ask of the keeper, as the payload of a `lambda:InvokeFunction`. A change names the version that its
 * plan was made of and is refused if AWSCURRENT has moved since.
 */
export const operatorRequestSchema = v.variant('operation', [
  /** State of every key, without values. */
  v.strictObject({ ...request, operation: v.literal('status') }),
  /** Versions, newest first, by name. */
  v.strictObject({ ...request, operation: v.literal('history') }),
  /** What a change would do, without doing it. */
  v.strictObject({ ...request, operation: v.literal('plan'), change: plannedChangeSchema }),
  /** What became of a change whose answer was lost. */
  v.strictObject({ ...request, operation: v.literal('fate'), requestId }),
  v.strictObject({ ...change, operation: v.literal('seed'), ...changes.seed }),
  v.strictObject({ ...change, operation: v.literal('populate'), ...changes.populate }),
  v.strictObject({ ...change, operation: v.literal('rotate'), ...changes.rotate }),
  v.strictObject({ ...change, operation: v.literal('rollback'), ...changes.rollback }),
  v.strictObject({ ...change, operation: v.literal('restore'), ...changes.restore }),
  v.strictObject({ ...change, operation: v.literal('recover'), ...changes.recover }),
  /** Digests of the keys that two environments must not share, under a nonce of this one run. */
  v.strictObject({
    ...request,
    operation: v.literal('fingerprint'),
    /** 32 random bytes in hexadecimal digits, thrown away after the run. */
    nonce: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  }),
  /** The document, encrypted to the recipients of the environment's row. */
  v.strictObject({ ...request, operation: v.literal('backup') }),
  /** What the weekly message would tell; nobody is told. */
  v.strictObject({ ...request, operation: v.literal('report') }),
  v.strictObject({ ...request, operation: v.literal('ask-issuers'), ...issuerRequests['ask-issuers'] }),
  v.strictObject({ ...request, operation: v.literal('renew-webhook'), ...issuerRequests['renew-webhook'] }),
]);

/** What an operator can ask of the keeper. */
export type OperatorRequest = v.InferOutput<typeof operatorRequestSchema>;
