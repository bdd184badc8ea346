import type { Context } from '../context';
import { OperatorError } from '../operator-error';
import { type AppService, type Deployment, isUnderWay } from '../services/app-service';
import { type Begun, look, refuseOverlap } from './begun';

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
 * Starts a deployment, once.
 * @throws OperatorError where one is under way, or where it is not known that one has begun.
 */
export async function startDeployment(service: AppService, now: Date): Promise<Begun> {
  const { name, runtime, listing } = service;
  const listed = await service.deployments();
  if (listed[0] !== undefined && isUnderWay(listed[0])) {
    throw new OperatorError({
      rule: 'busy',
      reason: `${runtime} is at work on ${name}, and another deployment would end that one`,
      next: `wait until ${listing} shows that it has ended, and try again`,
    });
  }
  const before = new Set(listed.map(({ id }) => id));
  return { id: (await service.deploy(now)) ?? (await begunWithoutAnswer(service, before)), before };
}

/** Looks whether a deployment began, instead of asking for another. */
async function begunWithoutAnswer(service: AppService, before: ReadonlySet<string>): Promise<string> {
  const { name, listing } = service;
  const seen = await look(service);
  if (seen instanceof OperatorError) {
    throw new OperatorError({
      rule: 'lost-reply',
      reason: `no answer came, and whether a deployment of ${name} has begun is not known: ${seen.message}`,
      next: `${listing} shows it`,
    });
  }
  const begun = seen.find(({ id }) => !before.has(id));
  if (begun === undefined) {
    throw new OperatorError({
      rule: 'lost-reply',
      reason: `no answer came, and no deployment of ${name} has begun`,
      next: 'try again in a minute',
    });
  }
  return begun.id;
}

/**
 * Waits until a deployment has ended, however it did; a look that fails does not end the wait.
 * @throws OperatorError where another has begun beside it, or that takes too long; the deployment goes on.
 */
export async function endOf(
  begun: Begun,
  service: AppService,
  timeoutMs: number,
  context: Context,
): Promise<Deployment> {
  const end = context.now().getTime() + timeoutMs;
  const doing = `${service.runtime} deploys ${service.name}`;
  return context.terminal.progress.during(doing, async (say) => {
    let failure: OperatorError | undefined;
    let isCompared = false;
    while (context.now().getTime() < end) {
      const seen = await look(service);
      failure = seen instanceof OperatorError ? seen : undefined;
      const listed = seen instanceof OperatorError ? [] : seen;
      if (failure === undefined && !isCompared) {
        refuseOverlap(begun, listed, service);
        isCompared = true;
      }
      const found = listed.find(({ id }) => id === begun.id);
      if (found !== undefined && !isUnderWay(found)) {
        return found;
      }
      say(`${doing}: ${failure?.message ?? found?.status.toLowerCase().replaceAll('_', ' ') ?? 'not listed yet'}`);
      await context.pause();
    }
    const minutes = Math.round(timeoutMs / 60_000);
    throw new OperatorError({
      rule: 'timeout',
      reason:
        failure === undefined
          ? `it is still under way after ${minutes} minutes, and goes on by itself`
          : `whether it has ended after ${minutes} minutes is not known: ${failure.message}`,
      next: `wait until ${service.listing} shows that it has ended`,
    });
  });
}
