import { type AlertPath, type DrilledAlert, drilledAlerts, isRuleOf } from '../../environments/drilled-alerts';
import { auditNames } from '../../environments/names';
import type { Environment } from '../../environments/row';
import type { Context } from '../context';
import { silenceOf } from '../doctor/check-alarms';
import type { AlertEvidence, RuleCounts } from '../services/alert-evidence';
import type { Inspection } from '../services/inspection';
import { seen } from './seen';

/** What became of an alert that a drill waits for. */
export interface Arrival {
  readonly path: AlertPath;
  readonly id: string;
  readonly arrived: boolean;
  /** Since the attempts. On EventBridge until its metric was seen, which comes by the minute: the alert was earlier. */
  readonly seconds?: number;
  /** Why it is missing, as far as that shows. */
  readonly cause?: string;
  /** It could not have come, or nobody can tell: that it is missing says nothing of how fast its path is. */
  readonly undecided?: true;
}

/** An alert, how it was before the attempts, and where to look for it. */
type Watched = DrilledAlert & {
  readonly name: string;
  readonly rules: readonly string[];
  readonly before: RuleCounts;
  /** Its alarm was on, on the log path: one that is on tells nobody again. */
  readonly wasOn: boolean;
};

/** Looks for the alerts of a drill. */
export interface Watch {
  /** What has arrived until now; `started` is when the attempts began. */
  look(started: Date): Promise<readonly Arrival[]>;
}

const NONE: RuleCounts = {
  TriggeredRules: 0,
  Invocations: 0,
  FailedInvocations: 0,
  InvocationsSentToDlq: 0,
  InvocationsFailedToBeSentToDlq: 0,
};

/** No drill is longer; CloudWatch takes an end that is still to come. */
const LONGEST_MS = 3 * 3_600_000;

/** What looking for an alarm needs. */
interface Looks {
  readonly environment: Environment;
  readonly inspection: Inspection;
  readonly evidence: AlertEvidence;
  readonly context: Context;
  /** When an alarm was last seen muted by a rule. */
  readonly muted: Map<string, Date>;
}

/** Begins to watch, before the attempts: what others have raised in the same minute does not count. */
export async function watch(environment: Environment, inspection: Inspection, context: Context): Promise<Watch> {
  const evidence = await context.services.alertEvidence();
  const { prefix } = auditNames(environment.resourcePrefix);
  const rules = await inspection.rules(`${prefix}-`);
  const since = context.now();
  const until = new Date(since.getTime() + LONGEST_MS);
  const watched: Watched[] = [];
  for (const alert of drilledAlerts(environment)) {
    const own = rules.map(({ name }) => name).filter((name) => isRuleOf(name, prefix, alert.id));
    const name = `${prefix}-${alert.id}`;
    const isLog = alert.path === 'log';
    const before = isLog ? NONE : await evidence.counts(own, since, until);
    const [alarm] = isLog ? await inspection.alarms([name]) : [];
    watched.push({ ...alert, name, rules: own, before, wasOn: alarm?.state === 'ALARM' });
  }
  const arrived = new Map<Watched, Arrival>();
  const looks = { environment, inspection, evidence, context, muted: new Map<string, Date>() };
  return {
    look: async (started) => {
      const found: Arrival[] = [];
      for (const alert of watched) {
        const arrival =
          arrived.get(alert) ??
          (alert.path === 'log'
            ? await byLog(alert, looks, started)
            : byEventBridge(
                alert,
                await evidence.counts(alert.rules, since, until),
                context.now().getTime() - started.getTime(),
              ));
        if (arrival.arrived) {
          arrived.set(alert, arrival);
        }
        found.push(arrival);
      }
      return found;
    },
  };
}

async function byLog(
  { path, id, name, wasOn }: Watched,
  { environment, inspection, evidence, context, muted }: Looks,
  started: Date,
): Promise<Arrival> {
  const undecided = (cause: string) => ({ path, id, arrived: false, cause, undecided: true }) as const;
  const [alarm] = await inspection.alarms([name]);
  if (alarm === undefined) {
    return undecided(`there is no alarm ${name}`);
  }
  const silence = silenceOf(alarm, environment);
  if (silence !== undefined) {
    return undecided(`${silence.cause}: ${silence.run}`);
  }
  const mutes = await seen(() => inspection.muteRules(name));
  if (mutes === undefined) {
    return undecided('whether a rule mutes the alarm could not be asked');
  }
  const active = mutes.find(({ status }) => status === 'ACTIVE');
  if (active !== undefined) {
    muted.set(name, context.now());
    return undecided(`the alarm is muted by the rule ${active.name}`);
  }
  // CloudWatch decides what was since a moment: the times that it gives back may be whole seconds.
  const wentOff = async (since: Date) => (await evidence.transitions(name, since)).find(({ to }) => to === 'ALARM');
  // What it went through while a rule muted it was told to nobody.
  const heard = muted.get(name);
  const first = await wentOff(heard ?? started);
  if (first !== undefined) {
    return { path, id, arrived: true, seconds: seconds(first.at.getTime() - started.getTime()) };
  }
  if (heard !== undefined && (await wentOff(started)) !== undefined) {
    return undecided('the alarm went off while a rule muted it: drill again when it is OK');
  }
  // It may be OK again by now: what it was decides.
  if (wasOn) {
    return undecided(
      'the alarm was on before the attempts, and one that is on tells nobody again: drill again when it is OK',
    );
  }
  return alarm.state === 'ALARM'
    ? undecided('the alarm is on, and its history does not say since when: drill again when it is OK')
    : { path, id, arrived: false, cause: `the alarm is ${alarm.state}, and did not go off` };
}

function byEventBridge({ path, id, name, rules, before }: Watched, now: RuleCounts, elapsedMs: number): Arrival {
  const more = (metric: keyof RuleCounts) => now[metric] - before[metric];
  if (rules.length === 0) {
    return { path, id, arrived: false, cause: `there is no rule ${name}` };
  }
  const undelivered = more('FailedInvocations') + more('InvocationsSentToDlq') + more('InvocationsFailedToBeSentToDlq');
  if (undelivered > 0) {
    return { path, id, arrived: false, cause: 'the rule matched, but could not deliver to the topic' };
  }
  return more('Invocations') > 0
    ? { path, id, arrived: true, seconds: seconds(elapsedMs) }
    : {
        path,
        id,
        arrived: false,
        cause: more('TriggeredRules') > 0 ? 'the rule matched, and invoked nothing' : 'the rule did not match',
      };
}

function seconds(milliseconds: number): number {
  return Math.max(0, Math.round(milliseconds / 1000));
}
