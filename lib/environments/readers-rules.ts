import type { Environment } from './row';

/**
 * Refuses readers that would open the secret to more than was meant, or lock a running service out.
 * @param today as `YYYY-MM-DD`, UTC.
 * @throws Error that names the field, the rule and what to do.
 */
export function validateReaders(row: Environment, today: string): void {
  const { breakGlassRoleArns = [], transitionReaders = [] } = row;
  validateRoleArns('breakGlassRoleArns', row, breakGlassRoleArns);
  validateRoleArns(
    'transitionReaders.arn',
    row,
    transitionReaders.map(({ arn }) => arn),
  );
  for (const { arn, reason, expires } of transitionReaders) {
    if (reason.trim() === '') {
      throw new Error(
        `transitionReaders.reason must say why ${arn} still reads the secret, got ${JSON.stringify(reason)}`,
      );
    }
    if (!isDay(expires)) {
      throw new Error(`transitionReaders.expires must be a day as YYYY-MM-DD, got ${JSON.stringify(expires)}`);
    }
    if (today > expires) {
      throw new Error(
        `transitionReaders: ${arn} expired on ${expires} and today is ${today}; take it out of the row ${row.name}, or give ` +
          'it a later day if a running service still reads with it',
      );
    }
  }
  refuseToLockOut(row);
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** Whoever reads an adopted secret today loses it with the deployment, unless the row names them. */
function refuseToLockOut({ name, secret, transitionReaders = [] }: Environment): void {
  if (secret.mode !== 'adopt') {
    return;
  }
  const isStated = secret.noOtherServiceReads === true;
  if (transitionReaders.length === 0 && !isStated) {
    throw new Error(
      `the row ${name} adopts a secret that a running service may be reading with another role, which would be locked out; ` +
        'name that role in transitionReaders, or state secret.noOtherServiceReads: true',
    );
  }
  if (transitionReaders.length > 0 && isStated) {
    throw new Error(
      `the row ${name} must not state secret.noOtherServiceReads while it names transitionReaders; take one of them out`,
    );
  }
}

/**
 * A role's ARN, with its path and without wildcards: `ArnNotEquals` takes `*` and `?` for patterns, so that a wildcard would
 * let in roles that nobody named.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
const ROLE_ARN = /^arn:aws[a-z-]*:iam::([0-9]{12}):role\/(?:[\w+=,.@/-]+\/)?[\w+=,.@-]{1,64}$/;

/** What a row says about the account that it is deployed to. */
export interface AccountOfRow {
  readonly account?: string;
  readonly secret: { readonly mode: string; readonly arn?: string };
}

/**
 * Refuses what is not the ARN of a role in the row's account: the one pinned, or that of the adopted secret. A row that says
 * neither may name any one account.
 * @param field name of the row's field, for the message.
 * @throws Error that names the field and the ARN.
 */
export function validateRoleArns(field: string, row: AccountOfRow, arns: readonly string[]): void {
  let account = row.account ?? row.secret.arn?.split(':')[4];
  for (const arn of arns) {
    const [, owner] = ROLE_ARN.exec(arn) ?? [];
    if (owner === undefined) {
      throw new Error(
        `${field} must be the complete ARN of a role, with its path and without wildcards, got ${JSON.stringify(arn)}`,
      );
    }
    account ??= owner;
    if (owner !== account) {
      throw new Error(`${field} must be a role of this environment's account ${account}, got ${JSON.stringify(arn)}`);
    }
  }
}
