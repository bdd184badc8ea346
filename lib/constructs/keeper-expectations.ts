import type { KeeperSettings } from '../contract/keeper-settings';
import { encryptionOf } from '../environments/encryption';
import { type Environment, REGION } from '../environments/row';

/** What the keeper does about generated keys that are missing when CloudFormation asks. */
export function seedingOf({ secret }: Environment): KeeperSettings['SEEDING'] {
  return secret.mode === 'create' || secret.seedOnAdopt ? 'add' : 'report';
}

/** The key that an adopted secret must have: the ARN of one, or `aws-managed`. */
export function expectedKeyOf(environment: Environment): string {
  const encryption = encryptionOf(environment, REGION);
  return typeof encryption === 'object' ? encryption.keyArn : 'aws-managed';
}
