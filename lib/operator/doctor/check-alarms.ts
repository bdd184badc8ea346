import type { Environment } from '../../environments/row';
import { quoted } from '../rendering/quoted';
import type { Alarm, MuteRule } from '../services/inspect-alarms';
import type { Inspection } from '../services/inspection';
import { type Finding, findingsOf, ok, problem } from './finding';

const CHECK = 'alarms of the alerts';
const RULES = 'rules that mute alarms';

/** What keeps the alarms of an environment's alerts from telling anybody. */
export async function examineAlarms({ stackId }: Environment, inspection: Inspection): Promise<readonly Finding[]> {
  let names: readonly string[] = [];
  const states = await findingsOf(CHECK, async () => {
    names = (await inspection.alarmsOf(stackId)) ?? [];
    return checkAlarms(names, names.length === 0 ? [] : await inspection.alarms(names), stackId);
  });
  const rules = await findingsOf(RULES, async () => {
    const muted = await Promise.all(
      names.map(async (alarm) => (await inspection.muteRules(alarm)).map((rule) => ({ alarm, rule }))),
    );
    return checkMutes(muted.flat(), names.length);
  });
  return [...states, ...(names.length === 0 ? [] : rules)];
}

/**
 * Whether every alarm of the stack is there, with its actions. Deploying the same template changes neither.
 * @param ofStack names of the alarms that the stack has made
 */
function checkAlarms(ofStack: readonly string[], alarms: readonly Alarm[], stackId: string): readonly Finding[] {
  if (ofStack.length === 0) {
    return [problem(CHECK, `the stack ${stackId} has no alarms here`, { run: `npx cdk deploy ${stackId}` })];
  }
  const gone = ofStack.filter((name) => !alarms.some((alarm) => alarm.name === name));
  const muted = alarms.filter((alarm) => alarm.muted);
  return [
    ...gone.map((name) =>
      problem(CHECK, `${name} was deleted, and nothing tells in its place`, {
        run: `npx cdk deploy ${stackId} --revert-drift`,
      }),
    ),
    ...muted.map(({ name }) =>
      problem(CHECK, `the actions of ${name} are disabled: it goes off and tells nobody`, {
        run: `aws cloudwatch enable-alarm-actions --alarm-names ${name}`,
      }),
    ),
    ...(gone.length + muted.length === 0 ? [ok(CHECK, `all ${alarms.length} are there, with their actions`)] : []),
  ];
}

/** One finding for each rule, with the alarms of ours that it mutes: it may be somebody's for others' alarms as well. */
function checkMutes(
  muted: readonly { readonly alarm: string; readonly rule: MuteRule }[],
  alarms: number,
): readonly Finding[] {
  const rules = new Map(muted.map(({ rule }) => [rule.name, rule]));
  return rules.size === 0
    ? [ok(RULES, `none mutes any of the ${alarms} alarms`)]
    : [...rules.values()].map(({ name, status }) => {
        const ours = muted.flatMap(({ alarm, rule }) => (rule.name === name ? [alarm] : [])).join(', ');
        const when = status === 'ACTIVE' ? 'now' : `at its times (it is ${status})`;
        return problem(
          RULES,
          `the rule ${name} mutes ${ours} ${when}: they go off and tell nobody`,
          `see whom else it mutes (aws cloudwatch get-alarm-mute-rule --alarm-mute-rule-name ${quoted(name)}), ` +
            `then delete it (aws cloudwatch delete-alarm-mute-rule --alarm-mute-rule-name ${quoted(name)})`,
        );
      });
}
