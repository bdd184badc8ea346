import { type Environment, SERVICE_PRINCIPALS } from '../../environments/row';
import type { Role } from '../services/inspect-role';
import { type Finding, notChecked, ok, problem, type Step } from './finding';
import { anyLike, type Request, type Statement, sparedBy, speaksOf, statementsOf } from './policy';

const CHECK = 'permission of the app’s role to read the secret';

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
  const trusted = (statementsOf(trust) ?? []).some(
    ({ Effect, Principal }) =>
      Effect === 'Allow' && typeof Principal === 'object' && (Principal['Service'] ?? []).includes(service),
  );
  return trusted
    ? ok(check, `${name} trusts ${service}`)
    : problem(check, `the trust policy of ${name} does not name ${service}, so the app gets no credentials`, {
        run: `npx cdk deploy ${stackId}`,
      });
}

function checkPermission({ policies, hasBoundary }: Role, name: string, request: Request, deploy: Step): Finding {
  const statements = policies.flatMap((policy) => statementsOf(policy) ?? []);
  const relevant = statements.filter((statement) => speaksOf(statement, request));
  if (relevant.some(({ Effect }) => Effect === 'Deny')) {
    return problem(
      CHECK,
      `a policy of ${name} denies ${request.action}`,
      `aws iam list-role-policies --role-name ${name}`,
    );
  }
  const allowed = relevant.filter(({ Effect }) => Effect === 'Allow');
  if (allowed.length === 0) {
    return problem(CHECK, `no policy of ${name} allows ${request.action} on this secret`, deploy);
  }
  if (hasBoundary || allowed.every(({ Condition }) => Condition !== undefined)) {
    return notChecked(
      CHECK,
      `${name} is allowed under conditions or a permissions boundary, which are not judged here`,
      `aws iam get-role --role-name ${name}`,
    );
  }
  return ok(CHECK, `a policy of ${name} allows ${request.action} on this secret`);
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
    return notChecked(
      check,
      'it is written in a way that is not judged here',
      `aws secretsmanager get-resource-policy --secret-id ${environment.secretName}`,
    );
  }
  const denials = statements.filter((statement) => deniesReading(statement, secretArn));
  const against = denials.find((statement) => !spares(statement, roleArn));
  return against === undefined
    ? ok(check, denials.length === 0 ? 'it denies nobody' : 'its deny list spares the app’s role')
    : problem(check, `it denies ${roleArn}: the role is not on the list that the denial spares`, deploy);
}

function deniesReading(statement: Statement, resource: string): boolean {
  return statement.Effect === 'Deny' && speaksOf(statement, { action: 'secretsmanager:GetSecretValue', resource });
}

function spares(statement: Statement, roleArn: string): boolean {
  const spared = sparedBy(statement);
  // Conditions on other things (TLS, the organisation) are met by the app's own calls.
  return spared === undefined ? statement.Condition !== undefined : anyLike(spared, roleArn);
}
