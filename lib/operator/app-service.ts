import { CLUSTER } from '../environments/express-service';
import { type Environment, REGION, type RuntimeKind } from '../environments/row';
import type { Context } from './context';
import { OperatorError } from './operator-error';
import type { AppService } from './services/app-service';

/** How to say that a runtime has no such service, and the command that lists those that it has. */
const MISSING: Readonly<Record<RuntimeKind, { readonly what: string; readonly listing: string }>> = {
  'app-runner': { what: 'App Runner service', listing: 'aws apprunner list-services' },
  'ecs-express': {
    what: 'ECS Express service',
    listing: `aws ecs list-services --cluster ${CLUSTER} --resource-management-type ECS`,
  },
};

/**
 * The service that runs the app of an environment.
 * @throws OperatorError where it is not there.
 */
export async function appServiceOf(environment: Environment, { services }: Context): Promise<AppService> {
  const found = await services.appService(environment);
  if (found === undefined) {
    const { what, listing } = MISSING[environment.runtime];
    throw new OperatorError({
      rule: 'no-service',
      reason: `there is no ${what} ${environment.service} here (another account, or a Region other than ${REGION}?)`,
      next: `check AWS_PROFILE and AWS_REGION: ${listing}`,
    });
  }
  return found;
}
