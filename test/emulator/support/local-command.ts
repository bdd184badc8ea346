import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inProject } from '../../../emulator/paths';

/** How a command ended. */
export interface Ended {
  readonly exitCode: number | null;
  /** Both outputs. */
  readonly output: string;
}

/** A command that runs. */
export interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when the output holds the text, or at the end. */
  readonly says: (text: string) => Promise<void>;
}

/** `npm run local` or `npm run local:stop` with a state folder of its own, as leader of a process group, as at a terminal. */
export function runLocal(command: 'up' | 'stop', stateDir: string, port: number | ''): Run {
  const child = spawn(process.execPath, ['scripts/run.mjs', `emulator/local/${command}.ts`], {
    cwd: inProject(),
    env: { ...process.env, KAIZENCOACH_LOCAL_STATE: stateDir, KAIZENCOACH_LOCAL_PORT: String(port) },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data.toString();
    });
  }
  const ended = new Promise<Ended>((resolve) => child.once('close', (exitCode) => resolve({ exitCode, output })));
  const said = (text: string) =>
    new Promise<void>((resolve) => child.stdout.on('data', () => output.includes(text) && resolve()));
  return { child, ended, says: (text) => Promise.race([said(text), ended.then(() => undefined)]) };
}

/** What Ctrl-C does to a command that npm runs: the terminal and npm send it one signal each. */
export function pressCtrlC({ child: { pid = 0 } }: Run): void {
  process.kill(-pid, 'SIGINT');
  process.kill(pid, 'SIGINT');
}

/** Process id of the local AWS that a run spawned and waits for, at the moment when it is noted. */
export async function spawnedBy({ child }: Run, stateDir: string): Promise<number> {
  const note = join(stateDir, 'emulator.json');
  while (!existsSync(note) && child.exitCode === null) {
    await sleep(5);
  }
  return Number(/"pid":(\d+).*"ready":false/.exec(readFileSync(note, 'utf8'))?.[1]);
}
