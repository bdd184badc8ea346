import type { Environment } from '../../environments/row';
import type { Subscription } from '../services/inspect-subscriptions';
import type { Inspection } from '../services/inspection';
import { examineFilters } from './check-filters';
import { type Finding, findingsOf, ok, problem, warning } from './finding';

const CHECK = 'who gets the alerts';

/** Whether the alerts of an environment reach somebody. */
export async function examineSubscribers(
  environment: Environment,
  inspection: Inspection,
): Promise<readonly Finding[]> {
  const { stackId } = environment;
  return findingsOf(CHECK, async () => {
    const topics = (await inspection.topics(stackId)) ?? [];
    if (topics.length === 0) {
      return [
        warning(CHECK, `the stack ${stackId} has no topic for alerts here`, { run: `npx cdk deploy ${stackId}` }),
      ];
    }
    const lists = await Promise.all(topics.map((topic) => inspection.subscriptions(topic)));
    const gone = topics.filter((_, index) => lists[index] === undefined);
    const found = lists.flatMap((list) => list ?? []);
    return gone.length > 0
      ? gone.map((topic) =>
          problem(CHECK, `the topic ${topic} was deleted, so no alert reaches anybody`, {
            run: `npx cdk deploy ${stackId} --revert-drift`,
          }),
        )
      : [...checkSubscribers(found, environment), ...(await examineFilters(found, inspection))];
  });
}

/** What the topic lists against what the row names. A deployment of the unchanged template makes no subscription anew. */
function checkSubscribers(found: readonly Subscription[], { stackId, audit }: Environment): readonly Finding[] {
  const waiting = found.filter(({ arn }) => arn === undefined);
  const missing = audit.subscriptions.filter((address) => !found.some((one) => isOf(address, one)));
  const amiss = [
    ...waiting.map(({ endpoint }) =>
      problem(
        CHECK,
        `${endpoint} has not confirmed the subscription, so no alert reaches it`,
        // https://docs.aws.amazon.com/sns/latest/dg/sns-delete-subscription-topic.html
        'follow the link in the e-mail from AWS Notifications (look in the spam too); SNS drops who has not followed it within 48 hours',
      ),
    ),
    ...missing.map((address) =>
      problem(
        CHECK,
        `${address} is not subscribed, although the row names it: it unsubscribed, never confirmed, or is not deployed yet`,
        {
          run: `npx cdk deploy ${stackId} --revert-drift`,
        },
      ),
    ),
  ];
  if (amiss.length > 0) {
    return amiss;
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

/** Mail goes to an address however its letters are written. */
function isOf(address: string, { protocol, endpoint }: Subscription): boolean {
  return protocol === 'email' && endpoint.toLowerCase() === address.toLowerCase();
}
