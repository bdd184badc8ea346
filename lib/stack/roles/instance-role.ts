import { CfnOutput, Stack } from 'aws-cdk-lib';
import { type IPrincipal, ManagedPolicy, type Policy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { resourceNames } from '../../environments/names';
import { type Environment, type RuntimeKind, SERVICE_PRINCIPALS } from '../../environments/row';
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

/**
 * The service that runs the app. App Runner's has no condition: AWS documents none for instance roles, and an unmet one would
 * keep the app from starting.
 */
function runtimePrincipal(runtime: RuntimeKind, account: string): IPrincipal {
  const conditions = runtime === 'ecs-express' ? { StringEquals: { 'aws:SourceAccount': account } } : {};
  return new ServicePrincipal(SERVICE_PRINCIPALS[runtime], { conditions });
}
