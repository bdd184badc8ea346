import type { Encryption, Environment } from './row';

/** https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-ARN */
const KEY_ARN = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):([0-9]{12}):key\/[A-Za-z0-9-]+$/;

/**
 * How the secret of `row` is encrypted.
 * @throws Error where the row asks for what cannot be.
 */
export function encryptionOf({ tier, secret, encryption }: Environment, region: string): Encryption {
  if (encryption === undefined) {
    return secret.mode === 'adopt' || tier === 'demo' ? 'aws-managed' : 'customer-managed';
  }
  if (typeof encryption === 'object') {
    if (KEY_ARN.exec(encryption.keyArn)?.[1] !== region) {
      throw new Error(
        `encryption.keyArn must be the complete ARN of a key in ${region}, not of an alias, got ${JSON.stringify(encryption.keyArn)}`,
      );
    }
    return encryption;
  }
  if (encryption !== 'customer-managed' && encryption !== 'aws-managed') {
    throw new Error(
      `encryption must be customer-managed, aws-managed or { keyArn }, got ${JSON.stringify(encryption)}`,
    );
  }
  if (encryption === 'customer-managed' && secret.mode === 'adopt') {
    throw new Error(
      "encryption must not be customer-managed for an adopted secret, which keeps the key that it has; say 'aws-managed', or " +
        '{ keyArn } with the ARN of that key',
    );
  }
  return encryption;
}
