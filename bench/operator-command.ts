import { spawnSync } from 'node:child_process';
import { neutralEnvironment } from '../emulator/client-environment';
import { inProject } from '../emulator/paths';
import { deployedEnvironment } from '../test/e2e/support/environment-under-test';
import { type Figure, median } from './figure';

const RUNS = 7;

/**
 * Time of whole processes of `kaizencoach-secrets` as multiples of `node -e 0`, in turns: what every call takes before it does
 * something, and `status staging` on the local AWS, beside `aws secretsmanager describe-secret` where there is an AWS CLI.
 */
export async function operatorCommand(): Promise<Figure[]> {
  const staging = await deployedEnvironment('staging');
  try {
    const environment = { ...neutralEnvironment(), ...staging.emulator.environment };
    const seconds = (command: string, ...args: readonly string[]) => {
      const start = performance.now();
      const { error } = spawnSync(command, args, { env: environment, stdio: 'ignore' });
      return error === undefined ? (performance.now() - start) / 1_000 : undefined;
    };
    const program = inProject('bin', 'kaizencoach-secrets.mjs');
    const runs = Array.from({ length: RUNS }, () => ({
      node: seconds(process.execPath, '-e', '0') ?? Number.NaN,
      start: seconds(process.execPath, program, '--help') ?? Number.NaN,
      status: seconds(process.execPath, program, 'status', 'staging') ?? Number.NaN,
      cli: seconds('aws', 'secretsmanager', 'describe-secret', '--secret-id', staging.secret.name),
    }));
    const node = median(runs.map((run) => run.node));
    const figure = (what: string, took: number, bound: number, beside = ''): Figure => ({
      what: `${what}, median of ${RUNS}`,
      measured: `${(took / node).toFixed(1)} × node -e 0 (${took.toFixed(2)} s, ${node.toFixed(2)} s${beside})`,
      bound: `≤ ${bound} ×`,
      holds: took / node <= bound,
    });
    const cli = runs.flatMap((run) => run.cli ?? []);
    const beside = cli.length === 0 ? '; no AWS CLI here' : `; aws describe-secret ${median(cli).toFixed(2)} s`;
    return [
      figure('kaizencoach-secrets --help', median(runs.map((run) => run.start)), 4),
      // Starting Node twice over, reading the bundle and two calls: more than this is felt at a prompt.
      figure('kaizencoach-secrets status staging on the local AWS', median(runs.map((run) => run.status)), 12, beside),
    ];
  } finally {
    await staging.end();
  }
}
