import { type Environment, SERVICE_PRINCIPALS } from '../../environments/row';
import type { Role } from '../services/inspect-role';
import { type Finding, notChecked, ok, problem, type Step } from './finding';
import { type Request, type Statement, sparedBy, speaksOf, statementsOf } from './policy';

const CHECK = 'permission of the app’s role to read the secret';
const UNREAD = 'it is written in a way that is not judged here';

/** Whether the runtime can use the role, and the role read the secret by its own policies. */
export function checkRole(
  role: Role | undefined,
  name: string,
  secretArn: string,
  environment: Environment,
): readonly Finding[] {
  const deploy = { run: `npx cdk deploy ${environment.stackId}` };
  if (role === undefined) {
    return [problem(CHECK, `there is no role ${name}`, deploy)];
  }
  const request = { action: 'secretsmanager:GetSecretValue', resource: secretArn };
  return [checkTrust(role, name, environment), checkPermission(role, name, request, deploy)];
}

function checkTrust({ trust }: Role, name: string, { runtime, stackId }: Environment): Finding {
  const check = 'trust of the app’s role';
  const service = SERVICE_PRINCIPALS[runtime];
  const statements = statementsOf(trust);
  if (statements === undefined) {
    return notChecked(check, UNREAD, `aws iam get-role --role-name ${name}`);
  }
  const trusted = statements.some(
    ({ Effect, Principal }) => Effect === 'Allow' && named(Principal, 'Service').includes(service),
  );
  return trusted
    ? ok(check, `${name} trusts ${service}`)
    : problem(check, `the trust policy of ${name} does not name ${service}, so the app gets no credentials`, {
        run: `npx cdk deploy ${stackId}`,
      });
}

function checkPermission({ policies, hasBoundary }: Role, name: string, request: Request, deploy: Step): Finding {
  const read = policies.map(statementsOf);
  const relevant = read.flatMap((statements = []) => statements.filter((statement) => speaksOf(statement, request)));
  const [denied, allowed] = [effects(relevant, 'Deny'), effects(relevant, 'Allow')];
  const policiesOfRole = `aws iam list-role-policies --role-name ${name}`;
  if (denied.some(isUnconditional)) {
    return problem(CHECK, `a policy of ${name} denies ${request.action}`, policiesOfRole);
  }
  if (read.includes(undefined)) {
    return notChecked(CHECK, `a policy of ${name}: ${UNREAD}`, policiesOfRole);
  }
  if (allowed.length === 0) {
    return problem(CHECK, `no policy of ${name} allows ${request.action} on this secret`, deploy);
  }
  if (hasBoundary || denied.length > 0 || !allowed.some(isUnconditional)) {
    return notChecked(
      CHECK,
      `${name} is allowed or denied under conditions or a permissions boundary, which are not judged here`,
      `aws iam get-role --role-name ${name}`,
    );
  }
  return ok(CHECK, `a policy of ${name} allows ${request.action} on this secret`);
}

function effects(statements: readonly Statement[], wanted: Statement['Effect']): readonly Statement[] {
  return statements.filter(({ Effect }) => Effect === wanted);
}

function isUnconditional({ Condition }: Statement): boolean {
  return Condition === undefined;
}

/** Whether the secret's own policy keeps the role out. */
export function checkDenyList(
  policy: string | undefined,
  roleArn: string,
  secretArn: string,
  environment: Environment,
): Finding {
  const check = 'the secret’s own policy';
  const deploy = { run: `npx cdk deploy ${environment.stackId}` };
  if (policy === undefined) {
    return ok(check, 'it has none, so the policies of the roles decide (and nothing keeps other readers out)');
  }
  const statements = statementsOf(policy);
  if (statements === undefined) {
    return notChecked(check, UNREAD, `aws secretsmanager get-resource-policy --secret-id ${environment.secretName}`);
  }
  const denials = statements.filter((statement) => deniesReading(statement, secretArn));
  const against = denials.find((statement) => means(statement, roleArn) && !spares(statement, roleArn));
  return against === undefined
    ? ok(check, denials.length === 0 ? 'it denies nobody' : 'its deny list spares the app’s role')
    : problem(check, `it denies ${roleArn}: the role is not on the list that the denial spares`, deploy);
}

function deniesReading(statement: Statement, resource: string): boolean {
  return statement.Effect === 'Deny' && speaksOf(statement, { action: 'secretsmanager:GetSecretValue', resource });
}

/** Whether a denial is for that role: by name, or as one of all principals or of all in its account. */
function means({ Principal }: Statement, roleArn: string): boolean {
  const [, , , , account = ''] = roleArn.split(':');
  const meant = ['*', roleArn, account, roleArn.replace(/:[^:]*$/, ':root')];
  return Principal === '*' || named(Principal, 'AWS').some((one) => meant.includes(one));
}

/** Principals of one kind that a statement names. */
function named(principal: Statement['Principal'], kind: 'AWS' | 'Service'): readonly string[] {
  return typeof principal === 'object' ? (principal[kind] ?? []) : [];
}

function spares(statement: Statement, roleArn: string): boolean {
  // Conditions on other things (TLS, the organisation) are met by the app's own calls.
  return sparedBy(statement, roleArn) ?? !isUnconditional(statement);
}
