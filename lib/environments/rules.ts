import type { Environment } from './row';
import { dashboardHasLogGroup, logGroupIsNamed, someReadsAreNormal, subscribersHaveAddresses } from './rules/audit';
import {
  managedPoliciesOnce,
  nobodyLockedOut,
  rolesOfThisAccount,
  tasksHaveExecutionRole,
  transitionHasNotExpired,
  transitionHasReason,
} from './rules/readers';
import { broken, matching, oneOf, type Rule } from './rules/rule';
import {
  adoptedIsRetained,
  ageRecipients,
  completeArnOfThisSecret,
  keyThatCanBe,
  nameUnlikeAnArn,
  retainedOutsideDemos,
} from './rules/secret';

const HOST_NAME = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/**
 * Every rule for a single row. Only what is too long for the alerts' patterns is refused elsewhere, where their length is
 * known: `checkPatternLimits` of `lib/audit`.
 */
const RULES: readonly Rule[] = [
  matching('name', /^[a-z][a-z0-9]*$/, 'a lower-case letter, then lower-case letters and digits'),
  matching('stackId', /^[A-Za-z][A-Za-z0-9-]{0,127}$/, 'a letter, then letters, digits and hyphens, at most 128'),
  matching('secretName', /^[A-Za-z0-9/_+=.@-]{1,512}$/, '1 to 512 letters, digits and /_+=.@-'),
  matching('domain', HOST_NAME, 'a lower-case host name such as demo.kaizencoach.training'),
  // Roles, functions and rules have at most 64 characters, and the longest end that a name gets has 23.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  matching('resourcePrefix', /^[A-Za-z0-9_-]{1,40}$/, '1 to 40 letters, digits, - and _'),
  matching('account', /^[0-9]{12}$/, '12 digits'),
  oneOf('runtime'),
  oneOf('tier'),
  oneOf('removal'),
  nameUnlikeAnArn,
  retainedOutsideDemos,
  completeArnOfThisSecret,
  adoptedIsRetained,
  keyThatCanBe,
  ageRecipients,
  rolesOfThisAccount,
  tasksHaveExecutionRole,
  managedPoliciesOnce,
  transitionHasReason,
  transitionHasNotExpired,
  nobodyLockedOut,
  someReadsAreNormal,
  subscribersHaveAddresses,
  logGroupIsNamed,
  dashboardHasLogGroup,
];

/** Fields in which no two rows may agree, and what would clash. */
const UNIQUE = {
  name: 'the command line addresses environments by it',
  stackId: 'the second stack would replace the first',
  secretName: 'two environments would share one secret',
  resourcePrefix: 'the names of roles and functions would clash',
} as const satisfies Partial<Record<keyof Environment, string>>;

function clashes(rows: readonly Environment[], field: keyof typeof UNIQUE): string[] {
  return rows.flatMap((row, index) => {
    const first = rows.findIndex((other) => other[field] === row[field]);
    return first === index
      ? []
      : [
          `${row.name}: ${broken(`${field} must be unique, because ${UNIQUE[field]}`, row[field])} as in row ${first + 1} (${rows[first]?.name})`,
        ];
  });
}

/** An alert recognises its secret by how an ARN begins, which would be true of both. */
function nestedSecretNames(rows: readonly Environment[]): string[] {
  return rows.flatMap((row) => {
    const other = rows.find(({ secretName }) => secretName !== row.secretName && secretName.startsWith(row.secretName));
    return other === undefined
      ? []
      : [`${row.name}: ${broken(`secretName must not be the beginning of another's (${other.name})`, row.secretName)}`];
  });
}

/**
 * Refuses rows that CloudFormation or AWS would refuse late, that would harm another environment, open the secret to more than
 * was meant, or lock a running service out. The app calls it for all rows, and each stack for its own, so that there is no
 * stack of a row that breaks a rule.
 * @param today day on which transition readers are checked, as `YYYY-MM-DD`, UTC. @default - the present day
 * @throws Error that names each row and the rule it breaks, one a line.
 */
export function validateEnvironments(
  rows: readonly Environment[],
  today: string = new Date().toISOString().slice(0, 10),
): void {
  const violations = [
    ...rows.flatMap((row) =>
      RULES.flatMap((rule) => {
        const violation = rule(row, today);
        return violation === undefined ? [] : [`${row.name}: ${violation}`];
      }),
    ),
    ...clashes(rows, 'name'),
    ...clashes(rows, 'stackId'),
    ...clashes(rows, 'secretName'),
    ...clashes(rows, 'resourcePrefix'),
    ...nestedSecretNames(rows),
  ];
  if (violations.length > 0) {
    throw new Error(`environments must keep these rules:\n${violations.join('\n')}`);
  }
}
