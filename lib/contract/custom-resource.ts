import * as v from 'valibot';

/**
 * What a custom resource asks of the keeper.
 *
 * - `reserve-name`: before the stack creates the secret, make sure that no secret has its name yet.
 * - `check-policy`: before the stack attaches its policy to an adopted secret, make sure that no foreign policy is there and
 *   that the secret's key is the one that the row names.
 * - `seed`: add the generated keys that are missing.
 */
export type Purpose = 'reserve-name' | 'check-policy' | 'seed';

/** CloudFormation resource type of the custom resource for each purpose. */
export const RESOURCE_TYPES = {
  'reserve-name': 'Custom::SecretNameReservation',
  'check-policy': 'Custom::SecretPolicyCheck',
  seed: 'Custom::SecretSeed',
} as const satisfies Record<Purpose, string>;

/**
 * Properties of the keeper's custom resources, beside CloudFormation's own `ServiceToken` and `ServiceTimeout`. All values
 * reach the Lambda as strings or lists of strings.
 */
export const keeperPropertiesSchema = v.object({
  Purpose: v.picklist(['reserve-name', 'check-policy', 'seed']),
  /** Must equal the name in the keeper's own configuration: a check, not an instruction. */
  SecretName: v.string(),
  /** What the row says about missing keys. The keeper's own configuration decides; this makes a change of it an Update. */
  Seeding: v.picklist(['add', 'report']),
  /** The key that the row names. The keeper's own configuration decides; this makes a change of it an Update. */
  ExpectedKey: v.optional(v.string()),
  /**
   * Names of the generated keys in the catalogue. CloudFormation sends an Update only when properties change, so a key that
   * is new in the catalogue reaches the secret because its name appears here.
   */
  GeneratedKeys: v.optional(v.array(v.string())),
});

/** Properties of the keeper's custom resources. */
export type KeeperProperties = v.InferOutput<typeof keeperPropertiesSchema>;
