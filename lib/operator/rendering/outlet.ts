import { setImmediate } from 'node:timers/promises';
import { systemErrorCode } from '../operator-error';

/** Where text goes. */
export interface Sink {
  readonly isTTY?: boolean;
  /** Characters of a line, where it is a terminal. */
  readonly columns?: number;
  /** Code of the error by which it stopped taking text, such as `EPIPE`. */
  readonly failure?: string | undefined;
  /** Waits until it is known whether everything so far was taken. */
  settled?(): Promise<void>;
  write(text: string): unknown;
}

/** The part of a process's stream that an outlet uses. */
interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/**
 * A stream of the process, of which one failed write is the last. Node tells of a failure by an event or by an exception, as
 * the stream is a pipe or a file (https://nodejs.org/docs/latest-v20.x/api/process.html#a-note-on-process-io).
 */
export class Outlet implements Sink {
  readonly #stream: Stream;
  readonly #onFailure: (code: string) => void;
  #failure: string | undefined;

  /** `onFailure` is called once, with the code of the error. */
  constructor(stream: Stream, onFailure: (code: string) => void) {
    this.#stream = stream;
    this.#onFailure = onFailure;
    stream.on('error', (error) => this.#fail(error));
  }

  get isTTY(): boolean {
    return this.#stream.isTTY === true;
  }

  get columns(): number {
    return this.#stream.columns ?? Number.POSITIVE_INFINITY;
  }

  get failure(): string | undefined {
    return this.#failure;
  }

  /** A stream tells of a failed write after the turn in which it was made. */
  async settled(): Promise<void> {
    await setImmediate();
  }

  write(text: string): void {
    if (this.#failure === undefined) {
      try {
        this.#stream.write(text);
      } catch (error) {
        this.#fail(error);
      }
    }
  }

  #fail(error: unknown): void {
    if (this.#failure === undefined) {
      this.#failure = systemErrorCode(error);
      this.#onFailure(this.#failure);
    }
  }
}
