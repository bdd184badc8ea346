import { isObject, member } from '../assembly/json';
import type { Found } from '../finding';
import { type Pair, perSide, type Side } from '../side';
import { writtenOut } from '../simulation/documents';
import { changedOn } from './changed-on';
import { permits } from './permits';
import { alertName, type WrittenResource, written } from './resources';
import { serviceContext } from './routes';
import { idIn } from './trail';

/** A rule, and a queue that keeps what EventBridge could not deliver of it. */
interface Keeping {
  readonly rule: WrittenResource;
  /** Logical id. */
  readonly queue: string;
}

/**
 * The queues that would no longer take what could not be delivered, of rules that still send it there: EventBridge then drops it,
 * and the queue's alarm counts nothing.
 */
export function lostDeadLetters(pair: Pair): Found[] {
  if (pair.base === pair.head) {
    return [];
  }
  const kept = new Set(keepings(pair.head).map(textOf));
  const lost = keepings(pair.base).filter((keeping) => !kept.has(textOf(keeping)) && stillSends(keeping, pair));
  return [...new Set(lost.map(({ queue }) => queue))].map((queue) => {
    const rules = lost.filter((keeping) => keeping.queue === queue).map(({ rule }) => rule);
    return {
      gate: 'audit.unheard',
      sentence: `What EventBridge could not deliver would be lost: \`${queue}\` would no longer take it from ${rules.length} of the rules.`,
      before: rules.map(({ id, properties }) => alertName(properties['Name'], id)).sort(),
      after: [],
      evidence: [{ logicalId: queue, path: '' }],
      unsaid: changedOn(new Set([queue, ...rules.map(({ id }) => id)]), pair),
    };
  });
}

const keepings = perSide((side): readonly Keeping[] =>
  written(side, 'AWS::Events::Rule').flatMap((rule) =>
    queuesOf(rule)
      .filter((queue) => takes(side, queue, rule))
      .map((queue) => ({ rule, queue })),
  ),
);

function queuesOf({ raw }: WrittenResource): string[] {
  const targets = isObject(raw.properties['Targets']) ? Object.values(raw.properties['Targets']) : [];
  return targets.flatMap((target) => idIn(member(member(target, 'DeadLetterConfig'), 'Arn')) ?? []);
}

function takes(side: Side, queue: string, rule: WrittenResource): boolean {
  return permits(side, 'queue', queue, {
    principal: 'Service:events.amazonaws.com',
    action: 'sqs:SendMessage',
    resource: writtenOut(`\${${queue}.Arn}`, side.template),
    context: serviceContext('events', `rule/${String(rule.properties['Name'] ?? rule.id)}`),
  });
}

function textOf({ rule, queue }: Keeping): string {
  return `${rule.id} ${queue}`;
}

/** One that goes, or that sends elsewhere, is a finding of its own. */
function stillSends({ rule, queue }: Keeping, { head }: Pair): boolean {
  const after = written(head, 'AWS::Events::Rule').find(({ id }) => id === rule.id);
  return after !== undefined && queuesOf(after).includes(queue);
}
