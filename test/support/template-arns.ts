/** An ARN of this account as the templates write it; `before` and `after` are what stands around the account. */
export function inAccount(before: string, after: string) {
  return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, before, { Ref: 'AWS::AccountId' }, after]] };
}

/** ARN of a role. */
export function roleNamed(name: string) {
  return inAccount(':iam::', `:role/${name}`);
}

/** ARN of the role that CloudFormation deploys with, which names the account twice. */
export const DEPLOYMENT_ROLE = {
  'Fn::Join': [
    '',
    [
      'arn:',
      { Ref: 'AWS::Partition' },
      ':iam::',
      { Ref: 'AWS::AccountId' },
      ':role/cdk-hnb659fds-cfn-exec-role-',
      { Ref: 'AWS::AccountId' },
      '-eu-west-1',
    ],
  ],
};
