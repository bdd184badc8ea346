import type { Context } from '../context';
import { OperatorError } from '../operator-error';
import { type AppService, type Deployment, isUnderWay } from '../services/app-service';

/**
 * Refuses a service that takes no deployment.
 * @throws OperatorError that says why.
 */
export function refuseUnlessRunning({ notNow }: AppService): void {
  if (notNow !== undefined) {
    throw new OperatorError({ rule: 'not-running', ...notNow });
  }
}

/**
 * Starts a deployment, once; gives its id.
 * @throws OperatorError where one is under way, or began at the same moment.
 */
export async function startDeployment(service: AppService, now: Date): Promise<string> {
  const { name, runtime, listing } = service;
  const before = await service.deployments();
  if (before[0] !== undefined && isUnderWay(before[0])) {
    throw new OperatorError({
      rule: 'busy',
      reason: `${runtime} is at work on ${name}, and another deployment would end that one`,
      next: `wait until ${listing} shows that it has ended, and try again`,
    });
  }
  const answered = await service.deploy(now);
  const known = new Set(before.map(({ id }) => id));
  const begun = (await service.deployments()).map(({ id }) => id).filter((id) => !known.has(id));
  // No answer came: look whether a deployment began, instead of asking for another.
  const started = answered ?? begun[0];
  if (started === undefined) {
    throw new OperatorError({
      rule: 'lost-reply',
      reason: `no answer came, and no deployment of ${name} has begun`,
      next: 'try again in a minute',
    });
  }
  if (begun.some((id) => id !== started)) {
    throw new OperatorError({
      rule: 'overlap',
      reason: `another deployment of ${name} began at the same moment: one may have put back what the other changed`,
      next: `${listing}, and look whether what was to change there has changed`,
    });
  }
  return started;
}

/**
 * Waits until a deployment has ended, however it did.
 * @throws OperatorError where that takes too long; the deployment goes on.
 */
export async function endOf(id: string, service: AppService, timeoutMs: number, context: Context): Promise<Deployment> {
  const end = context.now().getTime() + timeoutMs;
  const doing = `${service.runtime} deploys ${service.name}`;
  return context.terminal.progress.during(doing, async (say) => {
    while (context.now().getTime() < end) {
      const found = (await service.deployments()).find((deployment) => deployment.id === id);
      if (found !== undefined && !isUnderWay(found)) {
        return found;
      }
      const status = found?.status.toLowerCase().replaceAll('_', ' ') ?? 'not listed yet';
      say(`${doing}: ${status}`);
      await context.pause();
    }
    throw new OperatorError({
      rule: 'timeout',
      reason: `the deployment of ${service.name} (${id}) is still under way after ${Math.round(timeoutMs / 60_000)} minutes`,
      next: 'it goes on by itself; the command verify says when the app has loaded the secret',
    });
  });
}
