import type { Environment } from '../../environments/row';
import type { Subscription } from '../services/inspect-subscriptions';
import type { Inspection } from '../services/inspection';
import { type Finding, findingsOf, ok, problem, warning } from './finding';

const CHECK = 'who gets the alerts';

/** Whether the alerts of an environment reach somebody. */
export async function examineSubscribers(
  { stackId }: Environment,
  inspection: Inspection,
): Promise<readonly Finding[]> {
  return findingsOf(CHECK, async () => {
    const topics = (await inspection.topics(stackId)) ?? [];
    if (topics.length === 0) {
      return [
        warning(CHECK, `the stack ${stackId} has no topic for alerts here`, { run: `npx cdk deploy ${stackId}` }),
      ];
    }
    const lists = await Promise.all(topics.map((topic) => inspection.subscriptions(topic)));
    const gone = topics.filter((_, index) => lists[index] === undefined);
    return gone.length > 0
      ? gone.map((topic) =>
          problem(CHECK, `the topic ${topic} was deleted, so no alert reaches anybody`, {
            run: `npx cdk deploy ${stackId} --revert-drift`,
          }),
        )
      : checkSubscribers(lists.flatMap((list) => list ?? []));
  });
}

function checkSubscribers(found: readonly Subscription[]): readonly Finding[] {
  const waiting = found.filter(({ confirmed }) => !confirmed);
  if (waiting.length > 0) {
    return waiting.map(({ endpoint }) =>
      problem(
        CHECK,
        `${endpoint} has not confirmed the subscription, so no alert reaches it`,
        'follow the link in the e-mail from AWS Notifications (look in the spam too); after three days: deploy again',
      ),
    );
  }
  return found.length === 0
    ? [
        warning(
          CHECK,
          'nobody is subscribed to alerts',
          'add an e-mail address to the environment’s row (audit.subscriptions) and deploy',
        ),
      ]
    : [ok(CHECK, `${found.length} confirmed`)];
}
