import type { SecretStatus } from '../../contract/operator-answer';
import { resourceNames } from '../../environments/names';
import type { Environment } from '../../environments/row';
import { appServiceOf } from '../app-service';
import type { Context } from '../context';
import { OperatorError, UsageError } from '../operator-error';
import { checkClientId } from '../populate-client-id';
import type { Inspection, SecretFacts } from '../services/inspection';
import { verification } from '../verify/gather';
import { onceEnded } from '../verify/verification-view';
import { leftByRecovery } from './ask-recovery';
import { type BringBack, bringBack } from './bring-back';
import { examineAlarms } from './check-alarms';
import { issuerFindings } from './check-issuers';
import { checkKeys, remedyFor } from './check-keys';
import { checkDenyList, checkRole } from './check-role';
import { examineRules } from './check-rules';
import { examineSubscribers } from './check-subscribers';
import { type Finding, findingsOf, notChecked, ok, problem, warning } from './finding';

/** Looks at every symptom of the guide's troubleshooting section. */
export async function examine(environment: Environment, context: Context): Promise<readonly Finding[]> {
  const status = context.services.keeper(environment).then((keeper) => keeper.status());
  // Where it fails, each part that needs it says so.
  status.catch(() => undefined);
  const inspection = await context.services.inspection();
  const back = await bringBack(environment, inspection);
  const parts = await Promise.all([
    keys(environment, status, back, context),
    issuerFindings(environment, context),
    secretAndRole(environment, back, inspection),
    service(environment, context),
    loaded(environment, status, context),
    examineSubscribers(environment, inspection),
    examineRules(environment, inspection),
    examineAlarms(environment, inspection),
  ]);
  return parts.flat();
}

/** Title of the check without which nothing is known of the keys. */
export const THE_KEEPER = 'the keeper';

async function keys(
  environment: Environment,
  status: Promise<SecretStatus>,
  back: BringBack,
  context: Context,
): Promise<readonly Finding[]> {
  return findingsOf(THE_KEEPER, async () => {
    const found = await status.catch((error: unknown) => {
      if (back.hasStack === true && error instanceof OperatorError && error.rule === 'no-keeper') {
        return undefined;
      }
      throw error;
    });
    if (found === undefined) {
      const { keeperFunction } = resourceNames(environment);
      return [problem(THE_KEEPER, `there is no function ${keeperFunction}, and its stack is here`, back.compared)];
    }
    const left = await leftByRecovery(found, await context.services.keeper(environment));
    return [...checkKeys(found, environment, context.now(), left), ...(await clientId(found, environment, context))];
  });
}

/** What verify finds. */
async function loaded(
  environment: Environment,
  status: Promise<SecretStatus>,
  context: Context,
): Promise<readonly Finding[]> {
  const check = 'what the app has loaded';
  return findingsOf(check, async () => {
    const service = await context.services.appService(environment);
    if (service === undefined) {
      return [notChecked(check, 'there is no service that could have loaded it')];
    }
    const { proof, reason, deployment } = await verification(environment, await status, service, context);
    const reload = { run: `npx kaizencoach-secrets reload ${environment.name}` };
    const step = deployment?.underWay === true ? onceEnded(environment.name) : reload;
    if (proof === 'loaded') {
      return [ok(check, reason)];
    }
    return [proof === 'unknown' ? warning(check, reason, step) : problem(check, reason, step)];
  });
}

async function clientId(status: SecretStatus, environment: Environment, context: Context): Promise<readonly Finding[]> {
  const check = '“Invalid client_id”: the Strava app';
  const { stravaClientId } = status;
  if (stravaClientId === undefined) {
    return [problem(check, 'no client id is stored', remedyFor('STRAVA_CLIENT_ID', status))];
  }
  const settings = 'https://www.strava.com/settings/api';
  try {
    const { shared, notChecked: unknown } = await checkClientId(stravaClientId, environment, context);
    const rest =
      unknown.length === 0 ? '' : `; not checked against ${unknown.map((other) => other.environment).join(', ')}`;
    return [
      shared.length > 0
        ? warning(
            check,
            `${shared.join(', ')} ${shared.length === 1 ? 'uses' : 'use'} the same Strava app, ${stravaClientId}`,
            settings,
          )
        : ok(check, `${stravaClientId}: its callback domain must be ${environment.domain} (${settings})${rest}`),
    ];
  } catch (error) {
    if (error instanceof UsageError) {
      return [problem(check, error.message, error.next)];
    }
    throw error;
  }
}

async function secretAndRole(
  environment: Environment,
  back: BringBack,
  inspection: Inspection,
): Promise<readonly Finding[]> {
  const { instanceRole } = resourceNames(environment);
  let facts: SecretFacts | undefined;
  const secret = await findingsOf('the secret', async () => {
    facts = await inspection.secret(environment.secretName);
    return [checkSecret(facts, environment, back)];
  });
  const role = await findingsOf('the app’s role', async () => {
    const found = await inspection.role(instanceRole);
    if (facts === undefined || facts.arn === '') {
      return [notChecked('the app’s role', 'the secret’s ARN is not known, so its permissions cannot be compared')];
    }
    const { arn, deleted, policy } = facts;
    const expected = { environment, secretArn: arn, back };
    const list = found === undefined || deleted ? [] : [checkDenyList(policy, found.arn, expected)];
    return [...checkRole(found, expected), ...list];
  });
  return [...secret, ...role];
}

function checkSecret(facts: SecretFacts | undefined, environment: Environment, back: BringBack): Finding {
  const { name, secret, secretName } = environment;
  const check = 'the secret';
  if (facts === undefined) {
    const adopted = 'the row adopts it (secret.arn): look in another account or Region; no deployment makes it';
    return problem(check, `there is no secret ${secretName} here`, secret.mode === 'adopt' ? adopted : back.compared);
  }
  if (facts.deleted) {
    return problem(check, `${secretName} is scheduled for deletion, so nothing can read it`, {
      run: `aws secretsmanager restore-secret --secret-id ${secretName}`,
    });
  }
  return facts.labels.includes('AWSCURRENT')
    ? ok(check, secretName)
    : problem(check, `${secretName} has no current version`, { run: `npx kaizencoach-secrets seed ${name}` });
}

async function service(environment: Environment, context: Context): Promise<readonly Finding[]> {
  const check = 'role of the running service';
  const { instanceRole } = resourceNames(environment);
  return findingsOf(check, async () => {
    const found = await appServiceOf(environment, context);
    const arn = await found.roleArn();
    return [
      arn?.split('/').at(-1) === instanceRole
        ? ok(check, `${found.name} (${found.status})`)
        : problem(
            check,
            `${found.name} runs with ${arn ?? 'no role'}, not with ${instanceRole}`,
            `give the service the role ${instanceRole} (docs/runbook.md)`,
          ),
    ];
  });
}
