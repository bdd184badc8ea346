import * as v from 'valibot';
import { appServiceOf } from '../app-service';
import { command } from '../command-line/command';
import { environmentGiven } from '../names';
import { UsageError } from '../operator-error';
import { endOf, refuseUnlessRunning, startDeployment } from '../reload/deploy-again';
import { lines, type Result, toned } from '../rendering/view';
import type { AppService } from '../services/app-runner';
import { verification } from '../verify/gather';
import { verificationResult } from '../verify/verification-view';

/** An instance prints its line a little after App Runner calls the deployment done, and CloudWatch shows it later still. */
const LOOKS = 6;

/** Starts the app again, so that it reads the secret. */
export const reload = command({
  name: 'reload',
  summary: 'start the app again so that it reads the secret, wait, and prove that it did',
  arguments: ['<environment>'],
  options: [
    { flags: '--no-wait', description: 'only start the deployment' },
    { flags: '--timeout <minutes>', description: 'how long to wait for App Runner (default: 15)' },
  ],
  examples: [
    { line: 'reload staging', does: 'App Runner pulls the image again: a newer one under the same tag ships too' },
  ],
  input: v.object({
    environment: v.string(),
    wait: v.optional(v.boolean(), true),
    timeout: v.optional(v.string(), '15'),
  }),
  run: async ({ environment, wait, timeout }, context) => {
    const row = environmentGiven(environment);
    const timeoutMs = minutes(timeout);
    const service = await appServiceOf(row, context);
    refuseUnlessRunning(service);
    const id = await startDeployment(await context.services.appRunner(), service);
    if (!wait) {
      return notWaited(row.name, service, id);
    }
    const operation = await endOf(id, service, timeoutMs, context);
    const status = await (await context.services.keeper(row)).status();
    let found = await verification(row, status, service, context);
    for (let look = 1; look < LOOKS && operation.status === 'SUCCEEDED' && found.proof !== 'loaded'; look += 1) {
      await context.pause();
      found = await verification(row, status, service, context);
    }
    return verificationResult(found, [lines(`deployment ${id}: ${operation.status}`)]);
  },
});

function notWaited(environment: string, service: AppService, id: string): Result {
  return {
    data: { environment, service: service.name, operationId: id, live: false },
    view: [
      lines(
        `deployment ${id} of ${service.name} has begun`,
        toned('warning', `stored, not yet live; next: npx kaizencoach-secrets verify ${environment}`),
      ),
    ],
  };
}

function minutes(text: string): number {
  const found = Number(text);
  if (!Number.isInteger(found) || found < 1 || found > 120) {
    throw new UsageError({
      rule: 'usage',
      reason: `--timeout must be a whole number of minutes from 1 to 120 (length ${text.length})`,
      next: '--timeout 15',
    });
  }
  return found * 60_000;
}
