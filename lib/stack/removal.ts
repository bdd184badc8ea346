import { RemovalPolicy } from 'aws-cdk-lib';
import type { Environment } from '../environments/row';

/**
 * CloudFormation's policy for a resource that holds what cannot be made again. A retained one is still deleted when its
 * very creation is rolled back, so that a failed first deployment leaves no orphan behind.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
 */
export function removalPolicy(removal: Environment['removal']): RemovalPolicy {
  return removal === 'retain' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
}
