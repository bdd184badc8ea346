import { LoopbackServer } from '../../emulator/loopback-server';
import { readersOf } from '../../lib/review/deployed/readers';
import { inPlaceOfAws } from '../support/in-place-of-aws';
import { deployedStack } from './deployed/deployed-stack';

const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alerts';
const DEPLOYED = deployedStack({ Topic: ['AWS::SNS::Topic', TOPIC] });
const listed = (arn: string, endpoint: string) =>
  `<member><SubscriptionArn>${arn}</SubscriptionArn><Protocol>email</Protocol><Endpoint>${endpoint}</Endpoint></member>`;

inPlaceOfAws(
  new LoopbackServer((_, __, response) => {
    const list = `${listed(`${TOPIC}:1`, 'told@example.com')}${listed('Deleted', 'gone@example.com')}`;
    response.setHeader('content-type', 'text/xml');
    response.end(
      `<ListSubscriptionsByTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><ListSubscriptionsByTopicResult><Subscriptions>${list}</Subscriptions></ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>`,
    );
  }),
);

test('who has unsubscribed, by the link that stands in every e-mail, is gone, though SNS still lists them', async () => {
  const reader = readersOf('eu-west-1').find(({ what }) => what === 'the topic’s subscriptions');
  const { extras = [] } = (await reader?.read(DEPLOYED)) ?? {};
  expect(extras.map(({ properties }) => properties['Endpoint'])).toEqual(['told@example.com']);
});
