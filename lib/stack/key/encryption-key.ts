import { Stack } from 'aws-cdk-lib';
import { PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { resourceNames } from '../../environments/names';
import { deploymentRoleArn, readerArns, secretReaders } from '../../environments/readers';
import type { Environment } from '../../environments/row';
import { removalPolicy } from '../removal';
import { administerKey, useKeyForSecret } from './key-statements';

/** Properties of `EncryptionKey`. */
export interface EncryptionKeyProps {
  /** Whose secret it encrypts. */
  readonly environment: Environment;
  /**
   * What else the key is used for: the trail's files.
   * @default - nothing
   */
  readonly furtherStatements?: readonly PolicyStatement[];
}

/** Longest that KMS waits before it deletes a key: time to notice. */
const PENDING_DAYS = { retain: 30, destroy: 7 } as const satisfies Record<Environment['removal'], number>;

/**
 * The customer-managed key of an environment's secret. Its policy lets exactly the readers decrypt and exactly the writers
 * write: the keeper, and the role that CloudFormation deploys with, which creates the secret. So the value stays closed even
 * to whoever takes the secret's resource policy away. It has no alias, which would block the next stack.
 */
export class EncryptionKey extends Construct {
  readonly arn: string;
  /** Key id. */
  readonly id: string;

  constructor(scope: Construct, id: string, { environment, furtherStatements = [] }: EncryptionKeyProps) {
    super(scope, id);
    const { partition, account, region } = Stack.of(this);
    const place = { partition, account, region };
    const readers = secretReaders(place, resourceNames(environment), environment);
    const secret = { place, secretName: environment.secretName };
    const writers = [readers.keeperRoleArn, deploymentRoleArn(place)];
    const key = new CfnKey(this, 'Resource', {
      description: `kAIzen Coach, ${environment.name}: the secret ${environment.secretName} and the record of its use`,
      enableKeyRotation: true,
      pendingWindowInDays: PENDING_DAYS[environment.removal],
      keyPolicy: new PolicyDocument({
        statements: [
          administerKey(),
          useKeyForSecret('ReadersDecrypt', ['kms:Decrypt'], { roleArns: readerArns(readers), secret }),
          useKeyForSecret('WritersWrite', ['kms:Decrypt', 'kms:GenerateDataKey'], { roleArns: writers, secret }),
          ...furtherStatements,
        ],
      }),
    });
    key.applyRemovalPolicy(removalPolicy(environment.removal));
    this.arn = key.attrArn;
    this.id = key.ref;
  }
}
