import { LoopbackServer } from '../../../emulator/loopback-server';
import { type AlarmInspection, inspectAlarms } from '../../../lib/operator/services/inspect-alarms';
import { inPlaceOfAws } from '../../support/in-place-of-aws';

/** What AWS answers: a status and a body, one after the other. */
let answers: (readonly [status: number, body: object])[] = [];
const asked: { operation: string; input: unknown }[] = [];
const server = new LoopbackServer((request, body, response) => {
  const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
  asked.push({ operation, input: JSON.parse(body.toString()) });
  const [status, answer] = answers.shift() ?? [500, {}];
  response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer));
});
let inspection: AlarmInspection;

inPlaceOfAws(server);
beforeAll(async () => {
  inspection = await inspectAlarms({
    environment: process.env,
    onCall: () => undefined,
    interrupted: new AbortController().signal,
  });
});
beforeEach(() => {
  asked.length = 0;
});

const rule = (name: string, Status?: string) => ({
  AlarmMuteRuleArn: `arn:aws:cloudwatch:eu-west-1:111122223333:alarm-mute-rule:${name}`,
  ...(Status === undefined ? {} : { Status }),
});

test('the rules of one alarm are asked for, over all pages; those that are over mute nothing', async () => {
  answers = [
    [200, { AlarmMuteRuleSummaries: [rule('night', 'ACTIVE'), rule('old', 'EXPIRED')], NextToken: 'more' }],
    [200, { AlarmMuteRuleSummaries: [rule('week:end', 'SCHEDULED'), rule('new-kind')] }],
  ];

  expect(await inspection.muteRules('an-alarm')).toEqual([
    { name: 'night', status: 'ACTIVE' },
    { name: 'week:end', status: 'SCHEDULED' },
    { name: 'new-kind', status: 'of no status' },
  ]);
  expect(asked).toEqual([
    { operation: 'ListAlarmMuteRules', input: { AlarmName: 'an-alarm' } },
    { operation: 'ListAlarmMuteRules', input: { AlarmName: 'an-alarm', NextToken: 'more' } },
  ]);
});

test.each([
  ['is denied', 'AccessDenied', 'not-allowed', 'cloudwatch:ListAlarmMuteRules'],
  ['is not known there', 'InvalidAction', 'service-fault', 'InvalidAction'],
])('a question for rules that %s is an error, and no empty list', async (_, __type, expected, named) => {
  answers = [[400, { __type, message: 'no' }]];
  await expect(inspection.muteRules('an-alarm')).rejects.toMatchObject({
    rule: expected,
    message: expect.stringContaining(named),
  });
});

test('an alarm is told with its actions, and whether it takes them', async () => {
  const topic = 'arn:aws:sns:eu-west-1:111122223333:alerts';
  answers = [
    [
      200,
      {
        MetricAlarms: [
          { AlarmName: 'one', StateValue: 'OK', ActionsEnabled: true, AlarmActions: [topic] },
          { AlarmName: 'other', StateValue: 'ALARM', ActionsEnabled: false },
        ],
      },
    ],
  ];

  expect(await inspection.alarms(['one', 'other', 'gone'])).toEqual([
    { name: 'one', state: 'OK', actionsEnabled: true, actions: [topic] },
    { name: 'other', state: 'ALARM', actionsEnabled: false, actions: [] },
  ]);
  expect(asked).toEqual([{ operation: 'DescribeAlarms', input: { AlarmNames: ['one', 'other', 'gone'] } }]);
});
