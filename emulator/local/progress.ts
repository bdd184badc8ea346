import { performance } from 'node:perf_hooks';

/** Tells a person what happens while it happens, with the seconds since the start. */
export class Progress {
  readonly #start = performance.now();
  readonly #write: (text: string) => void;

  constructor(write: (text: string) => void = (text) => process.stdout.write(text)) {
    this.#write = write;
  }

  /** One line for a step that begins or is done. */
  step(text: string): void {
    const seconds = ((performance.now() - this.#start) / 1000).toFixed(1);
    this.#write(`[${seconds.padStart(5)} s] ${text}\n`);
  }

  /** One line of a command that runs within the step. */
  detail(line: string): void {
    if (line.trim() !== '') {
      this.#write(`          ${line}\n`);
    }
  }

  /** Text of its own, after an empty line. */
  section(text: string): void {
    this.#write(`\n${text}\n`);
  }
}
