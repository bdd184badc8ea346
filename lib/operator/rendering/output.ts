import { EXIT, OperatorError } from '../operator-error';
import { adapted } from './invocation';
import type { Sink } from './outlet';
import { type Redactor, withoutControl } from './redactor';
import { paintFor, renderText } from './render-text';
import { lines, type Result, toned, type View } from './view';

/** What an `Output` writes to. */
export interface OutputOptions {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly environment: NodeJS.ProcessEnv;
  readonly redactor: Redactor;
  /** Where the person is, so that the commands in hints work there. @default the folder of the process */
  readonly folder?: string;
  /** Where the program is. @default the folder of this project */
  readonly root?: string;
}

/** The one place where anything is shown: results on the standard output, everything else on the error output. */
export class Output {
  /** Results and errors as one JSON object. */
  json = false;
  readonly #options: OutputOptions;
  #changeWasMade = false;

  constructor(options: OutputOptions) {
    this.#options = options;
  }

  /** What the command found or did. */
  result(command: string, { data, view, failed = false }: Result): void {
    this.#changeWasMade = data['changed'] === true;
    if (this.json) {
      this.#writeJson({ command, outcome: failed ? 'failed' : 'done', ...data });
      return;
    }
    this.#show(this.#options.stdout, view);
  }

  /** Code of the error by which an output stopped taking text; undefined while both take it. */
  get failure(): string | undefined {
    return this.#options.stdout.failure ?? this.#options.stderr.failure;
  }

  /**
   * Waits until it is known that everything so far was taken.
   * @throws OperatorError where it was not.
   */
  async shown(): Promise<void> {
    await this.#settled();
    if (this.failure !== undefined) {
      throw new OperatorError({
        rule: 'not-shown',
        reason: `what would change could not be shown (${this.failure}); nothing was changed`,
        next: 'run the command again where its output can be read',
      });
    }
  }

  /** The exit code when everything is written: what could not be shown has failed, but for a change that was made. */
  async settled(exitCode: number): Promise<number> {
    await this.#settled();
    if (this.failure === undefined || this.#changeWasMade) {
      return exitCode;
    }
    if (this.failure !== 'EPIPE') {
      this.note(
        lines(
          toned('bad', `error: the output could not be written (${this.failure})`),
          '  next: make room, or write it elsewhere',
        ),
      );
    }
    return exitCode || EXIT.failed;
  }

  /** Why the command ends without a result; gives the exit code. */
  error(command: string, error: unknown): number {
    const known = error instanceof OperatorError ? error : unexpected(error);
    const { rule, message: reason, next, exitCode } = known;
    if (this.json) {
      this.#writeJson({ command, outcome: exitCode === EXIT.usage ? 'refused' : 'failed', rule, reason, next });
    }
    if (this.failure === undefined) {
      this.note(lines(toned('bad', `error: ${reason}`), `  next: ${next}`));
    }
    return exitCode;
  }

  /** Something to read meanwhile: a plan, a warning, progress. */
  note(...views: readonly View[]): void {
    this.#show(this.#options.stderr, views);
  }

  /** Help, as the parser words it. */
  help(text: string): void {
    this.#write(this.#options.stdout, this.#adapted(text));
  }

  async #settled(): Promise<void> {
    await Promise.all([this.#options.stdout.settled?.(), this.#options.stderr.settled?.()]);
  }

  #show(sink: Sink, views: readonly View[]): void {
    const { environment } = this.#options;
    this.#write(sink, this.#adapted(renderText(views, paintFor(sink, environment), sink.columns)));
  }

  /** Each text and name is made what it is to be before it is quoted: afterwards an apostrophe of a path would end its string. */
  #writeJson(value: object): void {
    const { redactor, stdout } = this.#options;
    const shown = (text: string) => redactor.hide(this.#adapted(text));
    const json = JSON.stringify(
      value,
      (_, part: unknown) => {
        if (typeof part === 'string') {
          return shown(part);
        }
        return typeof part === 'object' && part !== null && !Array.isArray(part)
          ? Object.fromEntries(Object.entries(part).map(([name, member]) => [shown(name), member]))
          : part;
      },
      2,
    );
    stdout.write(`${withoutControl(json)}\n`);
  }

  #adapted(text: string): string {
    const { folder = process.cwd(), root } = this.#options;
    return adapted(text, folder, root);
  }

  #write(sink: Sink, text: string): void {
    const { redactor } = this.#options;
    // Colours are control characters too: they are put aside while the text is cleaned. No cell brings any of its own.
    const parts = text.split(COLOUR);
    sink.write(
      parts.map((part) => (part.startsWith('\u001b') && COLOUR.test(part) ? part : redactor.clean(part))).join(''),
    );
  }
}

/** The colours of `paintFor`, and no other sequence of a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character begins them
const COLOUR = /(\u001b\[(?:0|1|22|31|32|33|39|90)m)/;

/** A mistake of this program. Its message may quote anything, so only its kind is shown. */
function unexpected(error: unknown): OperatorError {
  const kind = error instanceof Error ? error.name : typeof error;
  const where = error instanceof Error ? /\(?([\w-]+\.ts:\d+)/.exec(error.stack ?? '')?.[1] : undefined;
  return new OperatorError({
    rule: 'unexpected',
    reason: `unexpected ${kind}${where === undefined ? '' : ` at ${where}`}; nothing more is shown, since it might quote a value`,
    next: 'look at the status of the environment, and report how it came about',
  });
}
