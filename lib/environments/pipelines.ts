import type { Environment } from './row';

/** A repository whose workflows may take roles on in one account. */
export interface Pipeline {
  /** CloudFormation stack name, and the id for `cdk deploy`. */
  readonly stackId: string;
  /**
   * How the subject of the repository's tokens names it: `OWNER/NAME`, or `OWNER@ID/NAME@ID`, as repositories made since July
   * 2026 have it. The repository's OIDC settings show which.
   * @see https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens
   */
  readonly repository: string;
  /** Names of the environments that it deploys, verifies and reviews. Each must be deployed once, by a person, before. */
  readonly environments: readonly string[];
  /** An account has one provider for GitHub at most: `existing` where something else made it. */
  readonly provider: 'create' | 'existing';
  /** Account id, 12 digits. Absent: the account that the credentials belong to. */
  readonly account?: string;
}

/** One line for each account that a pipeline reaches, such as `{ stackId: 'PipelineStack', repository: 'OWNER/NAME', … }`. */
export const PIPELINES: readonly Pipeline[] = [];

/** Fixed names of the roles that a pipeline takes on for an environment, so that the workflows need not be told. */
export function pipelineRoles({ resourcePrefix }: Environment): {
  readonly deploy: string;
  readonly verify: string;
  readonly review: string;
} {
  return {
    deploy: `${resourcePrefix}-pipeline-deploy`,
    verify: `${resourcePrefix}-pipeline-verify`,
    review: `${resourcePrefix}-pipeline-review`,
  };
}
