import { clientEnvironment, neutralEnvironment } from '../client-environment';
import { EmulatorError } from '../errors';
import { inProject } from '../paths';
import { runProcess } from '../run-process';
import { STATE_DIR } from './running-emulator';

/**
 * What the operators' own command says of an environment's keys.
 * @throws EmulatorError where it gets no status, with its reason and next step.
 */
export async function statusReport(environment: string, endpoint: string): Promise<string> {
  const command = inProject('bin', 'kaizencoach-secrets.mjs');
  const { output, exitCode } = await runProcess(process.execPath, [command, 'status', environment], {
    environment: { ...neutralEnvironment(), ...clientEnvironment(endpoint, STATE_DIR) },
  });
  // Exit code 1 is no failure by itself: after a first deployment the keys that others issue are missing.
  const [, reason, next] = /^error: (.*)\n {2}next: (.*)/m.exec(output) ?? [];
  if (reason !== undefined || (exitCode !== 0 && exitCode !== 1)) {
    throw new EmulatorError(
      `kaizencoach-secrets status ${environment} failed: ${reason ?? output}`,
      next ?? 'begin anew: npm run local:stop && npm run local',
    );
  }
  return `$ npx kaizencoach-secrets status ${environment}\n${output}`;
}

/** Of a status report what is said of each key, and what to do next. */
export function keysOf(report: string): string {
  const [command = '', ...lines] = report.split('\n').filter((line) => line !== '');
  return [command, '…', ...lines.slice(lines.findIndex((line) => line.startsWith('key ')))].join('\n');
}
