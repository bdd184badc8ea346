import * as v from 'valibot';
import { neutralEnvironment } from '../emulator/client-environment';
import { inProject } from '../emulator/paths';
import { runProcess } from '../emulator/run-process';
import type { Figure } from './figure';

const FEW = 10;
const MANY = 110;
const MILLISECONDS_EACH = 20;
const MEGABYTES_EACH = 1;

const measurementSchema = v.object({ milliseconds: v.number(), megabytes: v.number() });

/** What a hundred demo environments more cost the synthesis: time for each, and memory. */
export async function growth(): Promise<Figure[]> {
  const few = await synthesise(FEW);
  const many = await synthesise(MANY);
  const each = (a: number, b: number) => (b - a) / (MANY - FEW);
  const milliseconds = each(few.milliseconds, many.milliseconds);
  const megabytes = each(few.megabytes, many.megabytes);
  return [
    {
      what: `synthesis of ${MANY - FEW} demo environments more, time`,
      measured: `${milliseconds.toFixed(1)} ms for each`,
      bound: `≤ ${MILLISECONDS_EACH} ms`,
      holds: milliseconds <= MILLISECONDS_EACH,
    },
    {
      what: `synthesis of ${MANY - FEW} demo environments more, memory`,
      measured: `${megabytes.toFixed(2)} MB for each (${many.megabytes.toFixed(0)} MB in all)`,
      bound: `≤ ${MEGABYTES_EACH} MB`,
      holds: megabytes <= MEGABYTES_EACH,
    },
  ];
}

async function synthesise(count: number) {
  const script = ['scripts/run.mjs', 'bench/apps/many-demos.ts', String(count)];
  const { exitCode, output } = await runProcess(process.execPath, script, {
    cwd: inProject(),
    environment: neutralEnvironment(),
  });
  if (exitCode !== 0) {
    throw new Error(`the app of ${count} demo environments failed:\n${output}`);
  }
  return v.parse(measurementSchema, JSON.parse(output.trim().split('\n').at(-1) ?? ''));
}
