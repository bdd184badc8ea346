import { CfnOutput, Stack } from 'aws-cdk-lib';
import { type IPrincipal, ManagedPolicy, type Policy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { resourceNames } from '../../environments/names';
import type { Environment, RuntimeKind } from '../../environments/row';
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

/** Who may assume the app's role, by runtime; `account` is the environment's. */
const PRINCIPALS = {
  /**
   * No condition: AWS documents none for instance roles, and an unmet one would keep the app from starting.
   * @see https://docs.aws.amazon.com/apprunner/latest/dg/security_iam_service-with-iam.html
   */
  'app-runner': () => new ServicePrincipal('tasks.apprunner.amazonaws.com'),
  /** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html */
  'ecs-express': (account: string) =>
    new ServicePrincipal('ecs-tasks.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': account } } }),
} as const satisfies Record<RuntimeKind, (account: string) => IPrincipal>;

/** The service principal that runs the app. */
function runtimePrincipal(runtime: RuntimeKind, account: string): IPrincipal {
  return PRINCIPALS[runtime](account);
}
