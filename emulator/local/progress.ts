import { mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';

/** What is written to: a terminal, or a file or pipe in its place. */
export interface Screen {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Width of a terminal, in characters. */
  readonly columns?: number;
}

/** To the start of the line, which is emptied. */
const REWRITE = '\r\u001b[K';

/**
 * Tells a person what happens while it happens, with the seconds since the start, on a screenful: all else goes to the log,
 * which has what is on the screen too.
 */
export class Progress {
  readonly #start = performance.now();
  readonly #log: number;
  readonly #screen: Screen;
  #isOngoing = false;

  /** @param log path of the file, which begins anew. */
  constructor(log: string, screen: Screen = process.stdout) {
    mkdirSync(dirname(log), { recursive: true });
    this.#log = openSync(log, 'w');
    this.#screen = screen;
  }

  /** One line for a step that begins or is done. */
  step(text: string): void {
    this.#show(`${this.#stamped(text)}\n`);
  }

  /** How far the step is: on a terminal one line that the next one takes the place of, nothing elsewhere. */
  ongoing(text: string): void {
    const { isTTY = false, columns = 80 } = this.#screen;
    if (isTTY) {
      this.#screen.write(`${REWRITE}${this.#stamped(text).slice(0, columns - 1)}`);
      this.#isOngoing = true;
    }
  }

  /** One line of a command that runs within the step: to the log alone. */
  detail(line: string): void {
    writeSync(this.#log, `${line}\n`);
  }

  /** Text of its own, after an empty line. */
  section(text: string): void {
    this.#show(`\n${text}\n`);
  }

  #stamped(text: string): string {
    const seconds = ((performance.now() - this.#start) / 1000).toFixed(1);
    return `[${seconds.padStart(5)} s] ${text}`;
  }

  #show(text: string): void {
    writeSync(this.#log, text);
    this.#screen.write(`${this.#isOngoing ? REWRITE : ''}${text}`);
    this.#isOngoing = false;
  }
}
