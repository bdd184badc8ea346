import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { resourceNames } from '../../environments/names';
import { type Environment, SERVICE_PRINCIPALS } from '../../environments/row';
import type { InlinePolicy } from '../iam/inline-policy';
import { ServiceRole } from '../iam/service-role';
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
  readonly readPolicy: InlinePolicy;

  constructor(scope: Construct, id: string, { environment, secret }: InstanceRoleProps) {
    super(scope, id);
    const { runtime, managedPolicyArns = [] } = environment;
    const role = new ServiceRole(this, 'Role', {
      roleName: resourceNames(environment).instanceRole,
      description: `kAIzen Coach, ${environment.name}: the running app`,
      service: SERVICE_PRINCIPALS[runtime],
      // App Runner's has none: AWS documents none for instance roles, and an unmet one would keep the app from starting.
      ...(runtime === 'ecs-express'
        ? { conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } } }
        : {}),
      managedPolicyArns,
    });
    this.readPolicy = secret.grantRead(this, role);
    new CfnOutput(this, 'Arn', { description: 'Role of the running app', value: role.roleArn }).overrideLogicalId(
      'InstanceRoleArn',
    );
  }
}
