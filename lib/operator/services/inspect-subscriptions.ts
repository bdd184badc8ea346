import { paginateListSubscriptionsByTopic, SNSClient } from '@aws-sdk/client-sns';
import { type ClientOptions, client } from './client-options';
import { isNamed, serviceError } from './service-error';

/** A subscription to alerts. */
export interface Subscription {
  readonly protocol: string;
  readonly endpoint: string;
  readonly confirmed: boolean;
}

/** SNS lists who has unsubscribed for a while, with this for the ARN. */
const UNSUBSCRIBED = 'Deleted';

/** Lists the subscriptions to a topic; undefined where the topic is gone. */
export async function inspectSubscriptions(
  options: ClientOptions,
): Promise<(topicArn: string) => Promise<readonly Subscription[] | undefined>> {
  const sns = await client((settings) => new SNSClient(settings), options);
  return async (topicArn) => {
    try {
      const found: Subscription[] = [];
      for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
        { client: sns },
        { TopicArn: topicArn },
      )) {
        const left = Subscriptions.filter(({ SubscriptionArn }) => SubscriptionArn !== UNSUBSCRIBED);
        found.push(
          ...left.map(({ Protocol = '', Endpoint = '', SubscriptionArn = '' }) => ({
            protocol: Protocol,
            endpoint: Endpoint,
            confirmed: SubscriptionArn.startsWith('arn:'),
          })),
        );
      }
      return found;
    } catch (error) {
      if (isNamed(error, 'NotFoundException')) {
        return undefined;
      }
      throw serviceError(error, 'listing the subscriptions to alerts', `sns:ListSubscriptionsByTopic on ${topicArn}`);
    }
  };
}
