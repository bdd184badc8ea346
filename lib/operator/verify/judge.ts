import type { Deployment } from '../services/app-service';
import type { LogStream } from '../services/log-streams';
import type { LastChange } from './last-change';
import { type Loaded, matches } from './loaded-line';

/** Everything from which one can tell whether the app runs with what is stored. */
export interface Evidence {
  /** Who runs the app, for people. */
  readonly runtime: string;
  readonly changed: LastChange;
  /** The last one; absent where there is none. */
  readonly deployment?: Deployment | undefined;
  /** The client id that is stored. */
  readonly clientId?: string | undefined;
  /** Lines that the app printed, oldest first. */
  readonly loaded: readonly Loaded[];
  /** The instances that run, as far as their logs tell. */
  readonly running: readonly LogStream[];
}

/** Whether the app runs with what is stored; `unknown` where only the moment of the last change is missing for a proof. */
export type Proof = 'loaded' | 'stale' | 'missing' | 'unknown' | 'failed';

/** A judgement, and why. */
export interface Judgement {
  readonly proof: Proof;
  readonly reason: string;
}

const FAILED = new Set(['failed', 'rolling back', 'rolled back']);

/** Judges the evidence; the first thing that speaks against it decides. */
export function judge(evidence: Evidence): Judgement {
  const { deployment, clientId, loaded } = evidence;
  const since = sinceWhen(evidence);
  const fresh = loaded.filter(({ at }) => at.getTime() >= since);
  const newest = fresh.at(-1);
  if (deployment !== undefined && FAILED.has(deployment.outcome)) {
    return { proof: 'failed', reason: failure(deployment, evidence.runtime) };
  }
  if (clientId === undefined) {
    return { proof: 'failed', reason: 'no Strava client id is stored, so the app cannot have loaded one' };
  }
  if (newest === undefined) {
    return loaded.length > 0 || isOlderThanChange(evidence)
      ? { proof: 'stale', reason: 'the app last loaded the secret before the last change' }
      : { proof: 'missing', reason: missing(deployment) };
  }
  if (!matches(newest, clientId)) {
    return {
      proof: 'failed',
      reason: `the app loaded another Strava client id (${newest.prefix}...) than the one stored (${clientId})`,
    };
  }
  return deployment?.outcome === 'under way'
    ? { proof: 'missing', reason: 'a deployment is under way: which instances serve shows when it has ended' }
    : judgeInstances(evidence, since);
}

function judgeInstances({ running, loaded, changed: { latest } }: Evidence, since: number): Judgement {
  if (running.length === 0) {
    return { proof: 'missing', reason: 'no instance has printed anything of late, so which ones run is not known' };
  }
  const old = running.filter(({ firstEventAt }) => firstEventAt.getTime() < since);
  if (old.length > 0) {
    return {
      proof: 'stale',
      reason: `${old.length} of ${running.length} instances started before the last change and still run`,
    };
  }
  const silent = running.filter(
    ({ name }) => !loaded.some(({ stream, at }) => stream === name && at.getTime() >= since),
  );
  if (silent.length > 0) {
    return {
      proof: 'missing',
      reason: `no line of the log says that ${silent.length} of ${running.length} instances loaded the secret`,
    };
  }
  if (latest === undefined) {
    return {
      proof: 'unknown',
      reason:
        'nothing tells when the current version became so, as after its label was moved by hand: whether the app started before or after is not known',
    };
  }
  const meanwhile = running.filter(({ firstEventAt }) => firstEventAt < latest);
  if (meanwhile.length > 0) {
    return {
      proof: 'unknown',
      reason: `${meanwhile.length} of ${running.length} instances started while the last change was made: what they loaded is not known`,
    };
  }
  return {
    proof: 'loaded',
    reason: 'every running instance started after the last change and loaded this Strava client id',
  };
}

/** The later of the earliest moment of the last change and the start of the last deployment, in milliseconds. */
export function sinceWhen({ changed, deployment }: Pick<Evidence, 'changed' | 'deployment'>): number {
  return Math.max(changed.earliest?.getTime() ?? 0, deployment?.startedAt?.getTime() ?? 0);
}

/** No instance can have started since the change. */
function isOlderThanChange({ changed: { earliest }, deployment }: Evidence): boolean {
  const ended = deployment?.endedAt ?? deployment?.startedAt;
  return earliest !== undefined && ended !== undefined && ended < earliest;
}

function failure({ outcome, status }: Deployment, runtime: string): string {
  return outcome === 'failed'
    ? 'the last deployment failed; instances that were running go on with what they had loaded'
    : `${runtime} rolled the last deployment back (${status}); the app goes on with what it had loaded before`;
}

/** Not that the app never said so: a log group drops lines after a while, if it is told to. */
function missing(deployment: Deployment | undefined): string {
  return deployment?.outcome === 'under way'
    ? 'a deployment is under way, and the app has not yet said that it loaded the secret'
    : 'no line of the log says that the app loaded the secret';
}
