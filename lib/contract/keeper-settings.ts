import * as v from 'valibot';

/**
 * How long the keeper's function may run: a minute of waiting for new permissions, and room for the answer. Whoever lost an
 * answer knows after it that the keeper is no longer at work.
 */
export const KEEPER_TIMEOUT_SECONDS = 120;

/** How long after it began an invocation may still change something: what one that is cut off has sent may still arrive. */
export const KEEPER_AT_WORK_MS = (KEEPER_TIMEOUT_SECONDS + 5) * 1_000;

/**
 * The keeper's configuration, as environment variables of its Lambda function. Which secret it serves is said here and
 * nowhere else.
 */
export const keeperSettingsSchema = v.object({
  /** Name of the environment, for messages. */
  ENVIRONMENT_NAME: v.string(),
  /** Name of the secret it serves. */
  SECRET_NAME: v.string(),
  /** GCP project that the service account must belong to. */
  GCP_PROJECT: v.string(),
  /** `add` missing generated keys when CloudFormation asks, or only `report` them (an adopted secret). */
  SEEDING: v.picklist(['add', 'report']),
  /** ARN of the KMS key that an adopted secret must have, or `aws-managed`; absent for a secret that the stack created. */
  EXPECTED_KMS_KEY: v.optional(v.string()),
  /** Public age keys that backups are encrypted to, separated by commas; none where it is absent or empty. */
  BACKUP_RECIPIENTS: v.optional(v.string()),
  /** Host name of the app, whose callback Strava's subscription should lead to. */
  DOMAIN: v.string(),
  /** Whether Strava, Google and the app are asked about the keys. */
  ASK_ISSUERS: v.picklist(['yes', 'no']),
  /** Stand-in for every issuer, for tests: this computer's loopback address and nothing else. No template sets it. */
  ISSUERS_ENDPOINT: v.optional(v.pipe(v.string(), v.regex(/^http:\/\/127\.0\.0\.1:[0-9]{1,5}$/))),
  /** ARN of the environment's topic, which is told each week what is due. */
  TOPIC_ARN: v.string(),
  /** Id of the stack whose custom resources it serves. */
  STACK_ID: v.string(),
});

/** The keeper's configuration. */
export type KeeperSettings = v.InferOutput<typeof keeperSettingsSchema>;

/** Whether the secret was there before the stack, which adopts it. */
export function isAdopted({ EXPECTED_KMS_KEY }: Pick<KeeperSettings, 'EXPECTED_KMS_KEY'>): boolean {
  return EXPECTED_KMS_KEY !== undefined;
}
