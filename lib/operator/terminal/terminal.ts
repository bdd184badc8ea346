import { setMaxListeners } from 'node:events';
import { OperatorError, UsageError } from '../operator-error';
import { pipeAt, readAtMost } from './bounded-read';
import type { Progress } from './progress';

/** Says what is wrong with an answer, without repeating it; undefined where nothing is. */
export type Mend = (answer: string) => string | undefined;

/** The person at the keyboard, or nobody. */
export interface Terminal {
  /** Somebody can be asked. */
  readonly interactive: boolean;
  readonly progress: Progress;
  confirm(question: string, usually: boolean): Promise<boolean>;
  /** Asks for text that may be seen, until `mend` has nothing to say of it. */
  ask(question: string, mend?: Mend): Promise<string>;
  /** Asks for text that is not shown while it is typed, until `mend` has nothing to say of it. */
  askHidden(question: string, mend?: Mend): Promise<string>;
  /**
   * The standard input; with one byte more than `most` where it has more.
   * @throws UsageError where it is a terminal.
   */
  readStdin(most: number): Promise<Buffer>;
  /** What is written into a named pipe, under the same rule. */
  readPipe(path: string, most: number): Promise<Buffer>;
}

/** The person ended a question with Ctrl-C, or said no. */
export function cancelled(): OperatorError {
  return new OperatorError({
    rule: 'cancelled',
    reason: 'cancelled; nothing was changed',
    next: 'run the command again when you have decided',
  });
}

/** Nobody can be asked, and the question was not answered in advance. */
export function needsAnswer(flag: string): UsageError {
  return new UsageError({
    rule: 'needs-answer',
    reason: 'this changes the secret and there is no terminal to ask at; nothing was changed',
    next: `look at the plan with --dry-run, then give ${flag}`,
  });
}

/** What Ctrl-C ends. Every client of every environment listens to it, however many there are. */
export function interruption(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** A real terminal, or the lack of one. Questions go to the error output: the standard output is for results. */
export function processTerminal(progress: Progress, interrupted: AbortSignal): Terminal {
  return {
    interactive: process.stdin.isTTY === true && process.stderr.isTTY === true,
    progress,
    confirm: async (message, usually) => {
      const { confirm } = await import('@inquirer/prompts');
      return prompted(interrupted, (options) => confirm({ message, default: usually }, options));
    },
    ask: async (message, mend) => {
      const { input } = await import('@inquirer/prompts');
      return prompted(interrupted, (options) => input({ message, validate: validated(mend) }, options));
    },
    askHidden: async (message, mend) => {
      const { password } = await import('@inquirer/prompts');
      return prompted(interrupted, (options) => password({ message, mask: false, validate: validated(mend) }, options));
    },
    readStdin: async (most) => {
      refuseTerminal();
      return answered(readAtMost(process.stdin, most, interrupted));
    },
    readPipe: (path, most) => answered(readAtMost(pipeAt(path), most, interrupted)),
  };
}

/** What every prompt is told. */
interface PromptOptions {
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
  readonly clearPromptOnDone: boolean;
}

/**
 * The answer to a prompt. Where the input ends at it (Ctrl-D), the prompt never settles and nothing is left to wait for, so that
 * the process would end in the middle of a command: that is no answer, as Ctrl-C is.
 */
async function prompted<T>(interrupted: AbortSignal, ask: (options: PromptOptions) => Promise<T>): Promise<T> {
  if (interrupted.aborted) {
    // A prompt that is begun now would leave the terminal open, and the process would not end.
    throw cancelled();
  }
  const ended = new AbortController();
  // Within the event itself nothing keeps the process alive.
  const end = () => setImmediate(() => ended.abort());
  process.once('beforeExit', end);
  const signal = AbortSignal.any([interrupted, ended.signal]);
  try {
    return await answered(ask({ output: process.stderr, signal, clearPromptOnDone: false }));
  } finally {
    process.off('beforeExit', end);
  }
}

/** A terminal shows what is typed, and its end is the end of every answer. */
function refuseTerminal(): void {
  if (process.stdin.isTTY === true) {
    throw new UsageError({
      rule: 'stdin-is-a-terminal',
      reason: 'the standard input is a terminal, which would show what is typed; nothing was changed',
      next: 'leave it away and type at the prompts, which hide secrets: without any source populate asks; or name a file in the place of -',
    });
  }
}

function validated(mend: Mend = () => undefined): (answer: string) => string | true {
  return (answer) => mend(answer.trim()) ?? true;
}

async function answered<T>(question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (error) {
    throw error instanceof Error && ['ExitPromptError', 'AbortPromptError', 'AbortError'].includes(error.name)
      ? cancelled()
      : error;
  }
}
