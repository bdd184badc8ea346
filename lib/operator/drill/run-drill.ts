import { auditNames, resourceNames } from '../../environments/names';
import type { Environment } from '../../environments/row';
import type { Context } from '../context';
import { examineAlarms } from '../doctor/check-alarms';
import { examineRules } from '../doctor/check-rules';
import type { Finding } from '../doctor/finding';
import type { Attempt, Attempts, Caller } from '../services/attempts';
import { answers } from './answers';
import { type Arrival, type Watch, watch } from './arrivals';
import { type Answer, allAnswers } from './questions';
import { refuseReaders } from './refuse-readers';
import { seen } from './seen';

/** What came of a drill. */
export interface Drill {
  readonly caller: Caller;
  readonly started: Date;
  readonly read: Attempt;
  readonly batch: Attempt;
  readonly arrivals: readonly Arrival[];
  /** Most alerts that waited undelivered in the queue meanwhile. */
  readonly undelivered: number;
  readonly rules: readonly Finding[];
  readonly alarms: readonly Finding[];
  readonly answers: readonly Answer[];
}

/** A look waits for so many pauses of three seconds: metrics come by the minute. */
const PAUSES = 5;
const LOOKS_A_MINUTE = 4;

/** Tries to read, and waits so many minutes for what that raises. */
export async function runDrill(environment: Environment, minutes: number, context: Context): Promise<Drill> {
  const { services, terminal } = context;
  const tried = await services.attempts();
  const caller = await tried.caller();
  refuseReaders(caller, environment);
  const inspection = await services.inspection();
  const { prefix, failedDeliveries } = auditNames(environment.resourcePrefix);
  const rules = await examineRules(environment, inspection);
  const alarms = await examineAlarms(environment, inspection);
  const watched = await watch(environment, inspection, context);
  const secret = await seen(() => inspection.secret(environment.secretName));
  const started = context.now();
  const attempted = await attempt(environment, tried);
  const arrivals = await terminal.progress.during('waiting for the alerts', (say) =>
    arrived(watched, started, minutes, context, say),
  );
  const evidence = await services.alertEvidence();
  const records = await services.trailRecords();
  const of = async (operation: string, since?: Date) => (await seen(() => records.of(operation, since))) ?? [];
  const found = {
    ...attempted,
    environment,
    caller,
    arrivals,
    rules,
    secret,
    reads: await of('GetSecretValue', started),
    tagged: await of('TagResource'),
    described: await of('DescribeSecret'),
    silence: await evidence.transitions(`${prefix}-trail-silent`),
  };
  const undelivered = await evidence.mostWaiting(failedDeliveries, started, new Date(context.now().getTime() + 60_000));
  return { ...attempted, caller, started, arrivals, undelivered, rules, alarms, answers: allAnswers(answers(found)) };
}

async function attempt(environment: Environment, tried: Attempts) {
  const { keeperFunction } = resourceNames(environment);
  const read = await tried.read(environment.secretName);
  const batch = await tried.batch(environment.secretName);
  const dryRuns = [await tried.dryRun(keeperFunction), await tried.dryRun(keeperFunction, '$LATEST')] as const;
  return { read, batch, dryRuns };
}

/** Looks until every alert has come, or the time is over. */
async function arrived(
  watched: Watch,
  started: Date,
  minutes: number,
  { pause }: Context,
  say: (text: string) => void,
): Promise<readonly Arrival[]> {
  let found = await watched.look(started);
  for (let look = 0; look < minutes * LOOKS_A_MINUTE && found.some((alert) => !alert.arrived); look += 1) {
    const missing = found.filter((alert) => !alert.arrived).map(({ path, id }) => `${id} (${path})`);
    say(`waiting for ${missing.join(', ')}, ${minutes} minutes at the most`);
    for (let count = 0; count < PAUSES; count += 1) {
      await pause();
    }
    found = await watched.look(started);
  }
  return found;
}
