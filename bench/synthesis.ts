import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { neutralEnvironment } from '../emulator/client-environment';
import { inProject } from '../emulator/paths';
import { runProcess } from '../emulator/run-process';
import { UNVALIDATED } from '../lib/review/synthesize/synthesize';
import { type Figure, median } from './figure';

const RUNS = 9;

/** How both sides are synthesized, and what is allowed. */
const COMPARED: readonly {
  readonly what: string;
  readonly ours: Readonly<Record<string, string>>;
  readonly empty: Readonly<Record<string, string>>;
  readonly bound: number;
}[] = [
  { what: 'nothing changed since the last one', ours: {}, empty: {}, bound: 0.7 },
  {
    what: 'validation off on both sides',
    ours: UNVALIDATED,
    empty: UNVALIDATED,
    bound: 1.25,
  },
  { what: 'cold, everything validated', ours: { CI: 'true' }, empty: {}, bound: 1.45 },
];

/**
 * Time of `cdk synth StagingStack` as a multiple of the same command on an empty app: the median of the multiples of runs that
 * follow each other, because a shared machine is not as fast in each minute.
 */
export async function synthesisRatios(): Promise<Figure[]> {
  mkdirSync(inProject('build'), { recursive: true });
  const emptyFolder = mkdtempSync(join(tmpdir(), 'empty-app-'));
  symlinkSync(inProject('node_modules'), join(emptyFolder, 'node_modules'));
  const app = ['--app', `node ${inProject('bench', 'apps', 'empty.cjs')}`];
  const figures: Figure[] = [];
  try {
    for (const { what, ours, empty, bound } of COMPARED) {
      await synth(inProject(), ['StagingStack'], ours);
      const pairs: Pair[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        pairs.push({
          empty: await synth(emptyFolder, app, empty),
          ours: await synth(inProject(), ['StagingStack'], ours),
        });
      }
      figures.push(figureOf(what, pairs, bound));
    }
    return figures;
  } finally {
    rmSync(emptyFolder, { recursive: true, force: true });
  }
}

/** Milliseconds of two runs, one behind the other. */
interface Pair {
  readonly empty: number;
  readonly ours: number;
}

function figureOf(what: string, pairs: readonly Pair[], bound: number): Figure {
  const ratio = median(pairs.map(({ ours, empty }) => ours / empty));
  const seconds = (side: keyof Pair) => (median(pairs.map((pair) => pair[side])) / 1_000).toFixed(2);
  return {
    what: `cdk synth StagingStack, ${what}, median of ${RUNS} pairs of runs`,
    measured: `${ratio.toFixed(2)} × an empty app (${seconds('ours')} s, ${seconds('empty')} s)`,
    bound: `≤ ${bound} ×`,
    holds: ratio <= bound,
  };
}

async function synth(cwd: string, args: readonly string[], more: Readonly<Record<string, string>>): Promise<number> {
  const output = mkdtempSync(join(tmpdir(), 'assembly-'));
  const command = [inProject('node_modules', 'aws-cdk', 'bin', 'cdk'), 'synth', '--quiet', '--no-notices'];
  const start = performance.now();
  try {
    const { CI: _, ...own } = neutralEnvironment();
    const environment = { ...own, ...more };
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
