import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Place, regionalArn } from '../../environments/arn';

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
export function onlyForSecret({ place, secretName }: EncryptedSecret) {
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

/** The same use of a key whose policy leaves it to the account's IAM, as a statement for a role. */
export function useExistingKey(
  keyArn: string,
  actions: readonly ('kms:Decrypt' | 'kms:GenerateDataKey')[],
  secret: EncryptedSecret,
): PolicyStatement {
  return new PolicyStatement({
    sid: 'UseKey',
    effect: Effect.ALLOW,
    actions: [...actions],
    resources: [keyArn],
    conditions: onlyForSecret(secret),
  });
}
