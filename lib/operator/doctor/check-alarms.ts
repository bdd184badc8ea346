import { auditNames } from '../../environments/names';
import type { Environment } from '../../environments/row';
import { quoted } from '../rendering/quoted';
import type { Alarm, MuteRule } from '../services/inspect-alarms';
import type { Inspection } from '../services/inspection';
import { type Finding, findingsOf, notChecked, ok, problem } from './finding';

const CHECK = 'alarms of the alerts';
const RULES = 'rules that mute alarms';

/** What keeps the alarms of an environment's alerts from telling anybody. */
export async function examineAlarms(environment: Environment, inspection: Inspection): Promise<readonly Finding[]> {
  const { stackId } = environment;
  const names: string[] = [];
  const listed = await findingsOf(CHECK, async () => {
    names.push(...((await inspection.alarmsOf(stackId)) ?? []));
    return names.length > 0
      ? []
      : [problem(CHECK, `the stack ${stackId} has no alarms here`, { run: `npx cdk deploy ${stackId}` })];
  });
  if (names.length === 0) {
    const isUnknown = listed.some(({ verdict }) => verdict === 'not checked');
    return [...listed, ...(isUnknown ? [notChecked(RULES, 'which alarms there are is not known')] : [])];
  }
  const states = await findingsOf(CHECK, async () => checkAlarms(names, await inspection.alarms(names), environment));
  return [...states, ...(await examineMutes(names, inspection))];
}

/** Why an alarm tells nobody when it goes off, and what mends it; undefined where it tells the environment's topic. */
export function silenceOf(
  { name, actionsEnabled, actions }: Alarm,
  { resourcePrefix, stackId }: Environment,
): { readonly cause: string; readonly run: string } | undefined {
  if (!actions.some((arn) => arn.endsWith(`:${auditNames(resourcePrefix).topic}`))) {
    const run = `npx cdk deploy ${stackId} --revert-drift`;
    return { cause: `${name} no longer tells the topic of the alerts when it goes off`, run };
  }
  const run = `aws cloudwatch enable-alarm-actions --alarm-names ${name}`;
  return actionsEnabled
    ? undefined
    : { cause: `the actions of ${name} are disabled: it goes off and tells nobody`, run };
}

/**
 * Whether every alarm of the stack is there, and tells. Deploying the same template changes neither.
 * @param ofStack names of the alarms that the stack has made
 */
function checkAlarms(
  ofStack: readonly string[],
  alarms: readonly Alarm[],
  environment: Environment,
): readonly Finding[] {
  const gone = ofStack.filter((name) => !alarms.some((alarm) => alarm.name === name));
  const amiss = [
    ...gone.map((name) => ({
      cause: `${name} was deleted, and nothing tells in its place`,
      run: `npx cdk deploy ${environment.stackId} --revert-drift`,
    })),
    ...alarms.flatMap((alarm) => silenceOf(alarm, environment) ?? []),
  ];
  return amiss.length === 0
    ? [ok(CHECK, `all ${alarms.length} are there, with their actions`)]
    : amiss.map(({ cause, run }) => problem(CHECK, cause, { run }));
}

/** One finding for each rule, with the alarms of ours that it mutes: it may be somebody's for others' alarms as well. */
async function examineMutes(alarms: readonly string[], inspection: Inspection): Promise<readonly Finding[]> {
  const muted: { readonly alarm: string; readonly rule: MuteRule }[] = [];
  // What cannot be asked of one alarm hides nothing of the others.
  const asked = await Promise.all(
    alarms.map((alarm) =>
      findingsOf(RULES, async () => {
        muted.push(...(await inspection.muteRules(alarm)).map((rule) => ({ alarm, rule })));
        return [];
      }),
    ),
  );
  const unasked = asked.flat();
  const rules = [...new Map(muted.map(({ rule }) => [rule.name, rule])).values()].map((rule) =>
    mutedBy(
      rule,
      alarms.filter((name) => muted.some(({ alarm, rule: { name: by } }) => alarm === name && by === rule.name)),
    ),
  );
  const all = [...rules, ...(unasked.length === alarms.length ? unasked.slice(0, 1) : unasked)];
  return all.length === 0 ? [ok(RULES, `none mutes any of the ${alarms.length} alarms`)] : all;
}

function mutedBy({ name, status }: MuteRule, alarms: readonly string[]): Finding {
  const when = status === 'ACTIVE' ? 'now' : `at its times (it is ${status})`;
  return problem(
    RULES,
    `the rule ${name} mutes ${alarms.join(', ')} ${when}: they go off and tell nobody`,
    `see whom else it mutes (aws cloudwatch get-alarm-mute-rule ${ruleNamed(name)}), ` +
      `then delete it (aws cloudwatch delete-alarm-mute-rule ${ruleNamed(name)})`,
  );
}

/**
 * The option that names a rule. The AWS CLI takes a value that begins like `file://` for a file to send, and one that begins
 * with a dash for an option; deleting a rule that is not there succeeds.
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html
 */
function ruleNamed(name: string): string {
  if (/^\w[\w.-]*$/.test(name)) {
    return `--alarm-mute-rule-name ${name}`;
  }
  const input = JSON.stringify({ AlarmMuteRuleName: name }).replaceAll(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `--cli-input-json ${quoted(input)}`;
}
