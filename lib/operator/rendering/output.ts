import { EXIT, OperatorError } from '../operator-error';
import type { Redactor } from './redactor';
import { paintFor, renderText } from './render-text';
import type { Result, View } from './view';

/** Where text goes. */
export interface Sink {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** What an `Output` writes to. */
export interface OutputOptions {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly environment: NodeJS.ProcessEnv;
  readonly redactor: Redactor;
}

/** The one place where anything is shown: results on the standard output, everything else on the error output. */
export class Output {
  /** Results and errors as one JSON object. */
  json = false;
  readonly #options: OutputOptions;

  constructor(options: OutputOptions) {
    this.#options = options;
  }

  /** What the command found or did. */
  result(command: string, { data, view, failed = false }: Result): void {
    const { stdout, environment } = this.#options;
    if (this.json) {
      this.#writeJson({ command, outcome: failed ? 'failed' : 'done', ...data });
      return;
    }
    this.#write(stdout, renderText(view, paintFor(stdout, environment)));
  }

  /** Why the command ends without a result; gives the exit code. */
  error(command: string, error: unknown): number {
    const known = error instanceof OperatorError ? error : unexpected(error);
    const { rule, message: reason, next, exitCode } = known;
    if (this.json) {
      this.#writeJson({ command, outcome: exitCode === EXIT.usage ? 'refused' : 'failed', rule, reason, next });
    }
    this.note({ kind: 'lines', lines: [{ text: `error: ${reason}`, tone: 'bad' }, `  next: ${next}`] });
    return exitCode;
  }

  /** Something to read meanwhile: a plan, a warning, progress. */
  note(...views: readonly View[]): void {
    const { stderr, environment } = this.#options;
    this.#write(stderr, renderText(views, paintFor(stderr, environment)));
  }

  /** Help, as the parser words it. */
  help(text: string): void {
    this.#write(this.#options.stdout, text);
  }

  #writeJson(value: object): void {
    this.#write(this.#options.stdout, `${JSON.stringify(value, null, 2)}\n`);
  }

  #write(sink: Sink, text: string): void {
    const { redactor } = this.#options;
    // Colours are control characters too: they are put aside while the text is cleaned.
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
