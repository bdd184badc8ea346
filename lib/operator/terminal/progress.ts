import type { Sink } from '../rendering/outlet';

/** Shorter waits need no word. */
const SILENCE_MS = 1_000;

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** Says what is being waited for, on anything over a second: one moving line at a terminal, else plain lines. */
export class Progress {
  readonly #sink: Sink;
  #busy = false;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /**
   * Waits for `work`; it may change the text with `say`. The text is never a value. Work within other work is not shown: there
   * is one line.
   */
  async during<T>(text: string, work: (say: (text: string) => void) => Promise<T>): Promise<T> {
    if (this.#busy) {
      return work(() => undefined);
    }
    this.#busy = true;
    const start = performance.now();
    const shown = { text, printed: '', frame: 0 };
    const moving = this.#sink.isTTY === true;
    const tick = () => {
      const elapsed = performance.now() - start;
      if (elapsed >= SILENCE_MS) {
        this.#show(shown, Math.floor(elapsed / 1000), moving);
      }
    };
    const timer = setInterval(tick, moving ? 100 : 250);
    timer.unref();
    try {
      return await work((next) => {
        shown.text = next;
        tick();
      });
    } finally {
      clearInterval(timer);
      this.#busy = false;
      if (moving && shown.printed !== '') {
        this.#sink.write(CLEAR_LINE);
      }
    }
  }

  #show(shown: { text: string; printed: string; frame: number }, seconds: number, moving: boolean): void {
    if (moving) {
      shown.frame += 1;
      this.#sink.write(`${CLEAR_LINE}${FRAMES[shown.frame % FRAMES.length]} ${shown.text} (${seconds} s)`);
    } else if (shown.printed !== shown.text) {
      this.#sink.write(`${shown.text} …\n`);
    }
    shown.printed = shown.text;
  }
}

const CLEAR_LINE = '\r\u001b[2K';
