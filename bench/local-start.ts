import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { inProject } from '../emulator/paths';
import { freePort } from '../emulator/ports';
import { scratchFolder } from '../test/e2e/support/scratch-folder';
import { type Figure, median } from './figure';

const BOUND = 1.1;
const RUNS = 3;

/** How much longer `npm run local` takes from nothing with IAM enforced than without. */
export async function localStart(): Promise<Figure> {
  const seconds: Record<'on' | 'off', number[]> = { on: [], off: [] };
  for (let run = 0; run < RUNS; run += 1) {
    for (const iam of ['on', 'off'] as const) {
      seconds[iam].push(await start(iam));
    }
  }
  const [on, off] = [median(seconds.on), median(seconds.off)];
  return {
    what: 'npm run local, IAM enforced against not',
    measured: `${(on / off).toFixed(2)} × (${on.toFixed(1)} s against ${off.toFixed(1)} s)`,
    bound: `≤ ${BOUND} ×`,
    holds: on / off <= BOUND,
  };
}

async function start(iam: 'on' | 'off'): Promise<number> {
  const scratch = scratchFolder();
  const env = {
    ...process.env,
    KAIZENCOACH_LOCAL_STATE: scratch.path,
    KAIZENCOACH_LOCAL_PORT: String(await freePort()),
    KAIZENCOACH_LOCAL_IAM: iam,
  };
  const run = (command: string) =>
    spawnSync(process.execPath, ['scripts/run.mjs', `emulator/local/${command}.ts`], { cwd: inProject(), env });
  const begin = performance.now();
  const { status } = run('up');
  const took = (performance.now() - begin) / 1000;
  run('stop');
  scratch.remove();
  if (status !== 0) {
    throw new Error(`npm run local failed with KAIZENCOACH_LOCAL_IAM=${iam}`);
  }
  return took;
}
