import { Annotations, Stack } from 'aws-cdk-lib';
import { CfnResourcePolicy } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { deploymentRoleArn } from '../../access/deployment-role';
import { invocationPolicyDocument } from '../../access/invocation-policy-document';
import { validateRoleArns } from '../../access/role-arn';
import type { Environment } from '../../environments/row';

/** Properties of `KeeperInvocation`. */
export interface KeeperInvocationProps {
  /** Whose keeper it is. */
  readonly environment: Environment;
  /** ARN of the keeper's function, without a qualifier. */
  readonly keeperArn: string;
}

/**
 * Who may invoke the keeper: the row's operators, and the role that CloudFormation deploys with, whose credentials it invokes
 * custom resources with.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
 */
export class KeeperInvocation extends Construct {
  constructor(scope: Construct, id: string, { environment, keeperArn }: KeeperInvocationProps) {
    super(scope, id);
    const { name, operatorRoleArns } = environment;
    if (operatorRoleArns === undefined) {
      Annotations.of(this).addWarningV2(
        'kaizencoach:any-invoker',
        `everyone with lambda:InvokeFunction on the keeper of ${name} can change the secret; list the roles in operatorRoleArns`,
      );
      return;
    }
    validateRoleArns('operatorRoleArns', environment, operatorRoleArns);
    const { partition, account, region } = Stack.of(this);
    new CfnResourcePolicy(this, 'Resource', {
      resourceArn: keeperArn,
      policyDocument: invocationPolicyDocument(keeperArn, [
        ...operatorRoleArns,
        deploymentRoleArn({ partition, account, region }),
      ]),
    });
  }
}
