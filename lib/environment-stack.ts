import { Annotations, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { InstanceRole } from './constructs/instance-role';
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
}

/** One environment: its secret, who reads it, and who keeps it. */
export class EnvironmentStack extends Stack {
  constructor(scope: Construct, id: string, { environment, codeDirectory }: EnvironmentStackProps) {
    super(scope, id, {
      description: `kAIzen Coach, ${environment.name}: the secret, the app's role and the keeper`,
      env: { region: REGION, account: environment.account },
      terminationProtection: environment.removal === 'retain',
      analyticsReporting: false,
    });
    const secret = new PlaceholderSecret(this, 'Secret', { environment });
    const instanceRole = new InstanceRole(this, 'InstanceRole', { environment, secret });
    const keeper = new SecretKeeper(this, 'SecretKeeper', { environment, secret, codeDirectory });
    keeper.seedAfter(instanceRole.readPolicy);
    tagResources(this, environmentTags(environment.name));

    if (environment.tier === 'production' && environment.account === undefined) {
      Annotations.of(this).addWarningV2(
        'kaizencoach:account-pin',
        `${environment.name} names no account, so it deploys to whatever account is logged in; add "account" to its row`,
      );
    }
  }
}
