/** Where ARNs are: in a template the pseudo parameters, in a check their longest values. */
export interface Place {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** The longest that AWS has, for limits that hold wherever a stack is deployed. */
export const LONGEST_PLACE: Place = {
  partition: 'aws-us-gov',
  account: '000000000000',
  region: 'ap-southeast-1',
};

/** ARN of a role in this account. */
export function roleArn({ partition, account }: Place, roleName: string): string {
  return `arn:${partition}:iam::${account}:role/${roleName}`;
}

/** ARN of a managed policy of this account. */
export function policyArn({ partition, account }: Place, policyName: string): string {
  return `arn:${partition}:iam::${account}:policy/${policyName}`;
}

/** ARN of a regional resource of this account. */
export function regionalArn({ partition, account, region }: Place, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}
