import { HEARS_READS } from '../../../lib/environments/row';
import type { Context } from '../../../lib/operator/context';
import { run } from '../../../lib/operator/run';
import type { AlertEvidence, RuleCounts } from '../../../lib/operator/services/alert-evidence';
import type { Attempts } from '../../../lib/operator/services/attempts';
import type { Inspection } from '../../../lib/operator/services/inspection';
import type { TrailRecord } from '../../../lib/operator/services/trail-records';
import { fakeContext } from '../support/fake-context';
import { anAlarm } from '../support/healthy-inspection';

export const PREFIX = 'staging-kaizencoach-audit';
export const CALLER = 'arn:aws:sts::111122223333:assumed-role/developer/somebody';
const NOW = new Date('2026-06-01T00:00:00Z');
const RULES = ['denied', 'batch-read', 'value-read'].map((id) => `${PREFIX}-${id}`);

/** How a world differs from one in which everything goes as it should. */
export interface World {
  readonly environment?: string;
  readonly attempts?: Partial<Attempts>;
  readonly inspection?: Partial<Inspection>;
  readonly evidence?: Partial<AlertEvidence>;
  readonly records?: Readonly<Record<string, readonly TrailRecord[]>>;
  /** In which state the alarms are, before the attempts and after. */
  readonly alarm?: (attempted: boolean) => string;
  /** What a rule has counted after the attempts; before, nothing. */
  readonly counts?: (rules: readonly string[]) => Partial<RuleCounts>;
  readonly pause?: Context['pause'];
  readonly args?: readonly string[];
}

const ZERO: RuleCounts = {
  TriggeredRules: 0,
  Invocations: 0,
  FailedInvocations: 0,
  InvocationsSentToDlq: 0,
  InvocationsFailedToBeSentToDlq: 0,
};

/** The alarms are on before the attempts, and OK again when they are looked at. */
export const OK_AGAIN: World['alarm'] = (attempted) => (attempted ? 'OK' : 'ALARM');

/** And the other way round. */
export const NOW_ON: World['alarm'] = (attempted) => (attempted ? 'ALARM' : 'OK');

/** Runs a drill in such a world, and gives what it said. */
export async function drill(world: World = {}) {
  let attempted = false;
  let pauses = 0;
  const denied = async () => {
    attempted = true;
    return { outcome: 'denied', byDeny: true } as const;
  };
  const nobody = async () => {
    throw new Error('a drill asks for nothing else');
  };
  const tried: Attempts = {
    caller: async () => ({ account: '111122223333', arn: CALLER }),
    read: denied,
    batch: denied,
    dryRun: denied,
    ...world.attempts,
  };
  const topic = `arn:aws:sns:eu-west-1:111122223333:${world.environment ?? 'staging'}-kaizencoach-audit`;
  const inspection: Inspection = {
    secret: async () => undefined,
    role: nobody,
    hasStack: nobody,
    topics: nobody,
    subscriptions: nobody,
    isFiltered: nobody,
    rulesOf: async () => RULES,
    rules: async () => RULES.map((name) => ({ name, state: HEARS_READS, scheduled: false })),
    alarmsOf: async () => [`${PREFIX}-access`, `${PREFIX}-change`],
    alarms: async (names) =>
      names.map((name) => anAlarm(name, { state: world.alarm?.(attempted) ?? 'ALARM', actions: [topic] })),
    muteRules: async () => [],
    ...world.inspection,
  };
  const evidence: AlertEvidence = {
    counts: async (names) => ({
      ...ZERO,
      ...(attempted ? (world.counts?.(names) ?? { TriggeredRules: 1, Invocations: 1 }) : {}),
    }),
    mostWaiting: async () => 0,
    transitions: async (name) =>
      name.endsWith('-access') ? [{ at: new Date(NOW.getTime() + 42_000), to: 'ALARM' }] : [],
    ...world.evidence,
  };
  const context = fakeContext({
    now: NOW,
    services: {
      attempts: async () => tried,
      inspection: async () => inspection,
      alertEvidence: async () => evidence,
      trailRecords: async () => ({ of: async (operation) => world.records?.[operation] ?? [] }),
    },
  });
  const pause = async () => {
    pauses += 1;
    await world.pause?.();
  };
  const args = ['drill', world.environment ?? 'staging', '--json', ...(world.args ?? [])];
  const now = () => new Date(NOW.getTime() + 3_000 * pauses);
  const exitCode = await run(args, { ...context, pause, now });
  const said: {
    problems?: string[];
    alerts?: { path: string; id: string; arrived: boolean; seconds?: number }[];
    questions?: { id: string; verdict: string; saw: string }[];
    error?: { rule: string };
    rule?: string;
  } = JSON.parse(context.stdout.text);
  return {
    exitCode,
    pauses,
    attempted: () => attempted,
    text: context.stdout.text,
    problems: said.problems ?? [],
    missing: said.alerts?.filter(({ arrived }) => !arrived).map(({ path, id }) => `${id} (${path})`),
    alerts: said.alerts?.map(({ path, id, seconds }) => `${id} (${path}) ${seconds}`),
    verdict: (id: string) => said.questions?.find((question) => question.id === id)?.verdict,
  };
}
