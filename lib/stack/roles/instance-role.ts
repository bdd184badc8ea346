import { CfnOutput, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, type Policy, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { runtimePrincipal } from '../../constructs/runtime-trust';
import { resourceNames } from '../../environments/names';
import type { Environment } from '../../environments/row';
import type { PlaceholderSecret } from '../secret/placeholder-secret';

/** Properties of `InstanceRole`. */
export interface InstanceRoleProps {
  /** Whose app it is. */
  readonly environment: Environment;
  /** What the app reads. */
  readonly secret: PlaceholderSecret;
}

/** The role that the app runs with: it reads the secret, and has what the environment's managed policies give it. */
export class InstanceRole extends Construct {
  /** Permission to read the value; without it the app does not start. */
  readonly readPolicy: Policy;

  constructor(scope: Construct, id: string, { environment, secret }: InstanceRoleProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      roleName: resourceNames(environment).instanceRole,
      description: `kAIzen Coach, ${environment.name}: the running app`,
      assumedBy: runtimePrincipal(environment.runtime, Stack.of(this).account),
      managedPolicies: environment.managedPolicyArns?.map((arn, index) =>
        ManagedPolicy.fromManagedPolicyArn(this, `ManagedPolicy${index}`, arn),
      ),
    });
    this.readPolicy = secret.grantRead(this, role);
    new CfnOutput(this, 'Arn', { description: 'Role of the running app', value: role.roleArn }).overrideLogicalId(
      'InstanceRoleArn',
    );
  }
}
