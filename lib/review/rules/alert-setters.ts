import { canonical, type Json } from '../assembly/json';
import { code } from '../finding';
import { nameOf } from '../normal/holders';
import type { Setter } from '../normal/setters';
import type { NormalResource, NormalTemplate } from '../normal/template';
import { namesOf } from '../side';

/** Resources that AWS keeps by name, and makes or overwrites by one and the same request: PutRule, PutMetricFilter, PutMetricAlarm. */
const NAMED: ReadonlyMap<string, readonly [what: string, property: string]> = new Map([
  ['AWS::Events::Rule', ['rule', 'Name']],
  ['AWS::Logs::MetricFilter', ['metric filter', 'FilterName']],
  ['AWS::CloudWatch::Alarm', ['alarm', 'AlarmName']],
]);

/** Who sets each rule, metric filter and alarm that `template` names. */
export function alertSettersOf(template: NormalTemplate): (readonly [key: string, setter: Setter])[] {
  return Object.values(template.resources).flatMap((resource) => {
    const [what, property] = NAMED.get(resource.type) ?? [];
    const given = property === undefined ? undefined : resource.properties[property];
    if (what === undefined || given === undefined) {
      // One without a name gets one from CloudFormation that nothing else has.
      return [];
    }
    const name = textOf(given);
    const group = resource.type === 'AWS::Logs::MetricFilter' ? nameOf(logOf(resource), template) : '';
    const isOwn = group === '' ? hasOwnName(name, template) : isLog(template.resources[group]);
    const setter: Setter = {
      resource,
      what: `the ${what} ${code(name)}`,
      gate: 'audit.overwritten',
      isSeen: isOwn && !name.includes('${'),
    };
    return [[`${what}\n${group}\n${name.toLowerCase()}`, setter]];
  });
}

/** What is no text is decided elsewhere, as a reference is. */
function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : `\${${canonical(value)}}`;
}

function logOf({ properties }: NormalResource): string {
  return textOf(properties['LogGroupName']);
}

/** Whether the stack makes the log: by the name of one that it does not make, it may be any. */
function isLog(resource: NormalResource | undefined): boolean {
  return resource?.type === 'AWS::Logs::LogGroup';
}

/** Whether a name begins as those of the environment do. One that does not may be what another stack made. */
function hasOwnName(name: string, template: NormalTemplate): boolean {
  const names = namesOf(template);
  return names !== undefined && name.startsWith(`${names.prefix}-`);
}
