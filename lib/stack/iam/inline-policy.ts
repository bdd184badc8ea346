import { Stack } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type Permission, policyDocument } from './permission';

/** Permissions of a role, as a policy of its own: other resources can wait for it. */
export class InlinePolicy extends Construct {
  /** @param roleName whose permissions they are. */
  constructor(scope: Construct, id: string, roleName: string, permissions: readonly Permission[]) {
    super(scope, id);
    const document = policyDocument(permissions);
    const policy = new CfnPolicy(this, 'Resource', { policyName: '', policyDocument: document, roles: [roleName] });
    policy.policyName = Stack.of(this).getLogicalId(policy);
  }
}
