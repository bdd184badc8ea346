import type { Context } from '../context';
import { OperatorError } from '../operator-error';
import type { AppRunner, AppService, Operation } from '../services/app-runner';

/** Statuses of a service that takes no deployment, with the reason and the next step. */
const NOT_NOW: Readonly<Record<string, (service: AppService) => { readonly reason: string; readonly next: string }>> = {
  PAUSED: ({ name, arn }) => ({
    reason: `${name} is paused, so nothing reads the secret`,
    next: `aws apprunner resume-service --service-arn ${arn}; it reads the secret when it starts`,
  }),
  OPERATION_IN_PROGRESS: ({ name, arn }) => ({
    reason: `App Runner is at work on ${name}, and takes no deployment meanwhile`,
    next: `wait until aws apprunner list-operations --service-arn ${arn} shows that it has ended, and try again`,
  }),
};

/**
 * Refuses a service that takes no deployment.
 * @throws OperatorError that says why.
 */
export function refuseUnlessRunning(service: AppService): void {
  if (service.status === 'RUNNING') {
    return;
  }
  const why = NOT_NOW[service.status]?.(service);
  throw new OperatorError({
    rule: 'not-running',
    reason: why?.reason ?? `${service.name} does not run (${service.status})`,
    next: why?.next ?? 'look at the service in the App Runner console',
  });
}

/** Starts a deployment, once; gives its operation's id. */
export async function startDeployment(appRunner: AppRunner, service: AppService): Promise<string> {
  const before = new Set((await appRunner.operations(service)).map(({ id }) => id));
  const answered = await appRunner.deploy(service);
  if (answered !== undefined) {
    return answered;
  }
  // No answer came: look whether a deployment began, instead of asking for another.
  const operations = await appRunner.operations(service);
  const begun = operations.find(({ id, type }) => type === 'START_DEPLOYMENT' && !before.has(id));
  if (begun === undefined) {
    throw new OperatorError({
      rule: 'lost-reply',
      reason: `no answer came, and no deployment of ${service.name} has begun`,
      next: 'try again in a minute',
    });
  }
  return begun.id;
}

/** Statuses of an operation that goes on. */
const UNDER_WAY = new Set(['PENDING', 'IN_PROGRESS', 'ROLLBACK_IN_PROGRESS']);

/**
 * Waits until an operation has ended, however it did.
 * @throws OperatorError where that takes too long; the deployment goes on.
 */
export async function endOf(id: string, service: AppService, timeoutMs: number, context: Context): Promise<Operation> {
  const appRunner = await context.services.appRunner();
  const end = context.now().getTime() + timeoutMs;
  return context.terminal.progress.during(`App Runner deploys ${service.name}`, async (say) => {
    while (context.now().getTime() < end) {
      const found = (await appRunner.operations(service)).find((operation) => operation.id === id);
      if (found !== undefined && !UNDER_WAY.has(found.status)) {
        return found;
      }
      const status = found?.status.toLowerCase().replaceAll('_', ' ') ?? 'not listed yet';
      say(`App Runner deploys ${service.name}: ${status}`);
      await context.pause();
    }
    throw new OperatorError({
      rule: 'timeout',
      reason: `the deployment of ${service.name} (operation ${id}) is still under way after ${Math.round(timeoutMs / 60_000)} minutes`,
      next: 'it goes on by itself; the command verify says when the app has loaded the secret',
    });
  });
}
