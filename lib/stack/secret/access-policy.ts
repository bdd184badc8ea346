import { Stack } from 'aws-cdk-lib';
import { CfnResourcePolicy } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct, type IDependable } from 'constructs';
import { ACCESS_POLICY_SID } from '../../contract/access-policy-sid';
import { resourceNames } from '../../environments/names';
import { readerArns, type SecretReaders, secretReaders } from '../../environments/readers';
import type { Environment } from '../../environments/row';

/** Properties of `AccessPolicy`. */
export interface AccessPolicyProps {
  /** Whose secret it is. */
  readonly environment: Environment;
  /** ARN of the secret, created or adopted. */
  readonly secretArn: string;
}

/**
 * Denies reading the value to everyone but the readers. It goes with the stack: what a retained secret keeps is the policy
 * of its customer-managed key, which names the same readers. Not retained, because a left-over one would be in the way when
 * the secret is adopted again.
 */
export class AccessPolicy extends Construct {
  private readonly policy: CfnResourcePolicy;

  constructor(scope: Construct, id: string, { environment, secretArn }: AccessPolicyProps) {
    super(scope, id);
    const { partition, account, region } = Stack.of(this);
    const readers = secretReaders({ partition, account, region }, resourceNames(environment), environment);
    this.policy = new CfnResourcePolicy(this, 'Resource', {
      secretId: secretArn,
      resourcePolicy: accessPolicyDocument(readers),
      blockPublicPolicy: true,
    });
  }

  /** Attaches the policy only when `dependencies` are there: the keeper's check for a foreign one. */
  attachAfter(...dependencies: readonly IDependable[]): void {
    this.policy.node.addDependency(...dependencies);
  }
}

/**
 * The secret's resource policy: nobody but the readers gets the value, whatever else IAM allows them.
 *
 * One statement, a Deny of GetSecretValue, and no other action: whoever may administer the secret can still repair this
 * policy. BatchGetSecretValue needs GetSecretValue for each secret. `aws:PrincipalArn` is the role's ARN with its path, not
 * the session's; a request without it, such as an unsigned one, is denied too, because a negated operator is true where the
 * key is missing. `NotPrincipal` would deny the sessions of the very roles that it names.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function accessPolicyDocument(readers: SecretReaders): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: ACCESS_POLICY_SID,
        Effect: 'Deny',
        Principal: '*',
        Action: 'secretsmanager:GetSecretValue',
        // The secret that it is attached to.
        Resource: '*',
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': readerArns(readers) } },
      },
    ],
  };
}
