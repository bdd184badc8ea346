/** What a row says of the key that AWS manages. */
export const AWS_MANAGED = 'aws-managed';

/** How a row names the key of a secret that it adopts. */
export interface KeyInRow {
  /** What `encryption` must say. */
  readonly encryption: string;
  /** How to get there; absent where nothing else is to be done. */
  readonly steps?: string;
}

const KEY_ARN = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key\/[A-Za-z0-9-]+$/;

/** Whether a secret is under the AWS-managed key, which it names by its alias or not at all. */
export function isAwsManaged(kmsKeyId: string | undefined): boolean {
  return kmsKeyId === undefined || kmsKeyId.endsWith('alias/aws/secretsmanager');
}

/**
 * How the row is to name the key of the secret `name`. A row takes a key's ARN alone. A secret that names an alias is first
 * made to name that same key by its ARN: an alias can be moved to another key, and then neither row nor policy would say which.
 * UpdateSecret with `KmsKeyId` alone makes no version (Secrets Manager API reference, UpdateSecret).
 */
export function keyInRow(kmsKeyId: string | undefined, name: string): KeyInRow {
  if (kmsKeyId === undefined || isAwsManaged(kmsKeyId)) {
    return { encryption: `'${AWS_MANAGED}'` };
  }
  if (KEY_ARN.test(kmsKeyId)) {
    return { encryption: `{ keyArn: '${kmsKeyId}' }` };
  }
  const find = `KEY_ARN is what this says: aws kms describe-key --key-id ${kmsKeyId} --query KeyMetadata.Arn --output text`;
  const rename = `the secret names an alias, so first: aws secretsmanager update-secret --secret-id ${name} --kms-key-id KEY_ARN, which makes no version`;
  return {
    encryption: "{ keyArn: 'KEY_ARN' }",
    steps: /(^|:)alias\//.test(kmsKeyId) ? `${find}; ${rename}` : find,
  };
}
