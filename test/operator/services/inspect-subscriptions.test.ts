import { LoopbackServer } from '../../../emulator/loopback-server';
import { inspectSubscriptions } from '../../../lib/operator/services/inspect-subscriptions';
import { inPlaceOfAws } from '../../support/in-place-of-aws';
import { clientOptions } from '../support/client-environment';

const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alerts';
const member = (arn: string, endpoint: string) =>
  `<member><SubscriptionArn>${arn}</SubscriptionArn><Protocol>email</Protocol><Endpoint>${endpoint}</Endpoint></member>`;
const listing = (...members: readonly string[]) =>
  `<ListSubscriptionsByTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><ListSubscriptionsByTopicResult><Subscriptions>${members.join('')}</Subscriptions></ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>`;
const refusal = (code: string) =>
  `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>so</Message></Error></ErrorResponse>`;

const next = { status: 200, body: '' };
inPlaceOfAws(
  new LoopbackServer((_request, _body, response) => {
    response.writeHead(next.status, { 'Content-Type': 'text/xml' }).end(next.body);
  }),
);

async function found(status: number, body: string) {
  Object.assign(next, { status, body });
  return (await inspectSubscriptions(clientOptions())).subscriptions(TOPIC);
}

test('who confirmed, and who did not', async () => {
  expect(
    await found(200, listing(member(`${TOPIC}:1`, 'a@example.com'), member('PendingConfirmation', 'b@example.com'))),
  ).toEqual([
    { protocol: 'email', endpoint: 'a@example.com', arn: `${TOPIC}:1` },
    { protocol: 'email', endpoint: 'b@example.com', arn: undefined },
  ]);
});

test('of a URL only what comes before its path, which may be a credential', async () => {
  const listed = await found(
    200,
    listing(member(`${TOPIC}:1`, 'https://user:pass@hooks.example.com:8443/services/T0/key?x=y')),
  );
  expect(listed?.map(({ endpoint }) => endpoint)).toEqual(['https://hooks.example.com:8443/…']);
});

test('who unsubscribed stays on the list for a while, and is no subscriber', async () => {
  expect(await found(200, listing(member('Deleted', 'gone@example.com')))).toEqual([]);
});

test('a topic that is gone is gone; one that may not be looked at is not known', async () => {
  expect(await found(404, refusal('NotFound'))).toBeUndefined();
  await expect(found(403, refusal('AuthorizationError'))).rejects.toMatchObject({ rule: 'not-allowed' });
});

test.each<[string, string | undefined, boolean]>([
  ['no filter', undefined, false],
  ['one that was taken away', '{}', false],
  ['an empty text', '', false],
  ['a filter', '{"severity":["none"]}', true],
])('a subscription with %s', async (_, filter, expected) => {
  const entry = (key: string, value: string) => `<entry><key>${key}</key><value>${value}</value></entry>`;
  const entries = `${entry('Endpoint', 'a@example.com')}${filter === undefined ? '' : entry('FilterPolicy', filter)}`;
  const body = `<GetSubscriptionAttributesResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><GetSubscriptionAttributesResult><Attributes>${entries}</Attributes></GetSubscriptionAttributesResult></GetSubscriptionAttributesResponse>`;
  Object.assign(next, { status: 200, body });
  expect(await (await inspectSubscriptions(clientOptions())).isFiltered(`${TOPIC}:1`)).toBe(expected);
});

test('a subscription whose filter may not be asked is not taken to have none; the permission is one on the topic', async () => {
  Object.assign(next, { status: 403, body: refusal('AuthorizationError') });
  await expect((await inspectSubscriptions(clientOptions())).isFiltered(`${TOPIC}:1`)).rejects.toMatchObject({
    rule: 'not-allowed',
    message: expect.stringContaining(`you need sns:GetSubscriptionAttributes on ${TOPIC} (`),
  });
});
