import type { AuditContext } from './audit-context';
import { ABSENT, all, any, type Expression, entry, field, type Matcher } from './expression';

/** ARN of the role whose session made the call, with its path. Absent for root and IAM users. */
const ISSUER = 'userIdentity.sessionContext.sessionIssuer.arn';
/** The service that made the call with the session's permissions, if one did. */
const THROUGH = 'userIdentity.invokedBy';
const CLOUDFORMATION = 'cloudformation.amazonaws.com';
const EVENTBRIDGE = 'events.amazonaws.com';

/** A call to one service. */
export function service(name: string): Expression {
  return field('eventSource', `${name}.amazonaws.com`);
}

/** One of these operations. */
export function operation(...names: readonly Matcher[]): Expression {
  return field('eventName', ...names);
}

/** One of these request parameters meets one of `matchers`. */
export function parameter(names: readonly string[], ...matchers: readonly Matcher[]): Expression {
  return any(...names.map((name) => field(`requestParameters.${name}`, ...matchers)));
}

/**
 * An entry of the request parameter `path`, an array, meets one of `matchers`: one expression for each of the first `count`
 * entries, at which CloudWatch Logs looks. EventBridge looks at all.
 */
export function firstEntries(path: string, count: number, ...matchers: readonly Matcher[]): Expression[] {
  return Array.from({ length: count }, (_, index) => entry(`requestParameters.${path}`, [index], ...matchers));
}

/** KMS names the key in the record, whatever the parameters name: aliases and tokens stand for it there. */
export function resource(arn: string): Expression {
  return entry('resources[].ARN', [0, 1], arn);
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

/** Called directly, or through another service than these. */
export function notThrough(...services: readonly string[]): Expression {
  return field(THROUGH, ABSENT, ...(services.length === 0 ? [] : [{ noneOf: services }]));
}

/**
 * Called by anyone else than these roles and a deployment: the role alone is not enough, because a person may assume it.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html (invokedBy)
 */
export function anyoneButADeployment({ deploymentRoleArn }: AuditContext, ...roleArns: readonly string[]): Expression {
  return any(
    anyoneBut(deploymentRoleArn, ...roleArns),
    // Who is neither is in the first branch already; the role has to be said only where others are excepted.
    roleArns.length === 0 ? notThrough(CLOUDFORMATION) : all(by(deploymentRoleArn), notThrough(CLOUDFORMATION)),
  );
}

/** As `anyoneButADeployment`, and not for a rule of EventBridge either. */
export function anyoneButADeploymentOrARule({ deploymentRoleArn }: AuditContext): Expression {
  return any(
    all(anyoneBut(deploymentRoleArn), notThrough(EVENTBRIDGE)),
    all(by(deploymentRoleArn), notThrough(CLOUDFORMATION, EVENTBRIDGE)),
  );
}

/** The secret by its name, by a partial ARN, or by the complete one; its replicas in other Regions have the same ends. */
export function theSecret(context: AuditContext): Matcher[] {
  const { secretName, secretId } = context;
  // The colons keep out secrets whose names end alike.
  return [secretName, { endsWith: `:secret:${secretName}` }, { endsWith: `:secret:${secretId}` }];
}

/** The call names the secret. */
export function namesSecret(context: AuditContext): Expression {
  return field('requestParameters.secretId', ...theSecret(context));
}

/** The keeper's function: by its name, a partial ARN or the complete one, with a qualifier or without. */
function theKeeper({ keeperFunction }: AuditContext): Matcher[] {
  return [
    keeperFunction,
    { startsWith: `${keeperFunction}:` },
    { endsWith: `:function:${keeperFunction}` },
    { contains: `:function:${keeperFunction}:` },
  ];
}

/** The call names the keeper's function. */
export function namesKeeper(context: AuditContext): Expression {
  return field('requestParameters.functionName', ...theKeeper(context));
}

/**
 * The error speaks of `resource`: where access is denied, CloudTrail leaves out the parameters. The sentence goes on after
 * it with a space. What stands before it belongs to `resource`, such as a colon: else a name that ends alike is met too.
 */
export function errorNames(resource: string): Expression {
  return field('errorMessage', { contains: `${resource} ` });
}
