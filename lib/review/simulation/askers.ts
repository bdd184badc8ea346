import { NotComparable } from '../not-comparable';
import { type Pair, perSide, type Side } from '../side';
import { documentOf, writtenOut } from './documents';
import { DEPLOYED } from './place';
import { type Asker, UNSIGNED } from './simulator';

/** Somebody whose requests are simulated. */
export interface SimulatedAsker {
  /** As a sentence names them. */
  readonly name: string;
  readonly principal: Asker;
  /** What AWS says of them in each request. */
  readonly context: Readonly<Record<string, string>>;
  /** What IAM gives them, on one side. */
  readonly policies: (side: Side) => readonly object[];
}

const ALL = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const IAM = `arn:${DEPLOYED.partition}:iam::${DEPLOYED.account}`;

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/PowerUserAccess.html, as far as these questions go. */
const POWER_USER = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' }],
};

/** Each is asked for with each statement: of 180, each in a statement of its own of the key's policy, that took half a minute. */
const MOST_NAMED = 100;

/**
 * Everyone who is asked for: whoever a policy of either side names, those of other accounts first, so that no list of the others
 * hides them; the roles of the stack, the account, others.
 * @throws NotComparable where more are named than can be asked for: nobody who could do something is left out.
 */
export function askersOf(pair: Pair): SimulatedAsker[] {
  const always =
    (...policies: readonly object[]) =>
    () =>
      policies;
  const known = [
    role('the app', `${IAM}:role/sample-instance-role`, ofRole('sample-instance-role')),
    role('the keeper', `${IAM}:role/sample-secret-keeper-role`, ofRole('sample-secret-keeper-role')),
    role('an administrator', `${IAM}:role/some-administrator`, always(ALL)),
    itself('a user with PowerUserAccess', `${IAM}:user/some-power-user`, always(POWER_USER)),
    itself('the root user', `${IAM}:root`, always(ALL)),
    role(
      'the deployment',
      `${IAM}:role/cdk-hnb659fds-cfn-exec-role-${DEPLOYED.account}-${DEPLOYED.region}`,
      always(ALL),
    ),
    role('an administrator of another account', 'arn:aws:iam::444455556666:role/administrator', always(ALL)),
    { name: 'anybody, without credentials', principal: UNSIGNED, context: {}, policies: always() },
  ];
  const names = new Set(known.map(({ context }) => context['aws:PrincipalArn']));
  const named = [...new Set([...namedIn(pair.base), ...namedIn(pair.head)])].filter((arn) => !names.has(arn)).sort();
  if (named.length > MOST_NAMED) {
    throw new NotComparable(
      `the policies of ${pair.environment} must name at most ${MOST_NAMED} roles and users, and name ${named.length}`,
    );
  }
  const asked = (isMeant: (arn: string) => boolean) =>
    named
      .filter(isMeant)
      .map((arn) =>
        arn.includes(':role/') ? role(shortName(arn), arn, always(ALL)) : itself(shortName(arn), arn, always(ALL)),
      );
  return [...asked((arn) => !isOfAccount(arn)), ...known, ...asked(isOfAccount)];
}

function isOfAccount(arn: string): boolean {
  return arn.split(':')[4] === DEPLOYED.account;
}

/** Roles and users that a policy names, with something that fits where it has a wildcard. */
function namedIn({ policies, template }: Side): string[] {
  const texts = policies.statements.flatMap(({ statement }) => [
    ...statement.principal.values.map((value) => value.replace(/^AWS:/, '')),
    ...statement.condition.flatMap(({ key, values }) => (key === 'aws:principalarn' ? values : [])),
  ]);
  return texts
    .map((text) => writtenOut(text, template).replaceAll('*', 'any').replaceAll('?', 'x'))
    .filter((text) => /^arn:[\w-]+:iam::\d{12}:(role|user)\/./.test(text));
}

function shortName(arn: string): string {
  const [, , , , account, ...rest] = arn.split(':');
  // No name has other letters: whoever writes one wants the page to go on in his words.
  const name = rest.join(':').replace(/[^\w+=,.@/-]/g, '?');
  return account === DEPLOYED.account ? name : `${name} of account ${account}`;
}

function ofRole(name: string) {
  return perSide((side): readonly object[] => {
    const found = documentOf(side, (kind, holder) => kind === 'identity' && holder === `role/${name}`);
    return found === undefined ? [] : [found];
  });
}

function role(name: string, arn: string, policies: SimulatedAsker['policies']): SimulatedAsker {
  const [, , , , account = '', path = ''] = arn.split(':');
  const session = `arn:${DEPLOYED.partition}:sts::${account}:assumed-role/${path.slice(path.lastIndexOf('/') + 1)}/session`;
  return { name, principal: session, context: contextOf(arn, account), policies };
}

function itself(name: string, arn: string, policies: SimulatedAsker['policies']): SimulatedAsker {
  return { name, principal: arn, context: contextOf(arn, arn.split(':')[4] ?? ''), policies };
}

/** `aws:PrincipalArn` is that of the role, with its path, which the session's ARN lacks. */
function contextOf(arn: string, account: string): Record<string, string> {
  return { 'aws:PrincipalArn': arn, 'aws:PrincipalAccount': account, 'kms:CallerAccount': account };
}
