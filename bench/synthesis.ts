import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { neutralEnvironment } from '../emulator/client-environment';
import { inProject } from '../emulator/paths';
import { runProcess } from '../emulator/run-process';
import { type Figure, median } from './figure';

const RUNS = 5;
const BOUND = 1.25;

/** Time of `cdk synth StagingStack` as a multiple of the same command on an empty app, both in turns. */
export async function synthesisRatio(): Promise<Figure> {
  mkdirSync(inProject('build'), { recursive: true });
  const emptyFolder = mkdtempSync(join(tmpdir(), 'empty-app-'));
  symlinkSync(inProject('node_modules'), join(emptyFolder, 'node_modules'));
  const empty: number[] = [];
  const ours: number[] = [];
  try {
    for (let run = 0; run < RUNS; run += 1) {
      empty.push(await synth(emptyFolder, ['--app', `node ${inProject('bench', 'apps', 'empty.cjs')}`]));
      ours.push(await synth(inProject(), ['StagingStack']));
    }
  } finally {
    rmSync(emptyFolder, { recursive: true, force: true });
  }
  const ratio = median(ours) / median(empty);
  const seconds = (milliseconds: number) => (milliseconds / 1_000).toFixed(2);
  return {
    what: `cdk synth StagingStack, median of ${RUNS}`,
    measured: `${ratio.toFixed(2)} × an empty app (${seconds(median(ours))} s, ${seconds(median(empty))} s)`,
    bound: `≤ ${BOUND} ×`,
    holds: ratio <= BOUND,
  };
}

async function synth(cwd: string, args: readonly string[]): Promise<number> {
  const output = mkdtempSync(join(tmpdir(), 'assembly-'));
  const command = [inProject('node_modules', 'aws-cdk', 'bin', 'cdk'), 'synth', '--quiet', '--no-notices'];
  const start = performance.now();
  try {
    const environment = neutralEnvironment();
    const { exitCode, output: said } = await runProcess(process.execPath, [...command, '--output', output, ...args], {
      cwd,
      environment,
    });
    if (exitCode !== 0) {
      throw new Error(`cdk synth failed:\n${said}`);
    }
    return performance.now() - start;
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}
