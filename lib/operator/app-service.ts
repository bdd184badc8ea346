import { type Environment, REGION } from '../environments/row';
import type { Context } from './context';
import { OperatorError } from './operator-error';
import type { AppService } from './services/app-runner';

/**
 * The App Runner service of an environment.
 * @throws OperatorError where it runs elsewhere, or is not there.
 */
export async function appServiceOf(
  { name, runtime, service }: Environment,
  { services }: Context,
): Promise<AppService> {
  if (runtime !== 'app-runner') {
    throw new OperatorError({
      rule: 'unsupported-runtime',
      reason: `${name} runs on ECS Express Mode, which has no call to deploy again: reload and verify do not support it`,
      next: 'change an environment variable of the service (such as SECRETS_RELOADED_AT), which starts new tasks, and look at their log',
    });
  }
  const found = await (await services.appRunner()).find(service);
  if (found === undefined) {
    throw new OperatorError({
      rule: 'no-service',
      reason: `there is no App Runner service ${service} here (another account, or a Region other than ${REGION}?)`,
      next: 'check AWS_PROFILE and AWS_REGION: aws apprunner list-services',
    });
  }
  return found;
}
