import { randomUUID } from 'node:crypto';
import { Refusal } from '../refusal';
import { isRefusedByService, isTransient } from '../secret/service-faults';
import type { Surroundings } from '../surroundings';
import { type Decision, documentAfter, type Outcome, type Snapshot, snapshotOf } from './decision';

const ATTEMPTS = 6;
const RECORD_ATTEMPTS = 3;
const FIRST_PAUSE_MS = 100;

/**
 * Carries out an edit without losing another writer's: stages the new document, then moves AWSCURRENT from the version that
 * was read. If somebody wrote in between, the move is refused and everything starts over from the new current value, six
 * times at most, with jitter. A write whose answer was lost is recognised by the version id that it made current.
 *
 * The generation record is written after the move, so it only ever names versions that were current. A crash in between
 * leaves a key without a record; until the record is completed, the staging label keeps the version that has the key.
 *
 * @param decide is asked again for every attempt; it must not write.
 * @throws Refusal where other writers kept winning; what `decide` throws; the service's own error where it is final.
 */
export async function compareAndSwap<T>(
  surroundings: Surroundings,
  decide: (snapshot: Snapshot) => Promise<Decision<T>>,
  signal: AbortSignal,
): Promise<Outcome<T>> {
  return new Swap(surroundings, decide, signal).run();
}

class Swap<T> {
  readonly #surroundings: Surroundings;
  readonly #decide: (snapshot: Snapshot) => Promise<Decision<T>>;
  readonly #signal: AbortSignal;
  /** Every version that this edit has tried to store, whether or not an answer came. */
  readonly #staged = new Map<string, Decision<T>>();
  #lastFault: unknown;
  #recordFaults = 0;

  constructor(surroundings: Surroundings, decide: (snapshot: Snapshot) => Promise<Decision<T>>, signal: AbortSignal) {
    this.#surroundings = surroundings;
    this.#decide = decide;
    this.#signal = signal;
  }

  async run(): Promise<Outcome<T>> {
    for (let attempt = 0; ; attempt += 1) {
      const current = await this.#surroundings.store.read('AWSCURRENT', this.#signal);
      const mine = current.versionId === undefined ? undefined : this.#staged.get(current.versionId);
      if (mine === undefined && attempt >= ATTEMPTS) {
        throw this.#lastFault ?? lostRace();
      }
      const outcome = await this.#try(attempt, async () => {
        if (mine !== undefined) {
          return await this.#finish(current.versionId, mine);
        }
        const snapshot = snapshotOf(current);
        return await this.#attempt(snapshot, await this.#decide(snapshot));
      });
      if (outcome !== undefined) {
        return outcome;
      }
    }
  }

  /** Runs `step`; undefined, after a pause, where the next attempt may succeed. */
  async #try(attempt: number, step: () => Promise<Outcome<T> | undefined>): Promise<Outcome<T> | undefined> {
    const { sleep, random } = this.#surroundings;
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof LabelMoved)) {
        this.#lastFault = error;
        if (!isRefusedByService(error) && !isTransient(error)) {
          throw error;
        }
      }
      await sleep(FIRST_PAUSE_MS * 2 ** attempt * (0.5 + random()), this.#signal);
      return undefined;
    }
  }

  /** One edit; undefined where the next attempt has to look at the new current value first. */
  async #attempt(snapshot: Snapshot, decision: Decision<T>): Promise<Outcome<T> | undefined> {
    const { store } = this.#surroundings;
    if (decision.edit.kind === 'none') {
      return await this.#finish(snapshot.versionId, decision);
    }
    const { text } = documentAfter(snapshot.document, decision.edit);
    const versionId = randomUUID();
    // AWS makes the first version current by itself; which writer's was first shows when AWSCURRENT is read again.
    const isFirstVersion = snapshot.versionId === undefined && this.#staged.size === 0;
    this.#staged.set(versionId, decision);
    await store.stage(versionId, text, this.#signal);
    this.#lastFault = undefined;
    if (isFirstVersion) {
      return undefined;
    }
    await store.promote(versionId, snapshot.versionId, this.#signal).catch((error: unknown) => {
      throw isRefusedByService(error) ? new LabelMoved() : error;
    });
    return await this.#finish(versionId, decision);
  }

  async #record(versionId: string, decision: Decision<T>): Promise<void> {
    const { store, now } = this.#surroundings;
    try {
      await store.record(versionId, decision, now(), this.#signal);
    } catch (error) {
      this.#recordFaults += 1;
      throw isTransient(error) && this.#recordFaults <= RECORD_ATTEMPTS ? error : notRecorded(versionId, error);
    }
  }

  async #finish(versionId: string | undefined, decision: Decision<T>): Promise<Outcome<T>> {
    const { result } = decision;
    if (versionId === undefined) {
      return { result };
    }
    if (decision.edit.kind !== 'none' || decision.records.size > 0) {
      await this.#record(versionId, decision);
    }
    return { versionId, result };
  }
}

/** The document is stored and current; only what is noted about it is missing. */
function notRecorded(versionId: string, error: unknown): Refusal {
  return new Refusal({
    rule: 'stored-not-recorded',
    reason: `version ${versionId} is current, but its record could not be written (${error instanceof Error ? error.name : 'unknown error'})`,
    next: 'do not repeat the change: look at the status, mend the keeper’s permission to tag the secret, then seed, which completes the record',
  });
}

/** AWSCURRENT is no longer on the version that was read. */
class LabelMoved extends Error {}

function lostRace(): Refusal {
  return new Refusal({
    rule: 'lost-race',
    reason: `other writers changed the secret during each of ${ATTEMPTS} attempts; nothing of this change is current`,
    next: 'find out who writes (CloudTrail, PutSecretValue), then try again',
  });
}
