import { resourceNames } from '../../environments/names';
import { type Environment, SERVICE_PRINCIPALS } from '../../environments/row';
import type { Role } from '../services/inspect-role';
import type { BringBack } from './bring-back';
import { type Finding, notChecked, ok, problem, type Step } from './finding';
import { isEverybody, isMet, named, type Request, type Statement, speaksOf, statementsOf } from './policy';

const CHECK = 'permission of the app’s role to read the secret';
const ASSUME = { action: 'sts:AssumeRole' };
const UNREAD = 'it is written in a way that is not judged here';

/** What the role is to read, whose it is, and what brings back what somebody changed. */
export interface Expected {
  readonly environment: Environment;
  readonly secretArn: string;
  readonly back: BringBack;
}

/** Whether the runtime can use the role, and the role read the secret by its own policies. */
export function checkRole(role: Role | undefined, { environment, secretArn, back }: Expected): readonly Finding[] {
  const { instanceRole: name } = resourceNames(environment);
  if (role === undefined) {
    return [problem(CHECK, `there is no role ${name}`, back.compared)];
  }
  const request = { action: 'secretsmanager:GetSecretValue', resource: secretArn };
  return [checkTrust(role, environment, back.compared), checkPermission(role, name, request, back.rolePolicy)];
}

function checkTrust({ arn, trust }: Role, environment: Environment, back: Step): Finding {
  const { runtime } = environment;
  const { instanceRole: name } = resourceNames(environment);
  const check = 'trust of the app’s role';
  const service = SERVICE_PRINCIPALS[runtime];
  // App Runner is not documented to name the account.
  const known: Readonly<Record<string, string>> =
    runtime === 'ecs-express' ? { 'aws:sourceaccount': accountOf(arn) } : {};
  const statements = statementsOf(trust)?.filter((statement) => speaksOf(statement, { ...ASSUME, resource: arn }));
  const unread = (cause: string) => notChecked(check, cause, `aws iam get-role --role-name ${name}`);
  if (statements === undefined) {
    return unread(UNREAD);
  }
  const mayApply = (effect: Statement['Effect'], isMeant: (statement: Statement) => boolean) =>
    statements.filter(
      (statement) => statement.Effect === effect && isMeant(statement) && isMet(statement, known) !== false,
    );
  const names = (statement: Statement) => named(statement, 'Service').includes(service);
  const allowed = mayApply('Allow', names);
  if (allowed.length === 0) {
    return problem(
      check,
      `the trust policy of ${name} does not let ${service} use it, so the app gets no credentials`,
      back,
    );
  }
  const denied = mayApply('Deny', (statement) => names(statement) || isEverybody(statement));
  return denied.length === 0 && allowed.some((statement) => isMet(statement, known))
    ? ok(check, `${name} trusts ${service}`)
    : unread(`${name} trusts ${service} under conditions, or beside a denial, which are not judged here`);
}

function checkPermission({ arn, policies, hasBoundary }: Role, name: string, request: Request, back: Step): Finding {
  const read = policies.map(statementsOf);
  const relevant = read.flatMap((statements = []) => statements.filter((statement) => speaksOf(statement, request)));
  const known = knownOf(arn);
  const mayApply = (effect: Statement['Effect']) =>
    relevant
      .flatMap((statement) => (statement.Effect === effect ? [isMet(statement, known)] : []))
      .filter((met) => met !== false);
  const [denied, allowed] = [mayApply('Deny'), mayApply('Allow')];
  const policiesOfRole = `aws iam list-role-policies --role-name ${name}`;
  if (denied.includes(true)) {
    return problem(CHECK, `a policy of ${name} denies ${request.action}`, policiesOfRole);
  }
  if (read.includes(undefined)) {
    return notChecked(CHECK, `a policy of ${name}: ${UNREAD}`, policiesOfRole);
  }
  if (allowed.length === 0) {
    return problem(CHECK, `no policy of ${name} allows ${request.action} on this secret`, back);
  }
  if (hasBoundary || denied.length > 0 || !allowed.includes(true)) {
    return notChecked(
      CHECK,
      `${name} is allowed or denied under conditions or a permissions boundary, which are not judged here`,
      `aws iam get-role --role-name ${name}`,
    );
  }
  return ok(CHECK, `a policy of ${name} allows ${request.action} on this secret`);
}

/** Whether the secret's own policy keeps the role out. */
export function checkDenyList(
  policy: string | undefined,
  roleArn: string,
  { environment, secretArn, back }: Expected,
): Finding {
  const check = 'the secret’s own policy';
  if (policy === undefined) {
    return ok(check, 'it has none, so the policies of the roles decide (and nothing keeps other readers out)');
  }
  const unread = (cause: string) =>
    notChecked(check, cause, `aws secretsmanager get-resource-policy --secret-id ${environment.secretName}`);
  const denials = statementsOf(policy)?.filter((statement) => deniesReading(statement, secretArn));
  if (denials === undefined) {
    return unread(UNREAD);
  }
  const known = knownOf(roleArn);
  const denied = denials.filter((statement) => means(statement, roleArn)).map((statement) => isMet(statement, known));
  if (denied.includes(true)) {
    return problem(check, `it denies ${roleArn}: the role is not on the list that the denial spares`, back.compared);
  }
  if (denied.includes(undefined)) {
    return unread(`it denies ${roleArn} under conditions, which are not judged here`);
  }
  return ok(check, denials.length === 0 ? 'it denies nobody' : 'its deny list spares the app’s role');
}

function deniesReading(statement: Statement, resource: string): boolean {
  return statement.Effect === 'Deny' && speaksOf(statement, { action: 'secretsmanager:GetSecretValue', resource });
}

/** Whether a denial is for that role: by name, or as one of all principals or of all in its account. */
function means(statement: Statement, roleArn: string): boolean {
  const meant = [roleArn, accountOf(roleArn), roleArn.replace(/:[^:]*$/, ':root')];
  return isEverybody(statement) || named(statement, 'AWS').some((one) => meant.includes(one));
}

/** What is known of the app’s calls, which go by TLS. The stack’s own policies need no more. */
function knownOf(roleArn: string): Readonly<Record<string, string>> {
  return {
    'aws:principalarn': roleArn,
    'aws:principalaccount': accountOf(roleArn),
    'aws:securetransport': 'true',
  };
}

function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}
