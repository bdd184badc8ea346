import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { neutralEnvironment } from '../emulator/client-environment';
import { inProject } from '../emulator/paths';
import { runProcess } from '../emulator/run-process';
import { type Figure, median } from './figure';

const FEW = 10;
const MANY = 110;
const RUNS = 3;
const MILLISECONDS_EACH = 20;
const MEGABYTES_EACH = 1;

const measurementSchema = v.object({ milliseconds: v.number(), live: v.number(), taken: v.number() });

/** What a hundred demo environments more cost the synthesis: time for each, new and unchanged, and memory. */
export async function growth(): Promise<Figure[]> {
  const kept = mkdtempSync(join(tmpdir(), 'kept-verdicts-'));
  try {
    const [fewNew, manyNew] = [await synthesise(FEW, kept), await synthesise(MANY, kept)];
    await synthesise(MANY, kept, 'ready-made');
    const [unchanged, readyMade] = [await furtherOnes(kept), await furtherOnes(kept, 'ready-made')];
    const milliseconds = median(unchanged.map(({ each }) => each));
    // The few were validated before the many: the difference is what the further ones cost when they are new.
    const validated = (manyNew.milliseconds - median(unchanged.map(({ few }) => few))) / (MANY - FEW);
    const megabytes = (manyNew.live - fewNew.live) / (MANY - FEW);
    return [
      {
        what: `synthesis of ${MANY - FEW} demo environments more, time, nothing changed since the last one, median of ${RUNS} pairs of runs`,
        measured: `${milliseconds.toFixed(1)} ms for each (${validated.toFixed(1)} ms when it is new and validated; ${median(readyMade.map(({ each }) => each)).toFixed(1)} ms for as many plain resources with the same properties, ready-made)`,
        bound: `≤ ${MILLISECONDS_EACH} ms`,
        holds: milliseconds <= MILLISECONDS_EACH,
      },
      {
        what: `synthesis of ${MANY - FEW} demo environments more, memory that is still in use after it`,
        measured: `${megabytes.toFixed(2)} MB for each (the process had taken ${manyNew.taken.toFixed(0)} MB in all)`,
        bound: `≤ ${MEGABYTES_EACH} MB`,
        holds: megabytes <= MEGABYTES_EACH,
      },
    ];
  } finally {
    rmSync(kept, { recursive: true, force: true });
  }
}

/** Milliseconds of the few, and of each further one of the many, in runs that follow each other. */
async function furtherOnes(kept: string, ...more: readonly string[]) {
  const runs: { few: number; each: number }[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const few = (await synthesise(FEW, kept, ...more)).milliseconds;
    const many = (await synthesise(MANY, kept, ...more)).milliseconds;
    runs.push({ few, each: (many - few) / (MANY - FEW) });
  }
  return runs;
}

async function synthesise(count: number, kept: string, ...more: readonly string[]) {
  const script = ['--expose-gc', 'scripts/run.mjs', 'bench/apps/many-demos.ts', String(count), kept, ...more];
  const { exitCode, output } = await runProcess(process.execPath, script, {
    cwd: inProject(),
    environment: neutralEnvironment(),
  });
  if (exitCode !== 0) {
    throw new Error(`the app of ${count} demo environments failed:\n${output}`);
  }
  return v.parse(measurementSchema, JSON.parse(output.trim().split('\n').at(-1) ?? ''));
}
