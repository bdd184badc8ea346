import { spawnSync } from 'node:child_process';
import { neutralEnvironment } from '../emulator/client-environment';
import { inProject } from '../emulator/paths';
import { deployedEnvironment } from '../test/e2e/support/environment-under-test';
import { type Figure, median } from './figure';

const RUNS = 7;
/** Starting Node twice over, reading the bundle and two calls: more than this is felt at a prompt. */
const BOUND = 12;

/**
 * Time of the whole process `kaizencoach-secrets status staging` on the local AWS, as a multiple of `node -e 0`, in turns; beside
 * it `aws secretsmanager describe-secret`, where there is an AWS CLI.
 */
export async function statusCommand(): Promise<Figure> {
  const staging = await deployedEnvironment('staging');
  try {
    const environment = { ...neutralEnvironment(), ...staging.emulator.environment };
    const seconds = (command: string, args: readonly string[]) => {
      const start = performance.now();
      const { error } = spawnSync(command, args, { env: environment, stdio: 'ignore' });
      return error === undefined ? (performance.now() - start) / 1_000 : undefined;
    };
    const program = [inProject('bin', 'kaizencoach-secrets.mjs'), 'status', 'staging'];
    const describe = ['secretsmanager', 'describe-secret', '--secret-id', staging.secret.name];
    const runs = Array.from({ length: RUNS }, () => ({
      node: seconds(process.execPath, ['-e', '0']) ?? Number.NaN,
      ours: seconds(process.execPath, program) ?? Number.NaN,
      cli: seconds('aws', describe),
    }));
    const [node, ours] = [median(runs.map((run) => run.node)), median(runs.map((run) => run.ours))];
    const cli = runs.flatMap((run) => run.cli ?? []);
    const beside = cli.length === 0 ? 'no AWS CLI here' : `aws describe-secret ${median(cli).toFixed(2)} s`;
    return {
      what: `kaizencoach-secrets status staging on the local AWS, median of ${RUNS}`,
      measured: `${(ours / node).toFixed(1)} × node -e 0 (${ours.toFixed(2)} s, ${node.toFixed(2)} s; ${beside})`,
      bound: `≤ ${BOUND} ×`,
      holds: ours / node <= BOUND,
    };
  } finally {
    await staging.end();
  }
}
