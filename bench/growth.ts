import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { neutralEnvironment } from '../emulator/client-environment';
import { inProject } from '../emulator/paths';
import { runProcess } from '../emulator/run-process';
import type { Figure } from './figure';

const FEW = 10;
const MANY = 110;
const MILLISECONDS_EACH = 20;
const MEGABYTES_EACH = 1;

const measurementSchema = v.object({ milliseconds: v.number(), live: v.number(), taken: v.number() });

/** What a hundred demo environments more cost the synthesis: time for each, new and unchanged, and memory. */
export async function growth(): Promise<Figure[]> {
  const kept = mkdtempSync(join(tmpdir(), 'kept-verdicts-'));
  try {
    const [fewNew, manyNew] = [await synthesise(FEW, kept), await synthesise(MANY, kept)];
    const [few, many] = [await synthesise(FEW, kept), await synthesise(MANY, kept)];
    await synthesise(MANY, kept, 'ready-made');
    const [fewReadyMade, manyReadyMade] = [
      await synthesise(FEW, kept, 'ready-made'),
      await synthesise(MANY, kept, 'ready-made'),
    ];
    // The few were validated before the many: the difference of the first two is what the further ones cost when they are new.
    const validated = (manyNew.milliseconds - few.milliseconds) / (MANY - FEW);
    const milliseconds = (many.milliseconds - few.milliseconds) / (MANY - FEW);
    const readyMade = (manyReadyMade.milliseconds - fewReadyMade.milliseconds) / (MANY - FEW);
    const megabytes = (manyNew.live - fewNew.live) / (MANY - FEW);
    return [
      {
        what: `synthesis of ${MANY - FEW} demo environments more, time, nothing changed since the last one`,
        measured: `${milliseconds.toFixed(1)} ms for each (${validated.toFixed(1)} ms when it is new and validated; ${readyMade.toFixed(1)} ms for as many plain resources with the same properties, ready-made)`,
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
