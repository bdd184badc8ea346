import type { Change } from '../../contract/operator-answer';
import { Refusal } from '../refusal';
import { isFinalRefusal, isRefusedByService, isTransient } from '../secret/service-faults';
import { type Snapshot, snapshotOf } from '../secret/snapshot';
import type { StoredVersion } from '../secret/stored-version';
import type { Surroundings } from '../surroundings';
import { Lineage } from '../versions/lineage';
import { newVersionId, type VersionOperation } from '../versions/version-id';
import type { Decision } from './decision';
import { Overtaken } from './situation';
import { FIRST_PAUSE_MS, writeSummary } from './write-summary';

/** How often a change is tried, and a plan made, before other writers are blamed. */
export const ATTEMPTS = 6;

/** What the ids of the versions say of their making. */
export interface Maker {
  readonly operation: VersionOperation;
  readonly requestId: string;
}

/** Decides on what is current, knowing which versions of this change were refused. */
export type Decide = (snapshot: Snapshot, notMade: readonly string[]) => Promise<Decision>;

/** A version that this change has made, and what is known of it so far. */
interface Made {
  readonly decision: Decision;
  /**
   * - `open`: it may have become current: its swap was sent, or it may have been the first version, and no answer says.
   * - `staged`: it was stored without becoming current, as far as the answer tells.
   * - `refused`: it cannot have become current.
   */
  readonly state: 'open' | 'staged' | 'refused';
}

/**
 * Carries out an edit without losing another writer's: stages the new document, then moves AWSCURRENT from the version that
 * was read. If somebody wrote in between, the move is refused and everything starts over from the new current value, six
 * times at most, with jitter. A write whose answer was lost is recognised by its version, also where it was overtaken since.
 * The tags are written last and say nothing that the version does not hold.
 *
 * @param decide is asked again for every attempt; it must not write. It is told which versions of this change were not made
 * current: somebody else writes at the same time.
 * @throws Refusal where other writers kept winning, or where nobody can tell whether the change was made; what `decide`
 * throws, which is then not made; the service's own error where it is final.
 */
export async function compareAndSwap(
  surroundings: Surroundings,
  maker: Maker,
  decide: Decide,
  signal: AbortSignal,
): Promise<Change> {
  return new Swap(surroundings, maker, decide, signal).run();
}

class Swap {
  readonly #made = new Map<string, Made>();
  readonly #surroundings: Surroundings;
  readonly #maker: Maker;
  readonly #decide: Decide;
  readonly #signal: AbortSignal;
  #lastFault: unknown;

  constructor(surroundings: Surroundings, maker: Maker, decide: Decide, signal: AbortSignal) {
    this.#surroundings = surroundings;
    this.#maker = maker;
    this.#decide = decide;
    this.#signal = signal;
  }

