import { CfnResource, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type KeeperProperties, type Purpose, RESOURCE_TYPES } from '../../contract/custom-resource';
import type { KeeperSettings } from '../../contract/keeper-settings';
import { type Environment, encryptionOf } from '../../environments/row';

/** Properties of `KeeperRequest`. */
export interface KeeperRequestProps {
  /** What the keeper is asked to do. */
  readonly purpose: Purpose;
  /** ARN of the keeper's function. */
  readonly keeperArn: string;
  /** Name of the secret that the keeper serves. */
  readonly secretName: string;
  /** What the keeper does about missing keys. */
  readonly seeding: KeeperProperties['Seeding'];
  /** Key that an adopted secret must have. @default - any */
  readonly expectedKey?: string;
  /** Names of the keys that the keeper draws. */
  readonly generatedKeys: readonly string[];
}

/** Longer than the function's own time-out, so that the keeper's answer and not CloudFormation's clock ends the wait. */
const SERVICE_TIMEOUT = Duration.minutes(3);

/** Asks the keeper for something on each deployment that changes the request. */
export class KeeperRequest extends Construct {
  constructor(scope: Construct, id: string, props: KeeperRequestProps) {
    super(scope, id);
    const { purpose, keeperArn, secretName, seeding, expectedKey, generatedKeys } = props;
    const properties = {
      Purpose: purpose,
      SecretName: secretName,
      Seeding: seeding,
      ...(expectedKey === undefined ? {} : { ExpectedKey: expectedKey }),
      GeneratedKeys: [...generatedKeys],
    } satisfies KeeperProperties;
    // L1, because `CustomResource` renders the time-out as a string, which CloudFormation's schema does not take.
    new CfnResource(this, 'Resource', {
      type: RESOURCE_TYPES[purpose],
      properties: { ServiceToken: keeperArn, ServiceTimeout: SERVICE_TIMEOUT.toSeconds(), ...properties },
    });
  }
}

/** What the keeper does about generated keys that are missing when CloudFormation asks. */
export function seedingOf({ secret }: Environment): KeeperSettings['SEEDING'] {
  return secret.mode === 'create' || secret.seedOnAdopt ? 'add' : 'report';
}

/** The key that an adopted secret must have: the ARN of one, or `aws-managed`. */
export function expectedKeyOf(environment: Environment): string {
  const encryption = encryptionOf(environment);
  return typeof encryption === 'object' ? encryption.keyArn : 'aws-managed';
}
