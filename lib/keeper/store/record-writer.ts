import type { KeyRecord } from '../../contract/operator-answer';
import type { Decision } from './decision';
import type { SecretStore } from './secret-store';

/** Writes the generation records of one edit, and takes them back if the edit never became current. */
export class RecordWriter {
  readonly #store: SecretStore;
  readonly #signal: AbortSignal;
  readonly #written = new Set<string>();
  readonly #before = new Map<string, KeyRecord | null | undefined>();

  constructor(store: SecretStore, signal: AbortSignal) {
    this.#store = store;
    this.#signal = signal;
  }

  /** Records the keys of `decision` under `versionId`, once for each version. */
  async write(versionId: string, { records, recordsBefore }: Decision<unknown>): Promise<void> {
    if (records.size > 0 && !this.#written.has(versionId)) {
      for (const key of records.keys()) {
        if (!this.#before.has(key)) {
          this.#before.set(key, recordsBefore.get(key));
        }
      }
      await this.#store.record(
        new Map([...records].map(([key, entry]) => [key, { ...entry, versionId }])),
        this.#signal,
      );
    }
    this.#written.add(versionId);
  }

  /** Puts the records back as they were before the first `write`. */
  async takeBack(): Promise<void> {
    const earlier = [...this.#before].flatMap(([key, record]) => (record ? [[key, record] as const] : []));
    const added = [...this.#before].flatMap(([key, record]) => (record === undefined ? [key] : []));
    if (earlier.length > 0) {
      await this.#store.record(new Map(earlier), this.#signal);
    }
    if (added.length > 0) {
      await this.#store.forget(added, this.#signal);
    }
  }
}
