import { Annotations, type CfnElement, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { auditNames } from '../environments/names';
import { type Environment, encryptionOf, REGION } from '../environments/row';
import { validateEnvironments } from '../environments/rules';
import { remembered } from '../remembered';
import { AccessAudit } from './audit/access-audit';
import { KeeperInvocation } from './keeper/keeper-invocation';
import type { KeeperCode } from './keeper/kept-bundle';
import { SecretKeeper } from './keeper/secret-keeper';
import { EncryptionKey } from './key/encryption-key';
import { trailKeyStatements } from './key/trail-key-statements';
import { environmentTags, tagResources } from './resource-tags';
import { InstanceRole } from './roles/instance-role';
import { OperatorPolicies } from './roles/operator-policies';
import { AccessPolicy } from './secret/access-policy';
import { PlaceholderSecret } from './secret/placeholder-secret';

/** Properties of `EnvironmentStack`. */
export interface EnvironmentStackProps {
  /** The row that it deploys. */
  readonly environment: Environment;
  /** @default - the keeper, bundled */
  readonly keeperCode?: KeeperCode;
  /**
   * Day on which transition readers are checked, as `YYYY-MM-DD`.
   * @default - the present day, UTC
   */
  readonly today?: string;
}

/**
 * One environment: its secret, who reads it, who keeps it, and who is told.
 * @throws Error where the row breaks a rule of `lib/environments/rules.ts`.
 */
export class EnvironmentStack extends Stack {
  private readonly logicalIds = new Map<CfnElement, string>();

  constructor(scope: Construct, id: string, props: EnvironmentStackProps) {
    const { environment, keeperCode, today } = props;
    validateEnvironments([environment], today);
    super(scope, id, {
      description: `kAIzen Coach, ${environment.name}: the secret, the app's role and the keeper`,
      env: { region: REGION, account: environment.account },
      terminationProtection: environment.removal === 'retain',
      analyticsReporting: false,
    });
    const encryptionKey = this.encryptionKey(environment);
    const secret = new PlaceholderSecret(this, 'Secret', { environment, encryptionKey });
    const instanceRole = new InstanceRole(this, 'InstanceRole', { environment, secret });
    const keeper = new SecretKeeper(this, 'SecretKeeper', { environment, secret, keeperCode });
    const { secretArn } = secret;
    const accessPolicy = new AccessPolicy(this, 'AccessPolicy', { environment, secretArn });
    accessPolicy.attachAfter(...keeper.firstChecks);
    instanceRole.readPolicy.node.addDependency(...keeper.firstChecks);
    const invocation = new KeeperInvocation(this, 'KeeperInvocation', { environment, keeperArn: keeper.functionArn });
    const audit = new AccessAudit(this, 'AccessAudit', {
      environment,
      settings: environment.audit,
      secretArn,
      ...(encryptionKey === undefined ? {} : { encryptionKey }),
    });
    const { topicArn, bucketArn } = audit;
    const bucket = bucketArn === undefined ? {} : { bucketArn };
    const keyArn = encryptionKey === undefined || encryptionKey.isExisting ? {} : { keyArn: encryptionKey.arn };
    const forPeople = new OperatorPolicies(this, 'OperatorPolicies', {
      environment,
      secretArn,
      topicArn,
      ...keyArn,
      ...bucket,
    });
    keeper.seedAfter(instanceRole.readPolicy, accessPolicy, invocation, audit, forPeople);
    tagResources(this, environmentTags(environment.name));

    if (environment.tier === 'production' && (environment.backupRecipients ?? []).length === 0) {
      Annotations.of(this).addWarningV2(
        'kaizencoach:no-backup',
        `${environment.name} names no backup recipient, so there can be no backup of its secret; make an identity with "npx kaizencoach-secrets backup ${environment.name} --new-identity FILE"`,
      );
    }

    if (environment.tier === 'production' && environment.account === undefined) {
      Annotations.of(this).addWarningV2(
        'kaizencoach:account-pin',
        `${environment.name} names no account, so it deploys to whatever account is logged in; add "account" to its row`,
      );
    }
  }

  /** As the CDK names it, once: each reference asks for the name anew, by a hash of the path. */
  protected override allocateLogicalId(element: CfnElement): string {
    return remembered(this.logicalIds, element, () => super.allocateLogicalId(element));
  }

  /** Undefined: the AWS-managed key. */
  private encryptionKey(environment: Environment): SecretEncryption | undefined {
    const encryption = encryptionOf(environment);
    if (encryption === 'aws-managed') {
      return undefined;
    }
    if (typeof encryption === 'object') {
      const { keyArn } = encryption;
      const id = keyArn.slice(keyArn.lastIndexOf('/') + 1);
      return { arn: keyArn, id, isExisting: true, encryptsTrail: false };
    }
    const { partition, account, region } = this;
    // The trail's files always outlive the stack: a key that goes with it would take them along.
    const encryptsTrail = environment.audit.trail.mode === 'create' && environment.removal === 'retain';
    const trail = auditNames(environment.resourcePrefix).trail;
    const furtherStatements = encryptsTrail ? trailKeyStatements({ partition, account, region }, trail) : [];
    const { arn, id } = new EncryptionKey(this, 'EncryptionKey', { environment, furtherStatements });
    return { arn, id, isExisting: false, encryptsTrail };
  }
}

/** The customer-managed key of a secret. */
interface SecretEncryption {
  readonly arn: string;
  readonly id: string;
  /** Whether it is none of the stack's own. */
  readonly isExisting: boolean;
  /** Whether its policy lets the stack's trail encrypt with it. */
  readonly encryptsTrail: boolean;
}
