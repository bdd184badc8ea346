import { WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';

/** Issuer of the tokens that GitHub gives to the jobs of its workflows, without the scheme. */
export const GITHUB_ISSUER = 'token.actions.githubusercontent.com';

/** Who AWS must be asking for, by `aws-actions/configure-aws-credentials`. */
export const AUDIENCE = 'sts.amazonaws.com';

/** The branch whose workflows are trusted; a pull request's have another. */
const BRANCH = 'refs/heads/main';

/** What must be said in the subject of a token: the environment of the job, or the branch where the job has none. */
export type Subject = { readonly environment: string } | 'branch';

/**
 * The jobs of a repository's workflows on `main`, those of one environment or those of none. The branch is asked in any case: the
 * subject of a job with an environment does not tell it, and a pull request's workflow can name any environment.
 * @see https://docs.github.com/en/actions/reference/security/oidc
 * @see https://aws.amazon.com/about-aws/whats-new/2026/01/aws-sts-supports-validation-identity-provider-claims/
 */
export function githubPrincipal(providerArn: string, repository: string, subject: Subject): WebIdentityPrincipal {
  const context = subject === 'branch' ? `ref:${BRANCH}` : `environment:${subject.environment}`;
  return new WebIdentityPrincipal(providerArn, {
    StringEquals: {
      [`${GITHUB_ISSUER}:aud`]: AUDIENCE,
      [`${GITHUB_ISSUER}:sub`]: `repo:${repository}:${context}`,
      [`${GITHUB_ISSUER}:ref`]: BRANCH,
    },
  });
}
