import { auditNames } from '../../environments/names';
import { canonical, type Json } from '../assembly/json';
import { code } from '../finding';
import { nameOf } from '../normal/holders';
import type { Setter } from '../normal/setters';
import type { NormalResource, NormalTemplate } from '../normal/template';
import { namesOf, type Pair, perSide, type Side } from '../side';

/** Resources that AWS keeps by name, and makes or overwrites by one and the same request: PutRule, PutMetricFilter, PutMetricAlarm. */
const NAMED: ReadonlyMap<string, readonly [what: string, property: string]> = new Map([
  ['AWS::Events::Rule', ['rule', 'Name']],
  ['AWS::Logs::MetricFilter', ['metric filter', 'FilterName']],
  ['AWS::CloudWatch::Alarm', ['alarm', 'AlarmName']],
]);

/** Who sets each rule, metric filter and alarm that `side`, which is one of `pair`, names. */
export function alertSettersOf(side: Side, { base, head }: Pair): (readonly [string, Setter])[] {
  const { template } = side;
  const others = [...named(base), ...named(head)];
  return named(side).map((alert) => {
    const { resource, what, name, group } = alert;
    // By the name of a log that the stack does not make it may be any log, also one of the stack.
    const mayOverwrite = others.some((other) => other.what === what && other.group !== group && mayBe(other, name));
    const isOwn = isLog(template.resources[group]) || (hasOwnName(name, template) && !mayOverwrite);
    const setter: Setter = {
      resource,
      what: `the ${what} ${code(name)}`,
      gate: 'audit.overwritten',
      isSeen: isOwn && !name.includes('${'),
    };
    return [`${what}\n${group}\n${name.toLowerCase()}`, setter];
  });
}

/** A rule, filter or alarm by its name, and the log by whose name it looks at one. */
interface Named {
  readonly resource: NormalResource;
  readonly what: string;
  readonly name: string;
  readonly group: string;
}

const named = perSide(({ template }): readonly Named[] =>
  Object.values(template.resources).flatMap((resource): Named[] => {
    const [what, property] = NAMED.get(resource.type) ?? [];
    const given = property === undefined ? undefined : resource.properties[property];
    if (what === undefined || given === undefined) {
      // One without a name gets one from CloudFormation that nothing else has.
      return [];
    }
    const group = resource.type === 'AWS::Logs::MetricFilter' ? nameOf(logOf(resource), template) : '';
    return [{ resource, what, name: textOf(given), group }];
  }),
);

/** Whether the name of `alert` can be `name`. */
function mayBe(alert: Named, name: string): boolean {
  return alert.name.includes('${') || alert.name.toLowerCase() === name.toLowerCase();
}

/** What is no text is decided elsewhere, as a reference is. */
function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : `\${${canonical(value)}}`;
}

function logOf({ properties }: NormalResource): string {
  return textOf(properties['LogGroupName']);
}

/** Whether the stack makes the log. */
function isLog(resource: NormalResource | undefined): boolean {
  return resource?.type === 'AWS::Logs::LogGroup';
}

/** Whether a name begins as those of all alerts of the environment do. One that does not may be what another stack made. */
function hasOwnName(name: string, template: NormalTemplate): boolean {
  const names = namesOf(template);
  return names !== undefined && name.startsWith(`${auditNames(names.prefix).prefix}-`);
}
