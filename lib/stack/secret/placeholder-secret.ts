import { ArnFormat, CfnOutput, Stack } from 'aws-cdk-lib';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct, type IDependable } from 'constructs';
import type { Environment } from '../../environments/row';
import { acknowledge } from '../acknowledge';
import { InlinePolicy } from '../iam/inline-policy';
import type { Permission } from '../iam/permission';
import type { ServiceRole } from '../iam/service-role';
import { useExistingKey } from '../key/key-statements';
import { removalPolicy } from '../removal';
import { environmentTags } from '../resource-tags';
import { describeSecret, keepValue, readValue, recordKeys, seePolicy } from './secret-permissions';

/** Properties of `PlaceholderSecret`. */
export interface PlaceholderSecretProps {
  /** Whose secret it is. */
  readonly environment: Environment;
  /**
   * The customer-managed key. One that is not the stack's own may leave its use to IAM, so the roles get it by their policies.
   * @default - the account's AWS-managed key for Secrets Manager
   */
  readonly encryptionKey?: { readonly arn: string; readonly isExisting: boolean };
}

/**
 * The secret that the app reads, without a value. A `SecretString` or `GenerateSecretString` in a template, and each later
 * edit of it, writes a value over the one that is there (aws/aws-cdk#19985), and the L2 construct always sets one: hence L1.
 * In mode `adopt` it stands for a secret that exists, and creates nothing.
 */
export class PlaceholderSecret extends Construct {
  /** Complete ARN. What mentions it is created after the secret. */
  readonly secretArn: string;
  private readonly secretName: string;
  private readonly existingKeyArn: string | undefined;
  private readonly created: CfnSecret | undefined;

  constructor(scope: Construct, id: string, props: PlaceholderSecretProps) {
    super(scope, id);
    const { secret, secretName } = props.environment;
    this.secretName = secretName;
    this.existingKeyArn = props.encryptionKey?.isExisting === true ? props.encryptionKey.arn : undefined;
    if (secret.mode === 'adopt') {
      this.secretArn = secret.arn;
    } else {
      this.created = this.create(props);
      // On AWS `Ref` is the ARN too; the emulator's is the name.
      this.secretArn = this.created.attrId;
    }
    new CfnOutput(this, 'Arn', { description: 'Secret that the app reads', value: this.secretArn }).overrideLogicalId(
      'SecretArn',
    );
  }

  /**
   * ARN with `??????` for the characters that Secrets Manager appends, for policies that must exist before the secret.
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html
   */
  get secretArnPattern(): string {
    return this.arnEndingIn('-??????');
  }

  /** Lets `reader` read the value, by a policy of its own in `scope`, created after the secret. */
  grantRead(scope: Construct, reader: ServiceRole): InlinePolicy {
    const permissions = [readValue(this.secretArn), ...this.useOfKey('kms:Decrypt')];
    return new InlinePolicy(scope, 'ReadValue', { roleName: reader.roleName, permissions });
  }

  /** Lets `keeper` read and write the value, by a policy of its own in `scope`, created after the secret. */
  grantKeep(scope: Construct, keeper: ServiceRole): InlinePolicy {
    const useOfKey = this.useOfKey('kms:Decrypt', 'kms:GenerateDataKey');
    const permissions = [keepValue(this.secretArn), recordKeys(this.secretArn), ...useOfKey];
    return new InlinePolicy(scope, 'KeepValue', { roleName: keeper.roleName, permissions });
  }

  /**
   * Lets `keeper` look whether the secret exists, by a policy of its own in `scope` that can be there before the secret. A
   * name that no secret has is not documented to get the six characters when the request is authorised, so the bare ARN is
   * named as well; it can be no other secret's, because every complete ARN ends in a hyphen and six characters.
   */
  grantDescribe(scope: Construct, keeper: ServiceRole): InlinePolicy {
    const permissions = [
      describeSecret(this.arnEndingIn(''), this.secretArnPattern),
      ...(this.created === undefined ? [seePolicy(this.secretArn)] : []),
    ];
    return new InlinePolicy(scope, 'DescribeSecret', { roleName: keeper.roleName, permissions });
  }

  /** Creates the secret only when `dependencies` are there; an adopted one is there already. */
  createAfter(...dependencies: readonly IDependable[]): void {
    this.created?.node.addDependency(...dependencies);
  }

  private useOfKey(...actions: ('kms:Decrypt' | 'kms:GenerateDataKey')[]): Permission[] {
    if (this.existingKeyArn === undefined) {
      return [];
    }
    const { partition, account, region } = Stack.of(this);
    const secret = { place: { partition, account, region }, secretName: this.secretName };
    return [useExistingKey(this.existingKeyArn, actions, secret)];
  }

  private create({ environment, encryptionKey }: PlaceholderSecretProps): CfnSecret {
    const secret = new CfnSecret(this, 'Resource', {
      name: environment.secretName,
      description: `Secrets of kAIzen Coach, ${environment.name}: read by the app, written by the keeper only`,
      tags: environmentTags(environment.name),
      kmsKeyId: encryptionKey?.arn,
    });
    secret.applyRemovalPolicy(removalPolicy(environment.removal));
    acknowledge(secret, {
      id: 'AwsSolutions-SMG4',
      reason:
        'No schedule can rotate these keys: other services issue some of them, and a new Garmin key makes every stored ' +
        'Garmin password unreadable. The keeper records the age of each key, and a person rotates it.',
    });
    return secret;
  }

  private arnEndingIn(ending: string): string {
    return Stack.of(this).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${this.secretName}${ending}`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }
}
