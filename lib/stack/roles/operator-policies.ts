import { Aws, CfnOutput, Stack, Validations } from 'aws-cdk-lib';
import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { resourceNames } from '../../environments/names';
import type { Environment } from '../../environments/row';
import { doctorPermissions, operatorPermissions, type Permission } from './operator-permissions';

/** Properties of `OperatorPolicies`. */
export interface OperatorPoliciesProps {
  /** Whose operators they are for. */
  readonly environment: Environment;
  readonly secretArn: string;
  /** Where alerts go. */
  readonly topicArn: string;
}

/**
 * Two managed policies to attach to people's roles: `operator` is exactly what the operators' tool needs, `doctor` what its
 * examination reads beside. Neither reads the value.
 */
export class OperatorPolicies extends Construct {
  constructor(scope: Construct, id: string, { environment, secretArn, topicArn }: OperatorPoliciesProps) {
    super(scope, id);
    const { partition, account, region } = Stack.of(this);
    const place = { partition, account, region };
    const names = resourceNames(environment);
    const made = { secretArn, topicArn, stackId: Aws.STACK_ID };
    const shown = { partition: '<AWS::Partition>', account: '<AWS::AccountId>', region };
    this.policy('Operator', names.operatorPolicy, operatorPermissions(place, environment));
    this.acknowledgeWildcards('Operator', operatorPermissions(shown, environment));
    this.policy('Doctor', names.doctorPolicy, doctorPermissions(place, environment, made));
    this.acknowledgeWildcards('Doctor', doctorPermissions(shown, environment, made));
  }

  private policy(id: 'Operator' | 'Doctor', managedPolicyName: string, permissions: readonly Permission[]): void {
    const policy = new ManagedPolicy(this, id, {
      managedPolicyName,
      statements: permissions.map(
        ({ sid, actions, resources }) =>
          new PolicyStatement({ sid, effect: Effect.ALLOW, actions: [...actions], resources: [...resources] }),
      ),
    });
    new CfnOutput(this, `${id}Arn`, {
      description: `Managed policy for people: ${id.toLowerCase()}`,
      value: policy.managedPolicyArn,
    }).overrideLogicalId(`${id}PolicyArn`);
  }

  /** cdk-nag names a wildcard by the resource, with pseudo parameters in angle brackets. */
  private acknowledgeWildcards(id: 'Operator' | 'Doctor', permissions: readonly Permission[]): void {
    const wildcards = permissions.flatMap(({ resources }) => resources.filter((resource) => resource.includes('*')));
    for (const resource of wildcards) {
      Validations.of(this.node.findChild(id)).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${resource}]`,
        reason:
          'App Runner appends an id to the name of a service and of its log groups, and listing services has no resource; ' +
          'every other resource is named exactly.',
      });
    }
  }
}
