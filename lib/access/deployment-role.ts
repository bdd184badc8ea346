import { type Place, roleArn } from '../environments/arn';

/**
 * ARN of the role with which CloudFormation deploys. The CDK's bootstrap makes it, by this name unless told otherwise.
 * @see https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
 */
export function deploymentRoleArn(place: Place): string {
  return roleArn(place, `cdk-hnb659fds-cfn-exec-role-${place.account}-${place.region}`);
}
