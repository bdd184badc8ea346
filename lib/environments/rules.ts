import { resourceNames } from './names';
import { type Environment, REGION } from './row';

/** What is wrong with a row, or nothing. */
type Rule = (row: Environment) => string | undefined;

/** Accepted words of the row's enumerations: a row may reach synthesis without having been type-checked. */
const WORDS = {
  runtime: ['app-runner', 'ecs-express'],
  tier: ['production', 'staging', 'demo'],
  removal: ['retain', 'destroy'],
} as const satisfies Partial<Record<keyof Environment, readonly string[]>>;

function oneOf(field: keyof typeof WORDS): Rule {
  return (row) => {
    const words: readonly string[] = WORDS[field];
    return words.includes(row[field]) ? undefined : broken(`${field} must be one of ${words.join(', ')}`, row[field]);
  };
}

function matching(field: 'name' | 'stackId' | 'secretName' | 'domain', pattern: RegExp, rule: string): Rule {
  return (row) => (pattern.test(row[field]) ? undefined : broken(`${field} must be ${rule}`, row[field]));
}

function broken(rule: string, got: string | undefined): string {
  return `${rule}, got ${JSON.stringify(got)}`;
}

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen */
function notLikeAnArnSuffix(row: Environment): string | undefined {
  return /-[A-Za-z0-9]{6}$/.test(row.secretName)
    ? broken(
        'secretName must not end in a hyphen and 6 characters, because Secrets Manager takes such an end for the ' +
          'random part of a complete ARN and does not find the secret',
        row.secretName,
      )
    : undefined;
}

function accountOfTwelveDigits({ account }: Environment): string | undefined {
  return account === undefined || /^[0-9]{12}$/.test(account)
    ? undefined
    : broken('account must be 12 digits', account);
}

/** Invariant I5: nothing of these tiers goes with its stack. */
function retainedOutsideDemos({ tier, removal }: Environment): string | undefined {
  return tier === 'demo' || removal === 'retain'
    ? undefined
    : broken(`removal must be retain for the tier ${tier}`, removal);
}

function completeArnOfThisSecret({ secret, secretName, account }: Environment): string | undefined {
  if (secret.mode === 'create') {
    return undefined;
  }
  if (secret.mode !== 'adopt') {
    return 'secret.mode must be one of create, adopt';
  }
  const [, found] = /^arn:aws[a-z-]*:secretsmanager:(.*)-[A-Za-z0-9]{6}$/.exec(secret.arn) ?? [];
  const [region, owner, kind, name, ...rest] = found?.split(':') ?? [];
  return region === REGION &&
    (account === undefined ? /^[0-9]{12}$/.test(owner ?? '') : owner === account) &&
    kind === 'secret' &&
    name === secretName &&
    rest.length === 0
    ? undefined
    : broken(
        `secret.arn must be the complete ARN of ${secretName} in ${REGION}, account ${account ?? '(12 digits)'}, with ` +
          'the hyphen and 6 characters that Secrets Manager appended',
        secret.arn,
      );
}

/** CloudFormation deletes by the policy of the template before: a demo's, which is Delete, would take the secret with it. */
function adoptedIsRetained({ secret, removal }: Environment): string | undefined {
  return secret.mode === 'create' || removal === 'retain'
    ? undefined
    : broken(
        'removal must be retain where the secret is adopted; deploy that first, if this stack created it',
        removal,
      );
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html; Lambda's limit is 64 as well. */
function namesThatAwsTakes(row: Environment): string | undefined {
  const bad = Object.values(resourceNames(row)).find((name) => !/^[A-Za-z0-9_-]{1,64}$/.test(name));
  return bad === undefined
    ? undefined
    : broken('resourcePrefix must give names of at most 64 letters, digits, - and _', bad);
}

const HOST_NAME = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

const RULES: readonly Rule[] = [
  matching('name', /^[a-z][a-z0-9]*$/, 'a lower-case letter, then lower-case letters and digits'),
  matching('stackId', /^[A-Za-z][A-Za-z0-9-]{0,127}$/, 'a letter, then letters, digits and hyphens, at most 128'),
  matching('secretName', /^[A-Za-z0-9/_+=.@-]{1,512}$/, '1 to 512 letters, digits and /_+=.@-'),
  matching('domain', HOST_NAME, 'a lower-case host name such as demo.kaizencoach.training'),
  oneOf('runtime'),
  oneOf('tier'),
  oneOf('removal'),
  notLikeAnArnSuffix,
  accountOfTwelveDigits,
  retainedOutsideDemos,
  completeArnOfThisSecret,
  adoptedIsRetained,
  namesThatAwsTakes,
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
 * Refuses rows that CloudFormation or AWS would refuse late, or that would harm another environment.
 * @throws Error that names each row and the rule it breaks, one a line.
 */
export function validateEnvironments(rows: readonly Environment[]): void {
  const violations = [
    ...rows.flatMap((row) =>
      RULES.flatMap((rule) => {
        const violation = rule(row);
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
