import type { Environment } from '../row';
import { broken } from './rule';

/**
 * A role's ARN, with its path and without wildcards: `ArnNotEquals` takes `*` and `?` for patterns, so that a wildcard would
 * let in roles that nobody named.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
const ROLE_ARN = /^arn:aws[a-z-]*:iam::([0-9]{12}):role\/(?:[\w+=,.@/-]+\/)?[\w+=,.@-]{1,64}$/;

/**
 * Whoever the row names is a role of its account: the one pinned, or that of the adopted secret. A row that says neither may
 * name any one account.
 */
export function rolesOfThisAccount(row: Environment): string | undefined {
  let account = row.account ?? (row.secret.mode === 'adopt' ? row.secret.arn.split(':')[4] : undefined);
  for (const [field, arn] of namedRoles(row)) {
    const [, owner] = ROLE_ARN.exec(arn) ?? [];
    if (owner === undefined) {
      return broken(`${field} must be the complete ARN of a role, with its path and without wildcards`, arn);
    }
    account ??= owner;
    if (owner !== account) {
      return broken(`${field} must be a role of this environment's account ${account}`, arn);
    }
  }
  return undefined;
}

function namedRoles(row: Environment) {
  const { breakGlassRoleArns = [], transitionReaders = [], operatorRoleArns = [], executionRoleArn } = row;
  return [
    ...breakGlassRoleArns.map((arn) => ['breakGlassRoleArns', arn] as const),
    ...transitionReaders.map(({ arn }) => ['transitionReaders.arn', arn] as const),
    ...operatorRoleArns.map((arn) => ['operatorRoleArns', arn] as const),
    ...(executionRoleArn === undefined ? [] : [['executionRoleArn', executionRoleArn] as const]),
  ];
}

/** A managed policy's ARN, of AWS or of an account, with its path. */
const POLICY_ARN = /^arn:aws[a-z-]*:iam::(?:aws|[0-9]{12}):policy\/(?:[\w+=,.@/-]+\/)?[\w+=,.@-]{1,128}$/;

/** CloudFormation refuses a role that has one twice. */
export function managedPoliciesOnce({ managedPolicyArns = [] }: Environment): string | undefined {
  const bad = managedPolicyArns.find((arn) => !POLICY_ARN.test(arn));
  if (bad !== undefined) {
    return broken('managedPolicyArns must be complete ARNs of managed policies', bad);
  }
  const again = managedPolicyArns.find((arn, index) => managedPolicyArns.indexOf(arn) < index);
  return again === undefined ? undefined : broken('managedPolicyArns must name each policy once', again);
}

/** Whoever reloads tasks of ECS passes both of their roles on. */
export function tasksHaveExecutionRole({ runtime, executionRoleArn }: Environment): string | undefined {
  return runtime === 'ecs-express' && executionRoleArn === undefined
    ? broken('executionRoleArn must be the ARN of the role by which ECS starts the tasks', executionRoleArn)
    : undefined;
}

/** A transition says why it is needed. */
export function transitionHasReason({ transitionReaders = [] }: Environment): string | undefined {
  const bad = transitionReaders.find(({ reason }) => reason.trim() === '');
  return bad && broken(`transitionReaders.reason must say why ${bad.arn} still reads the secret`, bad.reason);
}

/** A transition ends. */
export function transitionHasNotExpired({ transitionReaders = [] }: Environment, today: string): string | undefined {
  for (const { arn, expires } of transitionReaders) {
    if (!isDay(expires)) {
      return broken('transitionReaders.expires must be a day as YYYY-MM-DD', expires);
    }
    if (today > expires) {
      return (
        `transitionReaders: ${arn} expired on ${expires} and today is ${today}; take it out of the row, or give it a later ` +
        'day if a running service still reads with it'
      );
    }
  }
  return undefined;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** Whoever reads an adopted secret today loses it with the deployment, unless the row names them. */
export function nobodyLockedOut({ secret, transitionReaders = [] }: Environment): string | undefined {
  if (secret.mode !== 'adopt') {
    return undefined;
  }
  const isStated = secret.noOtherServiceReads === true;
  if (transitionReaders.length === 0 && !isStated) {
    return (
      'it adopts a secret that a running service may be reading with another role, which would be locked out; name that role ' +
      'in transitionReaders, or state secret.noOtherServiceReads: true'
    );
  }
  return transitionReaders.length > 0 && isStated
    ? 'it must not state secret.noOtherServiceReads while it names transitionReaders; take one of them out'
    : undefined;
}
