import type { AuditContext } from './audit-context';
import { ABSENT, all, any, type Expression, field, type Matcher } from './expression';

/** ARN of the role whose session made the call, with its path. Absent for root and IAM users. */
const ISSUER = 'userIdentity.sessionContext.sessionIssuer.arn';
const CLOUDFORMATION = 'cloudformation.amazonaws.com';

/** A call to one service. */
export function service(name: string): Expression {
  return field('eventSource', `${name}.amazonaws.com`);
}

/** One of these operations. */
export function operation(...names: readonly Matcher[]): Expression {
  return field('eventName', ...names);
}

/** The call went through. */
export const SUCCEEDED: Expression = field('errorCode', ABSENT);

/** The call was refused for want of a permission. */
export const DENIED: Expression = field('errorCode', { startsWith: 'AccessDenied' });

/** A call that changes, or would change, what it names; invocations and deliveries are data events, and are not meant. */
export const CHANGES: Expression = all(field('readOnly', false), field('managementEvent', true));

/** Called by a session of one of these roles. */
export function by(...roleArns: readonly string[]): Expression {
  return field(ISSUER, ...roleArns);
}

/** Called by anyone else than sessions of these roles: root and IAM users, who have no issuer, are anyone else. */
export function anyoneBut(...roleArns: readonly string[]): Expression {
  return field(ISSUER, ABSENT, { noneOf: roleArns });
}

/**
 * Called by anyone else than these roles and a deployment: the role alone is not enough, because a person may assume it.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html (invokedBy)
 */
export function anyoneButADeployment({ deploymentRoleArn }: AuditContext, ...roleArns: readonly string[]): Expression {
  const notThroughCloudFormation = field('userIdentity.invokedBy', ABSENT, { noneOf: [CLOUDFORMATION] });
  return any(
    anyoneBut(deploymentRoleArn, ...roleArns),
    // Who is neither is in the first branch already; the role has to be said only where others are excepted.
    roleArns.length === 0 ? notThroughCloudFormation : all(by(deploymentRoleArn), notThroughCloudFormation),
  );
}

/** The call names the secret: by its name, a partial ARN or the complete one. */
export function namesSecret({ secretName, secretArnPrefix }: AuditContext): Expression {
  return field('requestParameters.secretId', secretName, { startsWith: secretArnPrefix });
}

/** The error speaks of the secret: where access is denied, CloudTrail may leave out the parameters. */
export function errorNamesSecret({ secretName }: AuditContext): Expression {
  return field('errorMessage', { contains: `:secret:${secretName}` }, { contains: `resource: ${secretName}` });
}

/** The call names the keeper's function: by its name, a partial ARN or the complete one, with a qualifier or without. */
export function namesKeeper({ keeperFunction }: AuditContext): Expression {
  return field('requestParameters.functionName', keeperFunction, { contains: `:function:${keeperFunction}` });
}
