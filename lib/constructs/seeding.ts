import type { KeeperSettings } from '../contract/keeper-settings';
import type { Environment } from '../environment';

/** What the keeper does about generated keys that are missing when CloudFormation asks. */
export function seedingOf({ secret }: Environment): KeeperSettings['SEEDING'] {
  return secret.mode === 'create' || secret.seedOnAdopt ? 'add' : 'report';
}
