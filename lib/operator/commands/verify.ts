import * as v from 'valibot';
import { appServiceOf } from '../app-service';
import { command } from '../command-line/command';
import { environmentGiven } from '../names';
import { verification } from '../verify/gather';
import { verificationResult } from '../verify/verification-view';

/** Proves that the app runs with what is stored. */
export const verify = command({
  name: 'verify',
  summary: 'proof that every running instance has loaded what is stored, from the app’s own log',
  arguments: ['<environment>'],
  options: [],
  examples: [
    { line: 'verify staging', does: 'loaded, stale, missing, unknown or failed, with the log lines that matter' },
  ],
  input: v.object({ environment: v.string() }),
  run: async ({ environment }, context) => {
    const row = environmentGiven(environment);
    return context.terminal.progress.during(`reading the log of ${row.service}`, async () => {
      const service = await appServiceOf(row, context);
      const status = await (await context.services.keeper(row)).status();
      return verificationResult(await verification(row, status, service, context));
    });
  },
});
