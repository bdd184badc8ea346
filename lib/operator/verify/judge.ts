import type { LogStream } from '../services/app-log';
import type { Operation } from '../services/app-runner';
import { type Loaded, matches } from './loaded-line';

/** Everything from which one can tell whether the app runs with what is stored. */
export interface Evidence {
  /** When the keeper last changed a value; absent where nothing is recorded. */
  readonly changedAt?: Date | undefined;
  /** The last operation that started instances; absent where there is none. */
  readonly deployment?: Operation | undefined;
  /** The client id that is stored. */
  readonly clientId?: string | undefined;
  /** Lines that the app printed, oldest first. */
  readonly loaded: readonly Loaded[];
  /** The instances whose log has lines after the deployment. */
  readonly running: readonly LogStream[];
}

/** Whether the app runs with what is stored. */
export type Proof = 'loaded' | 'stale' | 'missing' | 'failed';

/** A judgement, and why. */
export interface Judgement {
  readonly proof: Proof;
  readonly reason: string;
}

const FAILED = new Set(['FAILED', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_SUCCEEDED', 'ROLLBACK_FAILED']);
const UNDER_WAY = new Set(['PENDING', 'IN_PROGRESS']);

/** Judges the evidence; the first thing that speaks against it decides. */
export function judge(evidence: Evidence): Judgement {
  const { deployment, clientId, loaded } = evidence;
  const since = sinceWhen(evidence);
  const fresh = loaded.filter(({ at }) => at.getTime() >= since);
  const newest = fresh.at(-1);
  if (deployment !== undefined && FAILED.has(deployment.status)) {
    return { proof: 'failed', reason: failure(deployment.status) };
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
  return judgeInstances(evidence, since);
}

function judgeInstances({ running, loaded }: Evidence, since: number): Judgement {
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
      reason: `${silent.length} of ${running.length} instances have not said that they loaded the secret`,
    };
  }
  return {
    proof: 'loaded',
    reason: 'every running instance started after the last change and loaded this Strava client id',
  };
}

/** The later of the last change and the start of the last deployment, in milliseconds. */
export function sinceWhen({ changedAt, deployment }: Pick<Evidence, 'changedAt' | 'deployment'>): number {
  return Math.max(changedAt?.getTime() ?? 0, deployment?.startedAt?.getTime() ?? 0);
}

/** No instance can have started since the change. */
function isOlderThanChange({ changedAt, deployment }: Evidence): boolean {
  const ended = deployment?.endedAt ?? deployment?.startedAt;
  return changedAt !== undefined && ended !== undefined && ended < changedAt;
}

function failure(status: string): string {
  return status === 'FAILED'
    ? 'the last deployment failed; instances that were running go on with what they had loaded'
    : `App Runner rolled the last deployment back (${status}); the app goes on with what it had loaded before`;
}

function missing(deployment: Operation | undefined): string {
  return deployment !== undefined && UNDER_WAY.has(deployment.status)
    ? 'a deployment is under way, and the app has not yet said that it loaded the secret'
    : 'the app has not said that it loaded the secret';
}
