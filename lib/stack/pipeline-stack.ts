import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { OidcProviderNative } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Pipeline } from '../environments/pipelines';
import { type Environment, REGION } from '../environments/row';
import { validatePipeline } from '../environments/rules/pipeline';
import { AUDIENCE, GITHUB_ISSUER } from './pipeline/github-principal';
import { PipelineRoles } from './pipeline/pipeline-roles';

/** Properties of `PipelineStack`. */
export interface PipelineStackProps {
  readonly pipeline: Pipeline;
  /** The rows that the pipeline names. */
  readonly environments: readonly Environment[];
}

/**
 * The roles that a repository's workflows take on, by tokens that GitHub gives to their jobs: no key is stored. Deployed by a
 * person, after the stacks of its environments, whose managed policies it attaches.
 * @throws Error where the pipeline breaks a rule.
 */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, { pipeline, environments }: PipelineStackProps) {
    validatePipeline(pipeline, environments);
    super(scope, id, {
      description: `kAIzen Coach: the roles of the workflows of ${pipeline.repository}`,
      env: { region: REGION, account: pipeline.account },
      terminationProtection: true,
      analyticsReporting: false,
    });
    const { repository } = pipeline;
    const providerArn = this.providerArn(pipeline);
    for (const environment of environments) {
      new PipelineRoles(this, environment.stackId, { environment, repository, providerArn });
    }
  }

  private providerArn({ provider }: Pipeline): string {
    if (provider === 'existing') {
      return `arn:${this.partition}:iam::${this.account}:oidc-provider/${GITHUB_ISSUER}`;
    }
    return new OidcProviderNative(this, 'GitHub', {
      url: `https://${GITHUB_ISSUER}`,
      clientIds: [AUDIENCE],
      // An account has one at most: others may have begun to use it.
      removalPolicy: RemovalPolicy.RETAIN,
    }).oidcProviderArn;
  }
}