  async run(): Promise<Change> {
    try {
      return await this.#run();
    } catch (error) {
      const [open] = [...this.#made].flatMap(([versionId, { state }]) => (state === 'open' ? [versionId] : []));
      throw open === undefined || this.#signal.aborted ? error : undecided(open);
    }
  }

  async #run(): Promise<Change> {
    const { store, sleep, random } = this.#surroundings;
    for (let attempt = 0; ; attempt += 1) {
      const current = await store.read('AWSCURRENT', this.#signal);
      const earlier = await this.#earlierSuccess(current);
      if (earlier !== undefined) {
        return earlier;
      }
      if (attempt >= ATTEMPTS) {
        throw this.#lastFault ?? lostRace();
      }
      const snapshot = snapshotOf(current);
      // The look at what an earlier attempt achieved leaves none open.
      const decision = await this.#decide(snapshot, [...this.#made.keys()]).catch(unlessOvertaken);
      if (decision !== undefined && decision.text === undefined) {
        return await this.#finish(snapshot.versionId, decision, false);
      }
      const versionId =
        decision?.text === undefined ? undefined : await this.#attempt(snapshot, decision, decision.text);
      if (versionId !== undefined && decision !== undefined) {
        return await this.#finish(versionId, decision, false);
      }
      await sleep(FIRST_PAUSE_MS * 2 ** attempt * (0.5 + random()), this.#signal);
    }
  }

  /** One write; undefined where the next attempt has to look at the current value first. */
  async #attempt(snapshot: Snapshot, decision: Decision, text: string): Promise<string | undefined> {
    const { store, randomBytes, invocation } = this.#surroundings;
    const base = snapshot.versionId;
    const versionId = newVersionId({ ...this.#maker, invocation, changed: decision.changed, base }, randomBytes);
    // AWS makes the first version current by itself, whether or not the answer says so.
    this.#made.set(versionId, { decision, state: base === undefined ? 'open' : 'refused' });
    try {
      if (await store.stage(versionId, text, this.#signal)) {
        return versionId;
      }
      this.#lastFault = undefined;
      if (base === undefined) {
        this.#made.set(versionId, { decision, state: 'staged' });
        return undefined;
      }
      this.#made.set(versionId, { decision, state: 'open' });
      await store.promote(versionId, base, this.#signal);
      return versionId;
    } catch (error) {
      if (isFinalRefusal(error)) {
        // The service's first and only answer: nothing was changed.
        this.#made.set(versionId, { decision, state: 'refused' });
      }
      if (!isRefusedByService(error)) {
        this.#lastFault = error;
        if (!isTransient(error)) {
          throw error;
        }
      }
      return undefined;
    }
  }

  /** What an earlier attempt achieved, if its answer was lost or it was overtaken; throws where nobody can tell. */
  async #earlierSuccess({ versionId: current }: StoredVersion): Promise<Change | undefined> {
    const mine = current === undefined ? undefined : this.#made.get(current);
    if (mine !== undefined) {
      return await this.#finish(current, mine.decision, false);
    }
    const unsure = [...this.#made].filter(([, { state }]) => state !== 'refused');
    if (unsure.length === 0) {
      return undefined;
    }
    const versions = await this.#surroundings.store.versions(this.#signal);
    const lineage = new Lineage(versions, new Map(), undefined);
    for (const [versionId, { decision, state }] of unsure) {
      const listed = versions.find((version) => version.versionId === versionId);
      if (listed !== undefined && lineage.wasCurrent(listed)) {
        return await this.#finish(versionId, decision, true);
      }
      if (listed !== undefined && state === 'open' && !lineage.neverWasCurrent(listed)) {
        throw undecided(versionId);
      }
      if (state === 'open') {
        this.#made.set(versionId, { decision, state: 'refused' });
      }
    }
    return undefined;
  }

  async #finish(versionId: string | undefined, decision: Decision, overtaken: boolean): Promise<Change> {
    const recorded =
      versionId === undefined ||
      (await writeSummary(this.#surroundings, this.#maker.operation, versionId, decision, this.#signal));
    return { ...decision.change, versionId: versionId ?? null, overtaken, recorded };
  }
}

/** The next attempt looks again. */
function unlessOvertaken(error: unknown): undefined {
  if (!(error instanceof Overtaken)) {
    throw error;
  }
}

/** Others changed the secret whenever it was looked at. */
export function lostRace(): Refusal {
  return new Refusal({
    rule: 'lost-race',
    reason: `other writers changed the secret during each of ${ATTEMPTS} attempts; nothing of this change is current`,
    next: 'find out who writes (CloudTrail, PutSecretValue), then try again',
  });
}

/** Nobody can tell here whether the version ever was current. */
export function undecided(versionId: string): Refusal {
  return new Refusal({
    rule: 'undecided',
    reason: `the change was written as version ${versionId}; the answer was lost, and what is stored could not be seen or others wrote since, so it cannot be told here whether it ever was current`,
    next: 'look at the history, which tells what became of this version and which keys it changes, and decide on what is current now',
  });
}
