/**
 * The resource policy of the keeper's function: nobody but `invokerArns` invokes it, whatever else IAM allows them. Only
 * invoking is denied, so that whoever may administer the function can still repair this policy.
 *
 * It holds for the function as such and not for a published version, which would have a policy of its own: publishing one is
 * a change of the keeper, and alerts.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export function invocationPolicyDocument(functionArn: string, invokerArns: readonly string[]): object {
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
