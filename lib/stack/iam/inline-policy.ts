import { Stack } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type Permission, policyDocument } from './permission';

/** Properties of `InlinePolicy`. */
export interface InlinePolicyProps {
  /** Whose permissions they are, by a reference. */
  readonly roleName: string;
  readonly permissions: readonly Permission[];
}

/** Permissions of a role, as a policy of its own: other resources can wait for it. */
export class InlinePolicy extends Construct {
  constructor(scope: Construct, id: string, { roleName, permissions }: InlinePolicyProps) {
    super(scope, id);
    const document = policyDocument(permissions);
    const policy = new CfnPolicy(this, 'Resource', { policyName: '', policyDocument: document, roles: [roleName] });
    // A role has one policy of a name: that of the resource is another for each, and is there only with the resource.
    policy.policyName = Stack.of(this).getLogicalId(policy);
  }
}
