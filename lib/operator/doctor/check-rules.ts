import { auditNames } from '../../environments/names';
import { type Environment, HEARS_READS } from '../../environments/row';
import type { Rule } from '../services/inspect-rules';
import type { Inspection } from '../services/inspection';
import { type Finding, findingsOf, ok, problem } from './finding';

const CHECK = 'rules of the alerts';

/** What keeps the rules of an environment's alerts from hearing. */
export async function examineRules(
  { resourcePrefix, stackId }: Environment,
  inspection: Inspection,
): Promise<readonly Finding[]> {
  return findingsOf(CHECK, async () => {
    const ofStack = (await inspection.rulesOf(stackId)) ?? [];
    return checkRules(ofStack, await inspection.rules(`${auditNames(resourcePrefix).prefix}-`), stackId);
  });
}

/**
 * Whether every rule of the stack is there and hears reads. One that was disabled and enabled again is `ENABLED`, which hears
 * none, and deploying the same template changes neither that nor a rule that was deleted.
 * @param ofStack names of the rules that the stack has made
 */
function checkRules(ofStack: readonly string[], rules: readonly Rule[], stackId: string): readonly Finding[] {
  if (ofStack.length === 0) {
    return [problem(CHECK, `the stack ${stackId} has no rules here`, { run: `npx cdk deploy ${stackId}` })];
  }
  const gone = ofStack.filter((name) => !rules.some((rule) => rule.name === name));
  const deaf = rules.filter(({ scheduled, state }) => !scheduled && state !== HEARS_READS);
  const idle = rules.filter(({ scheduled, state }) => scheduled && state === 'DISABLED');
  const amiss = [
    ...gone.map((name) =>
      problem(CHECK, `${name} was deleted, and what it looks for is not told at once`, {
        run: `npx cdk deploy ${stackId} --revert-drift`,
      }),
    ),
    ...deaf.map(({ name, state }) =>
      problem(CHECK, `${name} is ${state}: it hears ${state === 'ENABLED' ? 'no reads' : 'nothing'}`, {
        run: putBack(name),
      }),
    ),
    ...idle.map(({ name }) =>
      problem(CHECK, `${name} is DISABLED: its time passes and nothing happens`, {
        run: `aws events enable-rule --name ${name}`,
      }),
    ),
  ];
  return amiss.length === 0 ? [ok(CHECK, `all ${rules.length} are on, and hear reads`)] : amiss;
}

/**
 * EnableRule sets the state `ENABLED`; PutRule replaces the pattern and the description with what it is given, and leaves the
 * targets.
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
 */
function putBack(name: string): string {
  const now = (field: string) => `"$(aws events describe-rule --name ${name} --query ${field} --output text)"`;
  return `aws events put-rule --name ${name} --state ${HEARS_READS} --event-pattern ${now('EventPattern')} --description ${now('Description')}`;
}
