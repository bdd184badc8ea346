import { GetSubscriptionAttributesCommand, paginateListSubscriptionsByTopic, SNSClient } from '@aws-sdk/client-sns';
import { UNSUBSCRIBED } from '../../environments/row';
import { type ClientOptions, client } from './client-options';
import { isNamed, serviceError } from './service-error';

/** A subscription to alerts. */
export interface Subscription {
  readonly protocol: string;
  /** An address; of a URL what comes before the path, which may be a credential. */
  readonly endpoint: string;
  /** Undefined until somebody has confirmed it. */
  readonly arn: string | undefined;
}

/** What SNS shows of who gets alerts. */
export interface SubscriptionInspection {
  /** Undefined where the topic is gone. */
  subscriptions(topicArn: string): Promise<readonly Subscription[] | undefined>;
  /** Whether a subscription has a filter, which lets through only what it matches. */
  isFiltered(subscriptionArn: string): Promise<boolean>;
}

/** The service itself. */
export async function inspectSubscriptions(options: ClientOptions): Promise<SubscriptionInspection> {
  const sns = await client((settings) => new SNSClient(settings), options);
  return { subscriptions: (topic) => subscriptions(sns, topic), isFiltered: (arn) => isFiltered(sns, arn) };
}

async function subscriptions(sns: SNSClient, topicArn: string): Promise<readonly Subscription[] | undefined> {
  try {
    const found: Subscription[] = [];
    for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
      { client: sns },
      { TopicArn: topicArn },
    )) {
      const left = Subscriptions.filter(({ SubscriptionArn }) => SubscriptionArn !== UNSUBSCRIBED);
      found.push(
        ...left.map(({ Protocol = '', Endpoint = '', SubscriptionArn }) => ({
          protocol: Protocol,
          endpoint: Endpoint.replace(/^(https?:\/\/)(?:[^/?#]*@)?([^/?#]*).*/is, '$1$2/…'),
          arn: SubscriptionArn?.startsWith('arn:') === true ? SubscriptionArn : undefined,
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
}

/** A filter that was taken away is an empty one (AWS CLI reference, set-subscription-attributes). */
async function isFiltered(sns: SNSClient, subscriptionArn: string): Promise<boolean> {
  try {
    const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: subscriptionArn }));
    return !['', '{}'].includes(Attributes?.['FilterPolicy'] ?? '');
  } catch (error) {
    // The permission is one on the topic (Service Authorization Reference).
    const topicArn = subscriptionArn.slice(0, subscriptionArn.lastIndexOf(':'));
    throw serviceError(error, 'asking for the filters of alerts', `sns:GetSubscriptionAttributes on ${topicArn}`);
  }
}
