import { isList, isObject, type Json, member } from '../assembly/json';
import { mayKeepAlarmOn } from '../audit/keeps-on';
import type { Difference } from '../normal/differences';
import type { Pair } from '../side';
import { gate, propertiesOfNew, type Verdict } from './verdict';

/** What of a new resource is known to tell more and to do nothing else. */
export function newAuditResource(difference: Difference, pair: Pair): Verdict | undefined {
  const { type, logicalId } = difference;
  const properties = propertiesOfNew(difference);
  const isTopic = (value: Json | undefined) => typeof value === 'string' && topicsOf(pair.base).has(value);
  switch (type) {
    case 'AWS::Events::Rule': {
      const { Name: _, Description: __, Tags: ___, EventPattern, State, Targets, ...others } = properties;
      const targets = isObject(Targets) ? Object.values(Targets) : [];
      const told = targets.length > 0 && targets.every((target) => isTopic(member(target, 'Arn')));
      return told && EventPattern !== undefined && State !== 'DISABLED' && Object.keys(others).length === 0
        ? gate('audit.gained', `A further alert, \`${logicalId}\`.`)
        : gate(
            'access.unexplained',
            `The rule \`${logicalId}\` would send records to something else than the alerts’ topic.`,
          );
    }
    case 'AWS::Logs::MetricFilter': {
      const [transformation, ...more] = isList(properties['MetricTransformations'])
        ? properties['MetricTransformations']
        : [];
      const counts =
        member(transformation, 'MetricValue') === '1' && member(transformation, 'DefaultValue') === undefined;
      if (!counts || more.length > 0) {
        return gate('audit.path', `The metric filter \`${logicalId}\` would change what a metric counts.`);
      }
      return mayKeepAlarmOn(logicalId, pair)
        ? gate(
            'audit.path',
            `The metric filter \`${logicalId}\` may count what happens every day: its alarm would stay on, and tell nobody.`,
          )
        : gate('audit.gained', `A further metric filter, \`${logicalId}\`.`);
    }
    case 'AWS::CloudWatch::Alarm': {
      const actions = ['AlarmActions', 'OKActions', 'InsufficientDataActions'].flatMap(
        (name) => properties[name] ?? [],
      );
      return actions.length > 0 && actions.every(isTopic)
        ? gate('audit.gained', `A further alarm, \`${logicalId}\`.`)
        : gate('audit.unheard', `The alarm \`${logicalId}\` would tell nobody of the alerts’ topic.`);
    }
    case 'AWS::SNS::Subscription': {
      const { Protocol, TopicArn, Endpoint, ...others } = properties;
      return Protocol === 'email' &&
        isTopic(TopicArn) &&
        typeof Endpoint === 'string' &&
        Object.keys(others).length === 0
        ? gate('audit.gained', 'Somebody more would be told of alerts.')
        : gate('access.unexplained', `\`${logicalId}\` would get the alerts by something else than e-mail.`);
    }
    case 'AWS::CloudWatch::Dashboard':
    case 'AWS::Logs::QueryDefinition':
      return 'harmless';
    default:
      return undefined;
  }
}

function topicsOf({ template }: Pair['base']): ReadonlySet<string> {
  const topics = Object.values(template.resources).filter(({ type }) => type === 'AWS::SNS::Topic');
  return new Set(topics.flatMap(({ id }) => [`\${${id}}`, `\${${id}.TopicArn}`]));
}
