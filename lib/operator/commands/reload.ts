import * as v from 'valibot';
import type { SecretStatus } from '../../contract/operator-answer';
import type { Environment } from '../../environments/row';
import { appServiceOf } from '../app-service';
import { command } from '../command-line/command';
import { minutesGiven } from '../command-line/minutes';
import type { Context } from '../context';
import { environmentGiven } from '../names';
import { onceBegun, refuseOverlap } from '../reload/begun';
import { endOf, refuseUnlessRunning, startDeployment } from '../reload/deploy-again';
import { refuseIncomplete } from '../reload/refuse-incomplete';
import { lines, type Result, toned } from '../rendering/view';
import type { AppService } from '../services/app-service';
import { verification } from '../verify/gather';
import { olderThanDeployment } from '../verify/last-change';
import { verificationResult } from '../verify/verification-view';

/** An instance prints its line a little after the runtime calls the deployment done, and CloudWatch shows it later still. */
const LOOKS = 6;

/** Starts the app again, so that it reads the secret. */
export const reload = command({
  name: 'reload',
  summary: 'start the app again so that it reads the secret, wait, and prove that it did',
  arguments: ['<environment>'],
  options: [
    { flags: '--no-wait', description: 'only start the deployment, whatever is stored: no keeper is asked' },
    { flags: '--timeout <minutes>', description: 'how long to wait for the deployment (default: 15)' },
  ],
  examples: [{ line: 'reload staging', does: 'the image is pulled again: a newer one under the same tag ships too' }],
  input: v.object({
    environment: v.string(),
    wait: v.optional(v.boolean(), true),
    timeout: v.optional(v.string(), '15'),
  }),
  run: async ({ environment, wait, timeout }, context) => {
    const row = environmentGiven(environment);
    const timeoutMs = minutesGiven(timeout, '--timeout') * 60_000;
    const service = await appServiceOf(row, context);
    refuseUnlessRunning(service);
    // When a label was moved by hand is recorded nowhere; what is current before the deployment begins is older than it.
    const before = wait
      ? await context.terminal.progress.during(`asking the keeper of ${row.name}`, () => statusOf(row, context))
      : undefined;
    if (before !== undefined) {
      refuseIncomplete(before);
    }
    const begun = await startDeployment(service, context.now());
    return onceBegun(begun, service, row.name, async () => {
      if (!wait) {
        refuseOverlap(begun, await service.deployments(), service);
        return notWaited(row.name, service, begun.id);
      }
      const deployment = await endOf(begun, service, timeoutMs, context);
      const status = olderThanDeployment(before, await statusOf(row, context), deployment.startedAt);
      let found = await verification(row, status, service, context);
      for (let look = 1; look < LOOKS && deployment.outcome === 'succeeded' && found.proof !== 'loaded'; look += 1) {
        await context.pause();
        found = await verification(row, status, service, context);
      }
      return verificationResult(found, [lines(`deployment ${begun.id}: ${deployment.status}`)]);
    });
  },
});

async function statusOf(row: Environment, { services }: Context): Promise<SecretStatus> {
  return (await services.keeper(row)).status();
}

function notWaited(environment: string, service: AppService, id: string): Result {
  return {
    data: { environment, service: service.name, deploymentId: id, live: false },
    view: [
      lines(
        `deployment ${id} of ${service.name} has begun`,
        toned('warning', `stored, not yet live; next: npx kaizencoach-secrets verify ${environment}`),
      ),
    ],
  };
}
