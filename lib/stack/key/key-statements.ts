import { AccountRootPrincipal, AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Place, regionalArn } from '../../environments/arn';
import type { Permission } from '../iam/permission';

/** The secret that a key encrypts, and where it is. */
export interface EncryptedSecret {
  readonly place: Place;
  readonly secretName: string;
}

/** Lets `roleArns`, and nobody else, use the key with `actions`, through Secrets Manager, for this secret. */
export function useKeyForSecret(
  sid: string,
  actions: readonly ('kms:Decrypt' | 'kms:GenerateDataKey')[],
  { roleArns, secret }: { readonly roleArns: readonly string[]; readonly secret: EncryptedSecret },
): PolicyStatement {
  return new PolicyStatement({
    sid,
    effect: Effect.ALLOW,
    // By condition and not as principals: KMS turns those into unique ids, which a re-created role does not have.
    principals: [new AnyPrincipal()],
    actions: [...actions],
    resources: ['*'],
    conditions: {
      ...onlyForSecret(secret),
      ArnEquals: { 'aws:PrincipalArn': roleArns },
    },
  });
}

/**
 * Conditions of a request that Secrets Manager makes for one secret on behalf of somebody in this account. The six characters
 * stand for those that Secrets Manager appends: the key is there before the secret.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
function onlyForSecret({ place, secretName }: EncryptedSecret) {
  return {
    StringEquals: {
      'kms:CallerAccount': place.account,
      'kms:ViaService': `secretsmanager.${place.region}.amazonaws.com`,
    },
    StringLike: {
      'kms:EncryptionContext:SecretARN': regionalArn(place, 'secretsmanager', `secret:${secretName}-??????`),
    },
  };
}

/** The same use of a key whose policy leaves it to the account's IAM, as a permission of a role. */
export function useExistingKey(
  keyArn: string,
  actions: readonly ('kms:Decrypt' | 'kms:GenerateDataKey')[],
  secret: EncryptedSecret,
): Permission {
  return { sid: 'UseKey', actions, resources: [keyArn], conditions: onlyForSecret(secret) };
}

/**
 * Looking after the key. Named one by one: nothing here opens the value or lets somebody else do it, as `kms:*`, which is the
 * usual statement, would (Decrypt, CreateGrant, ReEncryptFrom, GenerateDataKey). PutKeyPolicy is here although it is a way
 * around, and alerts when it is used: without it a mistake in the policy could be repaired by AWS Support only, and KMS
 * refuses a policy that locks its own author out.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
const ADMINISTRATION = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
] as const;

/** Lets the account's IAM say who looks after the key. */
export function administerKey(): PolicyStatement {
  return new PolicyStatement({
    sid: 'AccountAdministers',
    effect: Effect.ALLOW,
    principals: [new AccountRootPrincipal()],
    actions: [...ADMINISTRATION],
    resources: ['*'],
  });
}
