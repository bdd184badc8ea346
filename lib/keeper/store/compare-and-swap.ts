import { randomUUID } from 'node:crypto';
import { Refusal } from '../refusal';
import type { Surroundings } from '../surroundings';
import { type Decision, documentAfter, type Outcome, type Snapshot, snapshotOf } from './decision';
import { RecordWriter } from './record-writer';
import { attemptsOf, isRefusedByService, isTransient } from './service-faults';

const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 100;

/**
 * Carries out an edit without losing another writer's: stages the new document, then moves AWSCURRENT from the version that
 * was read. If somebody wrote in between, the move is refused and everything starts over from the new current value, six
 * times at most, with jitter. A write whose answer was lost is recognised by the version id that it made current.
 *
 * The generation record is written before the move. A crash in between leaves the record of a value that was never current,
 * which is refused later and can be mended; the other order could leave a key without a record, and a lost Garmin key would
 * then be drawn anew.
 *
 * @param decide is asked again for every attempt; it must not write.
 * @throws Refusal where other writers kept winning; what `decide` throws; the service's own error where it is final.
 */
export async function compareAndSwap<T>(
  surroundings: Surroundings,
  decide: (snapshot: Snapshot) => Promise<Decision<T>>,
  signal: AbortSignal,
): Promise<Outcome<T>> {
  const swap = new Swap(surroundings, decide, signal);
  try {
    return await swap.run();
  } catch (error) {
    await swap.abandon();
    throw error;
  }
}

class Swap<T> {
  readonly #surroundings: Surroundings;
  readonly #decide: (snapshot: Snapshot) => Promise<Decision<T>>;
  readonly #signal: AbortSignal;
  readonly #records: RecordWriter;
  /** Every version that this edit has tried to store, whether or not an answer came. */
  readonly #staged = new Map<string, Decision<T>>();
  /** An answer is missing: one of the staged versions may have been current, if only for a moment. */
  #inDoubt = false;
  #lastFault: unknown;

  constructor(surroundings: Surroundings, decide: (snapshot: Snapshot) => Promise<Decision<T>>, signal: AbortSignal) {
    this.#surroundings = surroundings;
    this.#decide = decide;
    this.#signal = signal;
    this.#records = new RecordWriter(surroundings.store, signal);
  }

  async run(): Promise<Outcome<T>> {
    for (let attempt = 0; ; attempt += 1) {
      const current = await this.#surroundings.store.read('AWSCURRENT', this.#signal);
      const mine = await this.#recognise(current.versionId);
      if (mine !== undefined) {
        return mine;
      }
      if (attempt === ATTEMPTS) {
        throw isTransient(this.#lastFault) ? this.#lastFault : lostRace();
      }
      const snapshot = snapshotOf(current);
      const outcome = await this.#attempt(snapshot, await this.#decide(snapshot), attempt);
      if (outcome !== undefined) {
        return outcome;
      }
    }
  }

  /** Puts the records back, unless a value they stand for may have been current. Its own failure changes nothing. */
  async abandon(): Promise<void> {
    if (!this.#inDoubt) {
      await this.#records.takeBack().catch(() => undefined);
    }
  }

  async #recognise(versionId: string | undefined): Promise<Outcome<T> | undefined> {
    const decision = versionId === undefined ? undefined : this.#staged.get(versionId);
    if (versionId === undefined || decision === undefined) {
      return undefined;
    }
    await this.#records.write(versionId, decision);
    return { versionId, result: decision.result };
  }

  /** One try; undefined where the next one has to look at the new current value first. */
  async #attempt(snapshot: Snapshot, decision: Decision<T>, attempt: number): Promise<Outcome<T> | undefined> {
    const { store, sleep, random } = this.#surroundings;
    if (decision.edit.kind === 'none') {
      if (snapshot.versionId !== undefined) {
        await this.#records.write(snapshot.versionId, decision);
      }
      return {
        ...(snapshot.versionId === undefined ? {} : { versionId: snapshot.versionId }),
        result: decision.result,
      };
    }
    const { text } = documentAfter(snapshot.document, decision.edit);
    const versionId = randomUUID();
    // AWS makes the first version current by itself; which writer's was first shows when AWSCURRENT is read again.
    const isFirstVersion = snapshot.versionId === undefined && this.#staged.size === 0;
    this.#staged.set(versionId, decision);
    try {
      await store.stage(versionId, text, this.#signal);
      this.#inDoubt ||= isFirstVersion;
      await this.#records.write(versionId, decision);
      if (isFirstVersion) {
        return undefined;
      }
      await store.promote(versionId, snapshot.versionId, this.#signal);
      return { versionId, result: decision.result };
    } catch (error) {
      this.#lastFault = error;
      this.#inDoubt ||= !isRefusedByService(error) || attemptsOf(error) > 1;
      if (!isRefusedByService(error) && !isTransient(error)) {
        throw error;
      }
      await sleep(FIRST_PAUSE_MS * 2 ** attempt * (0.5 + random()), this.#signal);
      return undefined;
    }
  }
}

function lostRace(): Refusal {
  return new Refusal({
    rule: 'lost-race',
    reason: `other writers changed the secret during each of ${ATTEMPTS} attempts; nothing of this change is current`,
    next: 'find out who writes (CloudTrail, PutSecretValue), then try again',
  });
}
