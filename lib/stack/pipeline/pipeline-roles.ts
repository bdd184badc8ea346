import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type Place, roleArn } from '../../environments/arn';
import { resourceNames } from '../../environments/names';
import { pipelineRoles } from '../../environments/pipelines';
import type { Environment } from '../../environments/row';
import { acknowledge } from '../acknowledge';
import { InlinePolicy } from '../iam/inline-policy';
import type { Permission } from '../iam/permission';
import { verifierPermissions } from '../roles/operator-permissions';
import { githubPrincipal, type Subject } from './github-principal';

/** Properties of `PipelineRoles`. */
export interface PipelineRolesProps {
  readonly environment: Environment;
  /** As GitHub's tokens name it. */
  readonly repository: string;
  /** ARN of the account's provider for GitHub. */
  readonly providerArn: string;
}

/**
 * What the workflows take on for one environment: to deploy, only the roles of `cdk bootstrap`; to verify, what `verify` and
 * `doctor` need; to review, to look. None reads the value. The stack of the environment has the managed policies.
 */
export class PipelineRoles extends Construct {
  constructor(scope: Construct, id: string, { environment, repository, providerArn }: PipelineRolesProps) {
    super(scope, id);
    const { partition, account, region } = Stack.of(this);
    const place = { partition, account, region };
    const shown = { partition: '<AWS::Partition>', account: '<AWS::AccountId>', region };
    const names = pipelineRoles(environment);
    const { doctorPolicy, reviewerPolicy } = resourceNames(environment);
    const role = (part: string, roleName: string, subject: Subject, managedPolicy?: string) =>
      new Role(this, part, {
        roleName,
        description: `kAIzen Coach, ${environment.name}: the pipeline, to ${part.toLowerCase()}`,
        assumedBy: githubPrincipal(providerArn, repository, subject),
        ...(managedPolicy === undefined
          ? {}
          : { managedPolicies: [ManagedPolicy.fromManagedPolicyName(this, `${part}Managed`, managedPolicy)] }),
      });

    const deploy = role('Deploy', names.deploy, { environment: environment.name });
    new InlinePolicy(this, 'DeployPolicy', { roleName: deploy.roleName, permissions: [bootstrapPermission(place)] });

    const verify = role('Verify', names.verify, 'branch', doctorPolicy);
    const policy = new InlinePolicy(this, 'VerifyPolicy', {
      roleName: verify.roleName,
      permissions: verifierPermissions(place, environment),
    });
    const wildcards = verifierPermissions(shown, environment).flatMap(({ resources }) =>
      resources.filter((resource) => resource.includes('*')),
    );
    for (const resource of wildcards) {
      acknowledge(policy, {
        id: `AwsSolutions-IAM5[Resource::${resource}]`,
        reason:
          'The runtime of the app appends to the names of a service and its log groups, and listing has no resource.',
      });
    }

    role('Review', names.review, 'branch', reviewerPolicy);
  }
}

/**
 * The roles that `cdk deploy` takes on to publish the assets and to ask CloudFormation. They know no stack: in one account each
 * deploys every stack.
 * @see https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
 */
function bootstrapPermission(place: Place): Permission {
  const name = (role: string) => `cdk-hnb659fds-${role}-role-${place.account}-${place.region}`;
  return {
    sid: 'TakeOnBootstrapRoles',
    actions: ['sts:AssumeRole'],
    resources: ['deploy', 'file-publishing'].map((role) => roleArn(place, name(role))),
  };
}
