import { Annotations, Stack } from 'aws-cdk-lib';
import { CfnResourcePolicy } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { deploymentRoleArn } from '../../environments/readers';
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

/**
 * The resource policy of the keeper's function: nobody but `invokerArns` invokes it, whatever else IAM allows them. Only
 * invoking is denied, so that whoever may administer the function can still repair this policy.
 *
 * It holds for the function as such and not for a published version, which would have a policy of its own: publishing one is
 * a change of the keeper, and alerts.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
function invocationPolicyDocument(functionArn: string, invokerArns: readonly string[]): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OnlyOperatorsInvoke',
        Effect: 'Deny',
        Principal: '*',
        Action: ['lambda:InvokeFunction', 'lambda:InvokeFunctionUrl', 'lambda:InvokeAsync'],
        Resource: functionArn,
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': invokerArns } },
      },
    ],
  };
}
