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
