import type { SecretStatus } from '../../contract/operator-answer';
import type { Environment } from '../../environments/row';
import type { Context } from '../context';
import type { AppLog, LogLine } from '../services/app-log';
import type { AppRunner, AppService, Operation } from '../services/app-runner';
import { type Evidence, type Judgement, judge, sinceWhen } from './judge';
import { LOADED_PATTERN, loadedIn } from './loaded-line';
import { excerpt, TROUBLE_PATTERN } from './log-excerpt';

/** What proves, or speaks against it, that the app runs with what is stored. */
export interface Verification extends Judgement {
  readonly environment: string;
  readonly service: string;
  readonly changedAt?: string | undefined;
  readonly deployment?: { readonly type: string; readonly status: string; readonly startedAt?: string | undefined };
  readonly instances: number;
  /** The lines of the logs that matter, redacted. */
  readonly lines: readonly string[];
}

/** Operations that start instances. */
const STARTS = new Set(['CREATE_SERVICE', 'UPDATE_SERVICE', 'START_DEPLOYMENT', 'RESUME_SERVICE']);

/** How far to look back for an instance that loaded an older value. */
const LOOK_BACK_MS = 30 * 86_400_000;

/** An instance that runs answers health checks, and prints them. */
const RECENT_MS = 15 * 60_000;

/** Gathers the evidence and judges it. */
export async function verification(
  environment: Environment,
  status: SecretStatus,
  service: AppService,
  { services, now }: Context,
): Promise<Verification> {
  const deployment = await lastDeployment(await services.appRunner(), service);
  const log = await services.appLog();
  const changedAt = lastChange(status);
  const lines = await loadedLines(log, service, sinceWhen({ changedAt, deployment }), now());
  const loaded = lines.flatMap((line) => loadedIn(line) ?? []);
  const running = await runningStreams(log, service, deployment, now());
  const evidence: Evidence = { changedAt, deployment, clientId: status.stravaClientId, loaded, running };
  const judgement = judge(evidence);
  const trouble = judgement.proof === 'loaded' ? [] : await troubleLines(log, service, sinceWhen(evidence), now());
  return {
    ...judgement,
    environment: environment.name,
    service: service.name,
    changedAt: changedAt?.toISOString(),
    ...(deployment === undefined ? {} : { deployment: described(deployment) }),
    instances: running.length,
    lines: excerpt(
      [...lines.slice(-5), ...trouble.slice(-5)].sort((one, other) => one.at.getTime() - other.at.getTime()),
    ),
  };
}

async function lastDeployment(appRunner: AppRunner, service: AppService): Promise<Operation | undefined> {
  return (await appRunner.operations(service)).find(({ type }) => STARTS.has(type));
}

/** When a value was last written, by the keeper's records or by somebody else: the current version is no older than that. */
export function lastChange({ keys, versionMadeAt }: SecretStatus): Date | undefined {
  const recorded = keys.flatMap(({ state, record }) =>
    state === 'missing' || record === undefined ? [] : Date.parse(record.madeAt),
  );
  const times = versionMadeAt === undefined ? recorded : [...recorded, Date.parse(versionMadeAt)];
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}

/** The lines since then; where there is none, older ones, which tell a stale app from one that never started. */
async function loadedLines(log: AppLog, service: AppService, since: number, now: Date): Promise<readonly LogLine[]> {
  const search = (from: number) =>
    log.lines(service, 'application', { since: new Date(from), pattern: LOADED_PATTERN });
  const oldest = now.getTime() - LOOK_BACK_MS;
  const recent = await search(Math.max(since, oldest));
  return recent.length > 0 ? recent : search(oldest);
}

/** Streams of the instances that run now: they began with the last deployment, or have printed a little while ago. */
async function runningStreams(log: AppLog, service: AppService, deployment: Operation | undefined, now: Date) {
  const streams = await log.streams(service);
  const ended = deployment?.endedAt;
  if (ended === undefined) {
    return streams.slice(0, 1);
  }
  const since = new Date(Math.max(ended.getTime(), now.getTime() - RECENT_MS));
  const active = await log.activeStreams(service, since);
  return streams.filter(
    ({ name, firstEventAt }) => active.has(name) || firstEventAt >= (deployment?.startedAt ?? ended),
  );
}

async function troubleLines(log: AppLog, service: AppService, since: number, now: Date): Promise<readonly LogLine[]> {
  const search = { since: new Date(Math.max(since, now.getTime() - LOOK_BACK_MS)), pattern: TROUBLE_PATTERN };
  const found = [await log.lines(service, 'application', search), await log.lines(service, 'service', search)].flat();
  return found.sort((one, other) => one.at.getTime() - other.at.getTime());
}

function described({ type, status, startedAt }: Operation) {
  return { type, status, startedAt: startedAt?.toISOString() };
}
