import * as v from 'valibot';
import { fateSchema } from './fate';
import { fingerprintsSchema } from './fingerprints';
import { issuersSchema, renewedSchema } from './issuers';
import { keyRecordSchema } from './key-record';
import { CONTRACT_VERSION } from './operator-request';
import { reportSchema } from './report';

const keyStatusSchema = v.object({
  name: v.string(),
  origin: v.string(),
  required: v.boolean(),
  state: v.picklist(['present', 'missing', 'malformed']),
  /** The rule that a malformed or weak value misses. */
  rule: v.optional(v.string()),
  /** Characters of the value, where it is present and a string. */
  length: v.optional(v.number()),
  record: v.optional(keyRecordSchema),
});

/** State of one key of the catalogue. */
export type KeyStatus = v.InferOutput<typeof keyStatusSchema>;

/** State of the whole secret, without values. */
const secretStatusSchema = v.object({
  environment: v.string(),
  secretName: v.string(),
  /** Version id of AWSCURRENT; null where the secret has no value yet. */
  versionId: v.nullable(v.string()),
  /** When this version was made, by whomever: ISO 8601, UTC; absent in the answer of an older keeper. */
  versionMadeAt: v.optional(v.string()),
  /**
   * When the current value became so, by whomever: ISO 8601, UTC. No earlier than `earliest`; no later than `latest`, which is
   * absent where nothing tells. Absent in the answer of an older keeper.
   */
  lastChange: v.optional(v.object({ earliest: v.string(), latest: v.optional(v.string()) })),
  keys: v.array(keyStatusSchema),
  /** Names of top-level members that the catalogue does not know. */
  unknownKeys: v.array(v.string()),
  /** Required keys that AWSPREVIOUS has and AWSCURRENT lacks: the last edit dropped them. */
  droppedKeys: v.array(v.string()),
  /** Keys of which AWSPREVIOUS has another usable value (a Garmin key: other bytes): what a rollback would change. */
  differInPrevious: v.array(v.string()),
  /** AWSPREVIOUS is there and cannot be read, so what it has is not known: neither list above names it. @default false */
  previousUnreadable: v.optional(v.boolean()),
  /** The Strava client id, which is public and tells which Strava app this environment uses. */
  stravaClientId: v.optional(v.string()),
  /** When a backup was last handed out, as recorded: ISO 8601, UTC, seconds. */
  lastBackupAt: v.optional(v.string()),
});

/** State of the whole secret. */
export type SecretStatus = v.InferOutput<typeof secretStatusSchema>;

/** What the keeper did, in names only. */
const changeSchema = v.object({
  /** Version id of AWSCURRENT after the operation; null where there is no value. */
  versionId: v.nullable(v.string()),
  /** Keys drawn anew. */
  generated: v.array(v.string()),
  /** Keys taken back from AWSPREVIOUS because an edit had dropped them. */
  takenBack: v.array(v.string()),
  /** Keys set from outside, from AWSPREVIOUS or from a backup. */
  populated: v.array(v.string()),
  /** Members that went because AWSPREVIOUS does not have them. */
  removed: v.array(v.string()),
  /** Required keys still missing. */
  missing: v.array(v.string()),
  /** Keys present in a form that the app cannot use. */
  malformed: v.array(v.string()),
  /** Required keys that the last edit dropped, whether or not they were taken back. */
  dropped: v.array(v.string()),
  /** AWSPREVIOUS cannot be read, so what the last edit dropped is not known. @default false */
  previousUnreadable: v.optional(v.boolean()),
  /** The change was made, and another version is current by now. */
  overtaken: v.boolean(),
  /** The tags that summarise the change could be written; the version itself holds what they say. */
  recorded: v.boolean(),
  /** Generated keys that stay as they are and had no record: where `recorded`, they have one now. */
  completed: v.optional(v.array(v.string()), []),
});

/** What the keeper did, in names only. */
export type Change = v.InferOutput<typeof changeSchema>;

