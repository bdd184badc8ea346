import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { Emulator } from '../emulator';
import { isRunning } from '../end-process';
import { answeringToken } from '../health';
import { inProject } from '../paths';
import { isFree, LOOPBACK } from '../ports';

/** Folder of everything that belongs to the local AWS. */
export const STATE_DIR = inProject('build', 'local');

const FILE = inProject('build', 'local', 'emulator.json');

const recordSchema = v.object({ pid: v.number(), port: v.number(), token: v.string() });

/** The emulator that `npm run local` left running. */
export type RunningEmulator = v.InferOutput<typeof recordSchema>;

/** Endpoint of an emulator on a port. */
export function endpointOf(port: number): string {
  return `http://${LOOPBACK}:${port}`;
}

/** The local emulator, if it runs: the one that answers with our token, not whoever uses its port or process id now. */
export async function runningEmulator(): Promise<RunningEmulator | undefined> {
  const found = read();
  if (found === undefined || !isRunning(found.pid)) {
    return undefined;
  }
  return (await answeringToken(endpointOf(found.port))) === found.token ? found : undefined;
}

/** Notes the emulator, so that a later command finds it. */
export function remember({ pid, port, token }: Emulator): void {
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, `${JSON.stringify({ pid, port, token } satisfies RunningEmulator)}\n`);
}

/** Forgets the emulator; harmless where none was noted. */
export function forget(): void {
  rmSync(FILE, { force: true });
}

/**
 * Whether something that may be the local emulator runs but does not answer: its process id is in use, and so is its port.
 */
export async function hangingEmulator(): Promise<RunningEmulator | undefined> {
  const found = read();
  const suspected = found !== undefined && isRunning(found.pid) && !(await isFree(found.port));
  return suspected && (await answeringToken(endpointOf(found.port))) === undefined ? found : undefined;
}

function read(): RunningEmulator | undefined {
  try {
    const parsed = v.safeParse(recordSchema, JSON.parse(readFileSync(FILE, 'utf8')));
    return parsed.success ? parsed.output : undefined;
  } catch {
    // No file, or one cut short: nothing that could be trusted with a process id.
    return undefined;
  }
}
