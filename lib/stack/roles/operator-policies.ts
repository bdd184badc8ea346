import { Aws, CfnOutput, Stack } from 'aws-cdk-lib';
import { CfnManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { resourceNames } from '../../environments/names';
import type { Environment } from '../../environments/row';
import { acknowledge } from '../acknowledge';
import { type Permission, policyDocument } from '../iam/permission';
import { DRILLER_PERMISSIONS, doctorPermissions, operatorPermissions } from './operator-permissions';
import { reviewerPermissions } from './reviewer-permissions';

type PolicyId = 'Operator' | 'Doctor' | 'Driller' | 'Reviewer';

/** Properties of `OperatorPolicies`. */
export interface OperatorPoliciesProps {
  /** Whose operators they are for. */
  readonly environment: Environment;
  readonly secretArn: string;
  /** Where alerts go. */
  readonly topicArn: string;
  /** The customer-managed key of the stack's own. @default - none */
  readonly keyArn?: string;
  /** The trail's bucket. @default - the stack makes none */
  readonly bucketArn?: string;
}

/**
 * Managed policies to attach to roles of people and of the pipeline: `operator` is exactly what the operators' tool needs,
 * `doctor` what its examination reads beside, `driller` what the drill of the alerts needs beside that, `reviewer` what a
 * comparison with what runs reads. None reads the value.
 */
export class OperatorPolicies extends Construct {
  constructor(scope: Construct, id: string, props: OperatorPoliciesProps) {
    const { environment, secretArn, topicArn, keyArn, bucketArn } = props;
    super(scope, id);
    const { partition, account, region } = Stack.of(this);
    const place = { partition, account, region };
    const names = resourceNames(environment);
    const made = { secretArn, topicArn, stackId: Aws.STACK_ID };
    const reviewed = {
      ...made,
      ...(keyArn === undefined ? {} : { keyArn }),
      ...(bucketArn === undefined ? {} : { bucketArn }),
    };
    const shown = { partition: '<AWS::Partition>', account: '<AWS::AccountId>', region };
    this.policy('Operator', names.operatorPolicy, operatorPermissions(place, environment));
    this.acknowledgeWildcards('Operator', operatorPermissions(shown, environment));
    this.policy('Doctor', names.doctorPolicy, doctorPermissions(place, environment, made));
    this.acknowledgeWildcards('Doctor', doctorPermissions(shown, environment, made));
    this.policy('Driller', names.drillerPolicy, DRILLER_PERMISSIONS);
    this.acknowledgeWildcards('Driller', DRILLER_PERMISSIONS);
    this.policy('Reviewer', names.reviewerPolicy, reviewerPermissions(place, environment, reviewed));
    this.acknowledgeWildcards('Reviewer', reviewerPermissions(shown, environment, reviewed));
  }

  private policy(id: PolicyId, managedPolicyName: string, permissions: readonly Permission[]): void {
    const policy = new CfnManagedPolicy(new Construct(this, id), 'Resource', {
      managedPolicyName,
      // A change of these two, if only by leaving them out, would replace the policy.
      description: '',
      path: '/',
      policyDocument: policyDocument(permissions),
    });
    new CfnOutput(this, `${id}Arn`, {
      description: `Managed policy for people: ${id.toLowerCase()}`,
      value: policy.ref,
    }).overrideLogicalId(`${id}PolicyArn`);
  }

  /** cdk-nag names a wildcard by the resource, with pseudo parameters in angle brackets. */
  private acknowledgeWildcards(id: PolicyId, permissions: readonly Permission[]): void {
    const wildcards = permissions.flatMap(({ resources }) => resources.filter((resource) => resource.includes('*')));
    for (const resource of wildcards) {
      acknowledge(this.node.findChild(id), {
        id: `AwsSolutions-IAM5[Resource::${resource}]`,
        reason:
          'The runtime of the app appends to the names of a service, its log groups and its task definitions, lists, ' +
          'metrics and a batch have no resource, and the rules begin alike; a Deny is of everything. Every other resource is named exactly.',
      });
    }
  }
}
