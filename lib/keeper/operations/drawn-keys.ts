import type { GeneratedKey } from '../../catalogue/catalogue';
import type { RandomBytes } from '../../catalogue/catalogue-key';

/** Draws each key once for one operation, however often the operation has to start over. */
export class DrawnKeys {
  readonly #randomBytes: RandomBytes;
  readonly #drawn = new Map<string, string>();

  constructor(randomBytes: RandomBytes) {
    this.#randomBytes = randomBytes;
  }

  /** Whether this JSON text is the value that this operation drew for `key`. */
  isValue({ name }: GeneratedKey, source: string): boolean {
    return JSON.stringify(this.#drawn.get(name)) === source;
  }

  /** The value of `key` in this operation. */
  valueFor({ name, generate }: GeneratedKey): string {
    const value = this.#drawn.get(name) ?? generate(this.#randomBytes);
    this.#drawn.set(name, value);
    return value;
  }
}
