import type { GeneratedKey } from '../../catalogue/catalogue';
import type { Change, Plan } from '../../contract/operator-answer';
import type { Consents, PlannedChange } from '../../contract/operator-request';
import { fate } from '../reading/fate';
import { Refusal } from '../refusal';
import { type Snapshot, snapshotOf, valueVersionOf } from '../secret/snapshot';
import type { Surroundings } from '../surroundings';
import { ATTEMPTS, compareAndSwap, type Decide, lostRace, undecided } from './compare-and-swap';
import { decide } from './decision';
import { effectsOf } from './effects';
import { planOf } from './plan';
import type { Draw } from './proposals/proposal';
import { propose } from './proposals/propose';
import { type Look, Overtaken, type Situation, situationOf } from './situation';

/** A change, and on whose word it is made. */
export interface Order {
  readonly change: PlannedChange;
  /** 16 hexadecimal digits, fresh for each change. */
  readonly requestId: string;
  readonly consents: Consents;
  /** Version that the operator saw, null where there was no value; absent for a deployment, which takes what is there. */
  readonly seenVersion?: string | null;
  /** Whether the tags are completed even where nothing else is to be done. */
  readonly completeRecords: boolean;
}

/** What is agreed to where nobody was asked. */
export const NO_CONSENTS: Consents = { importGenerated: false, invalidateGarminPasswords: false };

/**
 * Carries out a change: situation → proposal → effects → decision → swap.
 * @throws Refusal where the secret has changed since the operator looked, or where the change cannot be done.
 */
export async function carryOut(order: Order, surroundings: Surroundings, signal: AbortSignal): Promise<Change> {
  const { change, requestId, consents, seenVersion, completeRecords } = order;
  const draw = drawOnce(surroundings);
  const decideOn: Decide = async (snapshot, notMade) => {
    if (seenVersion !== undefined && valueVersionOf(snapshot) !== seenVersion) {
      throw await whyMoved(snapshot, { requestId, notMade }, surroundings, signal);
    }
    const situation = await lookAt(
      snapshot,
      { change, completeRecords: completeRecords || notMade.length > 0, notMade },
      surroundings,
      signal,
    );
    const made = propose(situation, change, draw);
    return decide(situation, made, effectsOf(situation, made), {
      operation: change.operation,
      consents,
      now: surroundings.now(),
    });
  };
  return compareAndSwap(surroundings, { operation: change.operation, requestId }, decideOn, signal);
}

/** Says what a change would do, by name, and does nothing. A value that is drawn for it is thrown away. */
export async function plan(change: PlannedChange, surroundings: Surroundings, signal: AbortSignal): Promise<Plan> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const snapshot = snapshotOf(await surroundings.store.read('AWSCURRENT', signal));
    try {
      const situation = await lookAt(snapshot, { change, completeRecords: false, notMade: [] }, surroundings, signal);
      const made = propose(situation, change, drawOnce(surroundings));
      return planOf(situation, made, effectsOf(situation, made));
    } catch (error) {
      if (!(error instanceof Overtaken)) {
        throw error;
      }
    }
  }
  throw lostRace();
}

async function lookAt(
  snapshot: Snapshot,
  look: Pick<Look, 'change' | 'completeRecords' | 'notMade'>,
  { settings, store }: Surroundings,
  signal: AbortSignal,
): Promise<Situation> {
  const environment = settings.ENVIRONMENT_NAME;
  const context = { gcpProject: settings.GCP_PROJECT };
  return situationOf(snapshot, store, { ...look, environment, context }, signal);
}

function drawOnce({ randomBytes }: Surroundings): Draw {
  const drawn = new Map<string, string>();
  return ({ name, generate }: GeneratedKey) => {
    const value = drawn.get(name) ?? generate(randomBytes);
    drawn.set(name, value);
    return value;
  };
}

/** AWSCURRENT is not what the operator saw: somebody else wrote, or this very request was carried out already. */
async function whyMoved(
  snapshot: Snapshot,
  { requestId, notMade }: { readonly requestId: string; readonly notMade: readonly string[] },
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Refusal> {
  const { fate: found, versionId } = await fate(requestId, surroundings, signal);
  if (found === 'current' || found === 'overtaken') {
    return new Refusal({
      rule: 'already-made',
      reason: `this request arrived twice and was carried out the first time: version ${versionId ?? 'none'}; nothing was written now`,
      next: 'look at the status: the change is stored',
    });
  }
  if (found === 'unproved' && versionId !== undefined && !notMade.includes(versionId)) {
    return undecided(versionId);
  }
  return new Refusal({
    rule: 'moved',
    reason: `the secret has changed since it was looked at (AWSCURRENT is ${valueVersionOf(snapshot) ?? 'without a value'} now); this change was not made`,
    next: 'look at the status again and decide on what it says now',
  });
}
