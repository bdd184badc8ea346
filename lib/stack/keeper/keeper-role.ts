import { Aws, Stack } from 'aws-cdk-lib';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { resourceNames, topicArnOf } from '../../environments/names';
import type { Environment } from '../../environments/row';
import { InlinePolicy } from '../iam/inline-policy';
import { ServiceRole } from '../iam/service-role';
import type { PlaceholderSecret } from '../secret/placeholder-secret';

/** Properties of `KeeperRole`. */
export interface KeeperRoleProps {
  /** Whose keeper it is. */
  readonly environment: Environment;
  /** What it keeps. */
  readonly secret: PlaceholderSecret;
  /** Where it logs. */
  readonly logGroup: LogGroup;
}

/**
 * The keeper's role. Its permissions are policies of their own, so that the keeper can work before the secret is there, and
 * read the value after. No AWS managed policy: `AWSLambdaBasicExecutionRole` writes to every log group.
 */
export class KeeperRole extends Construct {
  /** For the Lambda function. */
  readonly role: ServiceRole;
  /** What the keeper needs beside the value: to log, to see a rollback, to tell the topic, and to look for the secret. */
  readonly earlyPolicies: readonly InlinePolicy[];
  /** What the keeper needs to read and write the value. */
  readonly keepPolicy: InlinePolicy;

  constructor(scope: Construct, id: string, { environment, secret, logGroup }: KeeperRoleProps) {
    super(scope, id);
    this.role = new ServiceRole(this, 'Role', {
      roleName: resourceNames(environment).keeperRole,
      description: `kAIzen Coach, ${environment.name}: the keeper of the secret`,
      service: 'lambda.amazonaws.com',
    });
    this.earlyPolicies = [
      new InlinePolicy(this, 'Log', {
        roleName: this.role.roleName,
        permissions: [
          {
            sid: 'Log',
            actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            // Ends in `:*`, the streams of this very group.
            resources: [logGroup.logGroupArn],
          },
          { sid: 'SeeRollback', actions: ['cloudformation:DescribeStacks'], resources: [Aws.STACK_ID] },
          { sid: 'TellTopic', actions: ['sns:Publish'], resources: [topicArnOf(Stack.of(this), environment)] },
        ],
      }),
      secret.grantDescribe(this, this.role),
    ];
    this.keepPolicy = secret.grantKeep(this, this.role);
  }
}
