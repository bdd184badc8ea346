import { exitCodeOf, type Report } from '../../../lib/review/report';
import { answersOf } from './answers';
import { addsTo, type Hand, refuses, sets } from './by-hand';
import { resourcesOfType } from './deployed-template';
import { CODE, reviewed, reviewedAfter, STAGING, told, toldWhere } from './staging';

const [SUBSCRIPTION, TOPIC] = ['AccessAuditTopicEmailalertsexamplecom', 'AccessAuditTopic'];
const subscription = (setting: string, value: string) =>
  sets('GetSubscriptionAttributes', { [setting]: value }, 'Attributes');
const PROTECTION = {
  Name: 'silence',
  Version: '2021-06-01',
  Statement: [{ DataDirection: 'Inbound', Principal: ['*'], DataIdentifier: [], Operation: { Deny: {} } }],
};

/** What somebody does to what tells of alerts, and the gate, the place and the sentence by which it is told. */
const CHANGES: readonly (readonly [what: string, hand: Hand, told: string])[] = [
  [
    'a subscription lets few messages through',
    subscription('FilterPolicy', '{"severity":["none"]}'),
    `audit.unheard | ${SUBSCRIPTION}.FilterPolicy`,
  ],
  [
    'it looks for that in the message',
    subscription('FilterPolicyScope', 'MessageBody'),
    `audit.unheard | ${SUBSCRIPTION}.FilterPolicyScope`,
  ],
  [
    'it delivers another text',
    subscription('RawMessageDelivery', 'true'),
    `audit.unheard | ${SUBSCRIPTION}.RawMessageDelivery`,
  ],
  [
    'it has a queue for what was not delivered',
    subscription('RedrivePolicy', '{"deadLetterTargetArn":"other"}'),
    `audit.unheard | ${SUBSCRIPTION}.RedrivePolicy`,
  ],
  [
    'it delivers little at a time',
    subscription('DeliveryPolicy', '{"throttlePolicy":{"maxReceivesPerSecond":1}}'),
    `audit.unheard | ${SUBSCRIPTION}.DeliveryPolicy`,
  ],
  [
    'it delivers as a role',
    subscription('SubscriptionRoleArn', 'other'),
    `audit.unheard | ${SUBSCRIPTION}.SubscriptionRoleArn`,
  ],
  [
    'the topic refuses messages by what they hold',
    sets('GetDataProtectionPolicy', { DataProtectionPolicy: JSON.stringify(PROTECTION) }),
    `audit.unheard | ${TOPIC}.DataProtectionPolicy`,
  ],
  [
    'a rule has a further target',
    addsTo('ListTargetsByRule', 'Targets', { Id: 'by-hand', Arn: 'arn:aws:sns:eu-west-1:111122223333:other' }),
    'audit.unheard | AccessAuditRulesvalueread.Targets.by-hand',
  ],
];

let report: Report;
beforeAll(async () => {
  report = await reviewedAfter(CHANGES.map(([, hand]) => hand));
});

test.each(CHANGES)('%s: it is told', (_, __, expected) => {
  expect(toldWhere(report)).toContain(expected);
});

test('all of it could be read, and is drift', () => {
  expect(report.notRead).toEqual([]);
  expect(exitCodeOf(report, { drift: true })).toBe(1);
});

test('what a subscription lets through and may not be asked is not checked, and hides nothing of who is subscribed', async () => {
  const { findings, notRead } = await reviewedAfter([
    refuses('GetSubscriptionAttributes', 'AuthorizationErrorException'),
  ]);
  expect(findings).toEqual([]);
  expect(notRead).toEqual(['what the subscriptions let through (AuthorizationErrorException)']);
});

test('a subscription that nobody has confirmed is listed without its ARN, and asked for by the one that its stack has', async () => {
  const pending = sets('ListSubscriptionsByTopic', {
    Subscriptions: resourcesOfType(STAGING, 'AWS::SNS::Subscription').map(({ properties }) => ({
      ...properties,
      SubscriptionArn: 'PendingConfirmation',
    })),
  });
  const unknown = refuses('GetSubscriptionAttributes', 'InvalidParameterException', 'PendingConfirmation');
  expect(told(await reviewedAfter([pending, subscription('FilterPolicy', '{"a":["b"]}'), unknown]))).toEqual([
    expect.stringContaining(`${SUBSCRIPTION}.FilterPolicy`),
  ]);
});

test('a topic of which SNS says that there is no such policy is not taken to be gone', async () => {
  const { findings, notRead } = await reviewedAfter([refuses('GetDataProtectionPolicy', 'NotFoundException')]);
  expect({ findings, notRead }).toEqual({ findings: [], notRead: [] });
});

test('the topic is asked once for its attributes', async () => {
  const answers = answersOf(STAGING);
  const asked = jest.fn(answers['GetTopicAttributes']);
  await reviewed(CODE, { ...answers, GetTopicAttributes: asked });
  expect(asked).toHaveBeenCalledTimes(1);
});