/** What a change would do to one key. */
const planEntrySchema = v.object({
  key: v.string(),
  /** `set`: a value that the operator brings, the same or another one, which nobody may learn from a plan. */
  action: v.picklist(['add', 'set', 'change', 'remove', 'keep']),
  /** Version that the value is taken back from. */
  from: v.optional(v.string()),
  /** What the change means for users and integrations; absent where it means nothing to them. */
  consequence: v.optional(v.string()),
  /** A rule that the new value misses without being refused. */
  warning: v.optional(v.string()),
});

/** What a change would do, by name. */
const planSchema = v.object({
  /** Version id of AWSCURRENT that the plan was made of; null where there is no value. */
  versionId: v.nullable(v.string()),
  entries: v.array(planEntrySchema),
  /** Consents that the change needs, by their name in the request. */
  needsConsents: v.array(v.picklist(['importGenerated', 'invalidateGarminPasswords'])),
  /** Required keys that are missing after the change. */
  missing: v.array(v.string()),
  /** Optional keys of a backup that stay as the secret has them, because the app could not use them as the backup has them. */
  leftOut: v.optional(v.array(v.string())),
});

/** What a change would do, by name. */
export type Plan = v.InferOutput<typeof planSchema>;

/** One version of the secret, as it differs from the one that it was made of; names only. */
const historyEntrySchema = v.object({
  versionId: v.string(),
  /** When it was made: ISO 8601, UTC. */
  madeAt: v.string(),
  /** Operation of the keeper that made it; absent for somebody else's. */
  operation: v.optional(v.string()),
  /** Request that it was made for, as the caller chose it. */
  requestId: v.optional(v.string()),
  /** First 8 digits of the Lambda request id, by which the trail (Invoke, `requestID`) names who asked. */
  invocation: v.optional(v.string()),
  labels: v.array(v.string()),
  /** Whether it was AWSCURRENT: `unproved` where neither a label, a record nor a later version tells. */
  current: v.picklist(['is', 'was', 'never', 'unproved']),
  /** It is one JSON object with unique keys; otherwise its keys are not told. */
  readable: v.boolean(),
  added: v.array(v.string()),
  changed: v.array(v.string()),
  removed: v.array(v.string()),
});

/** One version of the secret. */
export type HistoryEntry = v.InferOutput<typeof historyEntrySchema>;

const answer = { contract: v.literal(CONTRACT_VERSION) };

/** The form in which a keeper of any version declines. */
const refusal = {
  outcome: v.literal('refused'),
  /** Stable name of the rule, for scripts. */
  rule: v.string(),
  /** What is wrong and where, for people; never a value. */
  reason: v.string(),
  /** The next command or step. */
  next: v.string(),
};

/** The keeper's answer to an operator. */
export const operatorAnswerSchema = v.variant('outcome', [
  v.object({ ...answer, outcome: v.literal('status'), status: secretStatusSchema }),
  v.object({ ...answer, outcome: v.literal('plan'), plan: planSchema }),
  v.object({ ...answer, outcome: v.literal('done'), change: changeSchema }),
  v.object({ ...answer, outcome: v.literal('fingerprints'), fingerprints: fingerprintsSchema }),
  v.object({
    ...answer,
    outcome: v.literal('backup'),
    /** Version id of the document that was encrypted. */
    versionId: v.string(),
    /** age, ASCII armor (https://age-encryption.org/v1). */
    armored: v.string(),
    /** The tag that holds its date could be written. */
    recorded: v.optional(v.boolean(), false),
    /** Keys that it holds in a form that the app cannot use. */
    malformed: v.optional(v.array(v.string()), []),
  }),
  v.object({ ...answer, outcome: v.literal('history'), versions: v.array(historyEntrySchema) }),
  v.object({ ...answer, outcome: v.literal('fate'), fate: fateSchema }),
  v.object({ ...answer, outcome: v.literal('issuers'), issuers: issuersSchema }),
  v.object({ ...answer, outcome: v.literal('webhook'), webhook: renewedSchema }),
  v.object({ ...answer, outcome: v.literal('report'), report: reportSchema }),
  // Whoever speaks another version is told so in a form that every version reads.
  v.object({ contract: v.number(), ...refusal }),
]);

/** The keeper's answer to an operator. */
export type OperatorAnswer = v.InferOutput<typeof operatorAnswerSchema>;
