import { canonical, type Json, member } from '../assembly/json';
import type { NormalResource } from '../normal/template';
import { NotComparable } from '../not-comparable';
import type { Side } from '../side';

/**
 * Of each of these AWS takes no more: of a rule's pattern 4,096 characters, of a filter's 1,024, of each message 8,192, and of what
 * is told and counted a handful of names. A reference is longer than what it stands for.
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html
 */
const MOST_CHARACTERS = 16_384;

/**
 * Refuses an alert that would keep a review busy for hours.
 * @throws NotComparable where a rule, filter or alarm says more than any that AWS takes.
 */
export function refuseLongAlerts({ template }: Side): void {
  for (const resource of Object.values(template.resources)) {
    for (const [what, part] of replayedOf(resource)) {
      const { length } = typeof part === 'string' ? part : canonical(part);
      if (length > MOST_CHARACTERS) {
        throw new NotComparable(
          `${JSON.stringify(resource.id)} must say at most ${MOST_CHARACTERS} characters as its ${what}, and says ${length}`,
        );
      }
    }
  }
}

/** What of an alert is replayed and compared alternative by alternative. All of it together AWS lets be longer. */
function replayedOf({
  type,
  properties,
}: NormalResource): readonly (readonly [what: string, part: Json | undefined])[] {
  const named = (...names: readonly string[]) => names.map((name) => [name, properties[name]] as const);
  switch (type) {
    case 'AWS::Events::Rule': {
      const targets = Object.values<Json>(Object(properties['Targets']));
      const messages = targets.map((target) => member(member(target, 'InputTransformer'), 'InputTemplate'));
      return [
        ...named('EventPattern'),
        ['targets', targets.map((target) => member(target, 'Arn') ?? null)],
        ...messages.map((message) => ['message', message] as const),
      ];
    }
    case 'AWS::Logs::MetricFilter':
      return named('FilterPattern', 'MetricTransformations');
    case 'AWS::CloudWatch::Alarm':
      return named('AlarmActions');
    default:
      return [];
  }
}
