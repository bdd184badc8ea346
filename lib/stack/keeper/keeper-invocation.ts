import { Annotations, Stack } from 'aws-cdk-lib';
import { CfnResourcePolicy } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { regionalArn } from '../../environments/arn';
import { auditNames } from '../../environments/names';
import { deploymentRoleArn } from '../../environments/readers';
import type { Environment } from '../../environments/row';
import { WeeklyReport } from './weekly-report';

/** Properties of `KeeperInvocation`. */
export interface KeeperInvocationProps {
  /** Whose keeper it is. */
  readonly environment: Environment;
  /** ARN of the keeper's function, without a qualifier. */
  readonly keeperArn: string;
}

/**
 * Who may invoke the keeper: the row's operators, the weekly schedule, and the role that CloudFormation deploys with, whose credentials it invokes
 * custom resources with.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
 */
export class KeeperInvocation extends Construct {
  constructor(scope: Construct, id: string, { environment, keeperArn }: KeeperInvocationProps) {
    super(scope, id);
    const { name, operatorRoleArns, resourcePrefix } = environment;
    const { partition, account, region } = Stack.of(this);
    const place = { partition, account, region };
    const { weeklyReport } = auditNames(resourcePrefix);
    if (operatorRoleArns === undefined) {
      Annotations.of(this).addWarningV2(
        'kaizencoach:any-invoker',
        `everyone with lambda:InvokeFunction on the keeper of ${name} can change the secret; list the roles in operatorRoleArns`,
      );
    }
    new CfnResourcePolicy(this, 'Resource', {
      resourceArn: keeperArn,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          ...(operatorRoleArns === undefined
            ? []
            : [onlyInvokers(keeperArn, [...operatorRoleArns, deploymentRoleArn(place)])]),
          allowRule(keeperArn, regionalArn(place, 'events', `rule/${weeklyReport}`)),
        ],
      },
    });
    new WeeklyReport(this, 'WeeklyReport', { environment: name, ruleName: weeklyReport, keeperArn });
  }
}

/**
 * Nobody but `invokerArns` invokes the function, whatever else IAM allows them, and no AWS service but those that a statement
 * allows: a service has no `aws:PrincipalArn`, and needs an Allow of this policy anyway. A request without credentials has
 * neither key, and is denied. Only invoking is denied, so that whoever may administer the function can still repair this policy.
 *
 * It holds for the function as such and not for a published version, which would have a policy of its own: publishing one is
 * a change of the keeper, and alerts.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice
 */
function onlyInvokers(functionArn: string, invokerArns: readonly string[]): object {
  return {
    Sid: 'OnlyOperatorsInvoke',
    Effect: 'Deny',
    Principal: '*',
    Action: ['lambda:InvokeFunction', 'lambda:InvokeFunctionUrl', 'lambda:InvokeAsync'],
    Resource: functionArn,
    Condition: {
      ArnNotEquals: { 'aws:PrincipalArn': invokerArns },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
    },
  };
}

/**
 * EventBridge invokes the function for this one rule.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html (AWS Lambda permissions)
 */
function allowRule(functionArn: string, ruleArn: string): object {
  return {
    Sid: 'WeeklyReportInvokes',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: functionArn,
    Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } },
  };
}
