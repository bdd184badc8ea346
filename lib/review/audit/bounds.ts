import { canonical } from '../assembly/json';
import { NotComparable } from '../not-comparable';
import type { Side } from '../side';

/** What is replayed and compared alternative by alternative. */
const ALERTS: ReadonlySet<string> = new Set(['AWS::Events::Rule', 'AWS::Logs::MetricFilter', 'AWS::CloudWatch::Alarm']);

/**
 * AWS takes no longer alert: of a filter's pattern 1,024 characters, of a rule's 4,096, of a message 8,192. A reference is longer
 * than what it stands for.
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
 */
const MOST_CHARACTERS = 16_384;

/**
 * Refuses an alert that would keep a review busy for hours.
 * @throws NotComparable where a rule, filter or alarm says more than any that AWS takes.
 */
export function refuseLongAlerts({ template }: Side): void {
  for (const { id, type, properties } of Object.values(template.resources)) {
    const { length } = ALERTS.has(type) ? canonical(properties) : '';
    if (length > MOST_CHARACTERS) {
      throw new NotComparable(
        `${JSON.stringify(id)} must say at most ${MOST_CHARACTERS} characters, and says ${length}`,
      );
    }
  }
}
