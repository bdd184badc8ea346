import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How to run a command. */
export interface ProcessOptions {
  /** The whole environment of the command; nothing is added. */
  readonly environment: NodeJS.ProcessEnv;
  /** @default - this process's own folder */
  readonly cwd?: string;
  /** Gets every line of both outputs as it comes. */
  readonly onLine?: (line: string) => void;
}

/** How a command ended. */
export interface ProcessResult {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  /** Lines of both outputs, in the order in which they came. */
  readonly output: string;
}

/**
 * Runs a command to its end, without a shell and without input.
 * @throws Error (the promise rejects) where the command cannot be started, with code `ENOENT` where it does not exist.
 */
export async function runProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<ProcessResult> {
  const child = spawn(command, args, {
    env: options.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      options.onLine?.(line);
    });
  }
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { exitCode, output: lines.join('\n') };
}
