import { Stack } from 'aws-cdk-lib';
import { CfnResourcePolicy } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct, type IDependable } from 'constructs';
import { accessPolicyDocument } from '../../access/access-policy-document';
import { resourceNames } from '../../environments/names';
import { secretReaders } from '../../environments/readers';
import { validateReaders } from '../../environments/readers-rules';
import type { Environment } from '../../environments/row';

/** Properties of `AccessPolicy`. */
export interface AccessPolicyProps {
  /** Whose secret it is. */
  readonly environment: Environment;
  /** ARN of the secret, created or adopted. */
  readonly secretArn: string;
  /** Day on which transition readers are checked, as `YYYY-MM-DD`, UTC. No part of the template depends on it. */
  readonly today: string;
}

/**
 * Denies reading the value to everyone but the readers. It goes with the stack: what a retained secret keeps is the policy
 * of its customer-managed key, which names the same readers. Not retained, because a left-over one would be in the way when
 * the secret is adopted again.
 */
export class AccessPolicy extends Construct {
  private readonly policy: CfnResourcePolicy;

  constructor(scope: Construct, id: string, { environment, secretArn, today }: AccessPolicyProps) {
    super(scope, id);
    validateReaders(environment, today);
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
