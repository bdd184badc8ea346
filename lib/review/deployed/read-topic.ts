import {
  GetDataProtectionPolicyCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  paginateListSubscriptionsByTopic,
  SNSClient,
  type Subscription,
} from '@aws-sdk/client-sns';
import { UNSUBSCRIBED } from '../../environments/row';
import { remembered } from '../../remembered';
import { ofEach, ofEveryPage, orGone, saidOf, settings } from './of-each';
import { documents } from './read-policies';
import { documentIn, type Extra, orNone, type Reader } from './reading';

/** Readers of the topic of the alerts, and of who is told. */
export function topicReaders(region: string): Reader[] {
  const sns = new SNSClient({ region });
  const attributes = new Map<string, Promise<Readonly<Record<string, string>>>>();
  const attributesOf = (TopicArn: string) =>
    remembered(attributes, TopicArn, async () => {
      const { Attributes = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
      return Attributes;
    });
  const lists = new Map<string, Promise<readonly Subscription[]>>();
  const subscriptionsOf = (TopicArn: string) =>
    remembered(lists, TopicArn, async () => {
      const all = paginateListSubscriptionsByTopic({ client: sns }, { TopicArn });
      const listed = await ofEveryPage(all, ({ Subscriptions }) => Subscriptions);
      return listed.filter(({ SubscriptionArn }) => SubscriptionArn !== UNSUBSCRIBED);
    });
  return [
    {
      what: 'the topic’s settings',
      read: settings('AWS::SNS::Topic', async (TopicArn) => {
        const { DisplayName, KmsMasterKeyId } = await attributesOf(TopicArn);
        return { DisplayName: orNone(DisplayName), KmsMasterKeyId: orNone(KmsMasterKeyId) };
      }),
    },
    {
      what: 'the topic’s policy',
      read: documents('AWS::SNS::TopicPolicy', 'Topics', async (TopicArn) => (await attributesOf(TopicArn))['Policy']),
    },
    {
      what: 'the messages that the topic refuses or masks',
      read: settings('AWS::SNS::Topic', async (ResourceArn) => {
        const answer = await orGone(sns.send(new GetDataProtectionPolicyCommand({ ResourceArn })));
        // As text: it has statements, and is no policy of who may do what.
        return { DataProtectionPolicy: orNone(answer?.DataProtectionPolicy) };
      }),
    },
    {
      what: 'the topic’s subscriptions',
      read: async (deployed) => {
        const { found, gone } = await ofEach(deployed, 'AWS::SNS::Topic', async (_, TopicArn) =>
          (await subscriptionsOf(TopicArn)).map(
            ({ Protocol = '', Endpoint = '' }): Extra => ({
              type: 'AWS::SNS::Subscription',
              properties: { TopicArn, Protocol, Endpoint },
            }),
          ),
        );
        const isThere = found.length + gone.length > 0;
        return { extras: found.flat(), gone, whole: isThere ? ['AWS::SNS::Subscription'] : [] };
      },
    },
    {
      what: 'what the subscriptions let through',
      read: settings('AWS::SNS::Subscription', async (physical, logicalId, deployed) => {
        const said = (property: string) => saidOf(deployed, logicalId, property);
        const listed = (await subscriptionsOf(String(said('TopicArn')))).find(
          ({ Protocol, Endpoint }) => Protocol === said('Protocol') && Endpoint === said('Endpoint'),
        );
        if (listed === undefined) {
          return undefined;
        }
        const { SubscriptionArn = '' } = listed;
        // Until somebody confirms it, the list has no ARN of it.
        const arn = SubscriptionArn.startsWith('arn:') ? SubscriptionArn : physical;
        const { Attributes = {} } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: arn }));
        const { FilterPolicyScope, RawMessageDelivery, SubscriptionRoleArn } = Attributes;
        const document = (name: string) => orNone(documentIn(Attributes[name], `a subscription’s ${name}`));
        return {
          FilterPolicy: document('FilterPolicy'),
          RedrivePolicy: document('RedrivePolicy'),
          DeliveryPolicy: document('DeliveryPolicy'),
          FilterPolicyScope: orNone(FilterPolicyScope),
          RawMessageDelivery: orNone(RawMessageDelivery),
          SubscriptionRoleArn: orNone(SubscriptionRoleArn),
        };
      }),
    },
  ];
}
