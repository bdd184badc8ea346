import { Annotations, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { encryptionOf } from './access/encryption';
import { AccessPolicy } from './constructs/access-policy';
import { EncryptionKey } from './constructs/encryption-key';
import { InstanceRole } from './constructs/instance-role';
import { KeeperInvocation } from './constructs/keeper-invocation';
import { PlaceholderSecret } from './constructs/placeholder-secret';
import { environmentTags, tagResources } from './constructs/resource-tags';
import { SecretKeeper } from './constructs/secret-keeper';
import { type Environment, REGION } from './environment';

/** Properties of `EnvironmentStack`. */
export interface EnvironmentStackProps {
  /** The row that it deploys. */
  readonly environment: Environment;
  /**
   * Folder with the keeper's code, `index.js` exporting `handler`.
   * @default - the keeper, bundled
   */
  readonly codeDirectory?: string;
  /**
   * Day on which transition readers are checked, as `YYYY-MM-DD`.
   * @default - the present day, UTC
   */
  readonly today?: string;
}

/** One environment: its secret, who reads it, and who keeps it. */
export class EnvironmentStack extends Stack {
  constructor(scope: Construct, id: string, props: EnvironmentStackProps) {
    const { environment, codeDirectory, today = new Date().toISOString().slice(0, 10) } = props;
    super(scope, id, {
      description: `kAIzen Coach, ${environment.name}: the secret, the app's role and the keeper`,
      env: { region: REGION, account: environment.account },
      terminationProtection: environment.removal === 'retain',
      analyticsReporting: false,
    });
    const encryptionKey = this.encryptionKey(environment);
    const secret = new PlaceholderSecret(this, 'Secret', { environment, encryptionKey });
    const instanceRole = new InstanceRole(this, 'InstanceRole', { environment, secret });
    const keeper = new SecretKeeper(this, 'SecretKeeper', { environment, secret, codeDirectory });
    const { secretArn } = secret;
    const accessPolicy = new AccessPolicy(this, 'AccessPolicy', { environment, secretArn, today });
    const invocation = new KeeperInvocation(this, 'KeeperInvocation', { environment, keeperArn: keeper.functionArn });
    keeper.seedAfter(instanceRole.readPolicy, accessPolicy, invocation);
    tagResources(this, environmentTags(environment.name));

    if (environment.tier === 'production' && environment.account === undefined) {
      Annotations.of(this).addWarningV2(
        'kaizencoach:account-pin',
        `${environment.name} names no account, so it deploys to whatever account is logged in; add "account" to its row`,
      );
    }
  }

  /** Undefined: the AWS-managed key. */
  private encryptionKey(environment: Environment): { arn: string; isExisting: boolean } | undefined {
    const encryption = encryptionOf(environment, REGION);
    if (typeof encryption === 'object') {
      return { arn: encryption.keyArn, isExisting: true };
    }
    return encryption === 'aws-managed'
      ? undefined
      : { arn: new EncryptionKey(this, 'EncryptionKey', { environment }).arn, isExisting: false };
  }
}
