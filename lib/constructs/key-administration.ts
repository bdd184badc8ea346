import { AccountRootPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

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
