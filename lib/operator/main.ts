import { appendFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Context } from './context';
import { EXIT } from './operator-error';
import { Outlet } from './rendering/outlet';
import { Output } from './rendering/output';
import { Redactor } from './rendering/redactor';
import { lines, toned } from './rendering/view';
import { run } from './run';
import type { CallObserver } from './services/observe-calls';
import { interrupted } from './services/service-error';
import { awsServices } from './services/services';
import { Progress } from './terminal/progress';
import { interruption, processTerminal } from './terminal/terminal';

/** Time between two looks at something that goes on; tests shorten it by KAIZENCOACH_PAUSE_MS. */
const PAUSE_MS = 3_000;

/** Runs the program in this process. Its exit code is set; the process ends when nothing is left to do. */
export async function main(args: readonly string[]): Promise<void> {
  const { env: environment } = process;
  const ended = interruption();
  // Nobody sees what goes on: as with Ctrl-C, no more is begun, and a change on its way is awaited.
  const [stdout, stderr] = [
    new Outlet(process.stdout, () => ended.abort()),
    new Outlet(process.stderr, () => ended.abort()),
  ];
  const redactor = new Redactor();
  const output = new Output({ stdout, stderr, environment, redactor });
  // Once: a second Ctrl-C ends the process at once.
  process.once('SIGINT', () => ended.abort());
  const context: Context = {
    output,
    redactor,
    services: awsServices({
      environment,
      interrupted: ended.signal,
      onCall: observer(args.includes('--verbose'), environment, output),
    }),
    terminal: processTerminal(new Progress(stderr), ended.signal),
    now: () => new Date(),
    pause: () => pause(Number(environment['KAIZENCOACH_PAUSE_MS'] ?? PAUSE_MS), ended.signal),
  };
  let mistaken: number = EXIT.done;
  const mistake = (error: unknown) => {
    // The platform's own report would show the message, which may quote anything.
    mistaken = output.error('none', error);
    process.exitCode = mistaken;
  };
  process.on('uncaughtException', mistake).on('unhandledRejection', mistake);
  const exitCode = await run(args, context);
  process.exitCode = mistaken || exitCode;
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => {
    throw interrupted();
  });
}

/** Names calls on the error output, and notes them in a file for the test of least privilege. */
function observer(verbose: boolean, environment: NodeJS.ProcessEnv, output: Output): CallObserver {
  const file = environment['KAIZENCOACH_CALL_LOG'];
  return (call) => {
    if (file) {
      appendFileSync(file, `${JSON.stringify(call)}\n`);
    }
    if (verbose) {
      const resources = Object.entries(call.resources).map(([name, value]) => `${name}=${value}`);
      const text = [call.service, call.operation, ...resources, `${call.milliseconds} ms`, call.outcome].join(' ');
      output.note(lines(toned('quiet', text)));
    }
  };
}
