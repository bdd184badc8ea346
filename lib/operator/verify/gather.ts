import type { SecretStatus } from '../../contract/operator-answer';
import type { Environment } from '../../environments/row';
import type { Context } from '../context';
import { OperatorError } from '../operator-error';
import { refuseUnlessRunning } from '../reload/deploy-again';
import type { AppLog, LogLine } from '../services/app-log';
import { type AppService, type Deployment, isUnderWay, type LogGroup } from '../services/app-service';
import { type Evidence, type Judgement, judge, sinceWhen } from './judge';
import { lastChange } from './last-change';
import { LOADED_PATTERN, loadedIn } from './loaded-line';
import { excerpt, TROUBLE_PATTERN } from './log-excerpt';

/** What proves, or speaks against it, that the app runs with what is stored. */
export interface Verification extends Judgement {
  readonly environment: string;
  readonly service: string;
  /** Between which moments the value that is stored became so. */
  readonly changed: { readonly earliest?: string | undefined; readonly latest?: string | undefined };
  readonly deployment?: {
    readonly type: string;
    readonly status: string;
    readonly underWay: boolean;
    readonly startedAt?: string | undefined;
  };
  readonly instances: number;
  /** The lines of the logs that matter, redacted. */
  readonly lines: readonly string[];
}

/** How far to look back for an instance that loaded an older value, and for trouble. */
const LOOK_BACK_MS = 30 * 86_400_000;

/** An instance that runs answers health checks, and prints them. */
const RECENT_MS = 15 * 60_000;

/** Lines of each kind that are shown: the newest. */
const SHOWN = 5;

/** Gathers the evidence and judges it. */
export async function verification(
  environment: Environment,
  status: SecretStatus,
  service: AppService,
  { services, now }: Context,
): Promise<Verification> {
  const group = logOf(service);
  const [deployment] = await service.deployments();
  if (deployment?.outcome !== 'under way') {
    refuseUnlessRunning(service);
  }
  const log = await services.appLog();
  const changed = lastChange(status);
  const lines = await loadedLines(log, group, sinceWhen({ changed, deployment }), now());
  const loaded = lines.flatMap((line) => loadedIn(line) ?? []);
  const running = await runningStreams(log, group, deployment, now());
  const { runtime } = service;
  const evidence: Evidence = { runtime, changed, deployment, clientId: status.stravaClientId, loaded, running };
  const judgement = judge(evidence);
  const trouble =
    judgement.proof === 'loaded' ? [] : await troubleLines(log, [group, service.deploymentLog], evidence, now());
  return {
    ...judgement,
    environment: environment.name,
    service: service.name,
    changed: { earliest: changed.earliest?.toISOString(), latest: changed.latest?.toISOString() },
    ...(deployment === undefined ? {} : { deployment: described(deployment) }),
    instances: running.length,
    lines: excerpt(
      [...lines.slice(-SHOWN), ...trouble.slice(-SHOWN)].sort((one, other) => one.at.getTime() - other.at.getTime()),
    ),
  };
}

/** @throws OperatorError where it has none. */
function logOf({ name, appLog }: AppService): LogGroup {
  if (appLog === undefined) {
    throw new OperatorError({
      rule: 'no-log',
      reason: `the configuration of ${name} names no log group of CloudWatch, so there is no proof of what it loaded`,
      next: 'give the service a log group (awsLogsConfiguration), and deploy it',
    });
  }
  return appLog;
}

/** The lines since then, however long ago; where there is none, older ones, which tell a stale app from one that never started. */
async function loadedLines(log: AppLog, group: LogGroup, since: number, now: Date): Promise<readonly LogLine[]> {
  const search = (from: number) => log.lines(group, { since: new Date(from), pattern: LOADED_PATTERN });
  const oldest = now.getTime() - LOOK_BACK_MS;
  const recent = await search(since);
  return recent.length > 0 || since <= oldest ? recent : search(oldest);
}

/**
 * Streams of the instances that run now: they have printed a little while ago. Just after a deployment, and where none prints,
 * silence tells nothing, so what began with the deployment counts too.
 */
async function runningStreams(log: AppLog, group: LogGroup, deployment: Deployment | undefined, now: Date) {
  const recent = now.getTime() - RECENT_MS;
  const { startedAt, endedAt } = deployment ?? {};
  const active = await log.activeStreams(group, new Date(Math.max(endedAt?.getTime() ?? 0, recent)));
  const silenceTells = active.size > 0 && endedAt !== undefined && endedAt.getTime() < recent;
  const began = silenceTells ? undefined : (startedAt ?? endedAt);
  const streams = await log.streams(group, { names: active, since: began });
  return streams.filter(({ name, firstEventAt }) => active.has(name) || (began !== undefined && firstEventAt >= began));
}

/** The lines that explain a failure, and what the runtime says of the deployment itself. */
async function troubleLines(
  log: AppLog,
  groups: readonly (LogGroup | undefined)[],
  evidence: Evidence,
  now: Date,
): Promise<readonly LogLine[]> {
  const since = new Date(Math.max(sinceWhen(evidence), now.getTime() - LOOK_BACK_MS));
  const { reason, endedAt: at = now } = evidence.deployment ?? {};
  const found: LogLine[] = reason === undefined ? [] : [{ stream: 'deployment', at, text: reason }];
  for (const group of groups) {
    found.push(
      ...(group === undefined ? [] : await log.lines(group, { since, pattern: TROUBLE_PATTERN, newest: SHOWN })),
    );
  }
  return found.sort((one, other) => one.at.getTime() - other.at.getTime());
}

function described(deployment: Deployment) {
  const { type, status, startedAt } = deployment;
  return { type, status, underWay: isUnderWay(deployment), startedAt: startedAt?.toISOString() };
}
