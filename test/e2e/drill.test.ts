import { CloudWatchClient, DeleteAlarmMuteRuleCommand, PutAlarmMuteRuleCommand } from '@aws-sdk/client-cloudwatch';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Arena, openArena } from '../../emulator/attacks/arena';
import type { As } from '../../emulator/attacks/scenario';
import { call } from '../../emulator/attacks/steps';
import { clientConfiguration } from '../../emulator/client-environment';
import { advance } from '../../emulator/pages';
import { OPEN_QUESTIONS } from '../../lib/operator/drill/questions';
import { OperatorBinary } from './support/operator-binary';

let arena: Arena;
let binary: OperatorBinary;

beforeAll(async () => {
  arena = await openArena();
  binary = new OperatorBinary(arena.emulator.environment);
});
// The alarms are to be quiet again: they look back five minutes.
afterEach(() => advance(arena.emulator.endpoint, 301));
afterAll(async () => {
  binary.end();
  await arena.end();
});

/** The program's drill by one of the kinds of people, and what it found. */
async function drill(as: As) {
  const environment = await arena.player.credentials(as);
  const { exitCode, stdout, stderr } = await binary.run(['drill', 'staging', '--wait', '1', '--json'], { environment });
  const found: {
    alerts?: { path: string; id: string; arrived: boolean; seconds?: number }[];
    problems?: string[];
    questions?: { id: string; verdict: string; saw: string }[];
  } = JSON.parse(stdout || '{}');
  return {
    exitCode,
    stdout,
    stderr,
    problems: found.problems,
    missing: found.alerts?.filter(({ arrived }) => !arrived).map(({ path, id }) => `${id} (${path})`),
    seconds: found.alerts?.map(({ seconds }) => seconds),
    verdicts: Object.fromEntries(found.questions?.map(({ id, verdict, saw }) => [id, `${verdict}: ${saw}`]) ?? []),
  };
}

async function byHand(operation: string, parameters: object, service = 'events'): Promise<void> {
  await arena.caller.call(await arena.player.credentials('admin'), call(service, operation, { ...parameters }));
}

test('with the doctor and the driller policy alone, every alert arrives on both paths, and each question has a verdict', async () => {
  const { exitCode, problems, missing, seconds, verdicts } = await drill('driller');

  expect(problems).toEqual([]);
  expect(missing).toEqual([]);
  expect(seconds).toEqual([expect.any(Number), expect.any(Number), expect.any(Number)]);
  expect(exitCode).toBe(0);
  expect(Object.keys(verdicts)).toEqual(Object.keys(OPEN_QUESTIONS));
  expect(verdicts).toMatchObject({
    'deny-holds': expect.stringMatching(/^yes/),
    'denied-names-secret': expect.stringMatching(/^yes/),
    'in-time': expect.stringMatching(/^yes: EventBridge denied [0-9]+ s, EventBridge batch-read .*, log access /),
    'rules-hear-reads': expect.stringMatching(/^yes/),
    'rules-accepted': expect.stringMatching(/^yes/),
    'block-public-policy': expect.stringMatching(/^yes/),
    'tags-recorded': expect.stringMatching(/^yes/),
    'reserved-name': expect.stringMatching(/^yes/),
    'sessions-named': expect.stringMatching(/^yes/),
    'silent-once': expect.stringMatching(/^not seen/),
    'drift-of-secret': expect.stringMatching(/^not seen: by hand/),
  });
});

test('drilled again at once: the alarm is on from the first time, which says nothing of it; drilled when it is OK, it arrives', async () => {
  await drill('driller');
  const again = await drill('driller');

  expect(again.problems).toEqual([
    expect.stringMatching(
      /^access is missing \(log\): the alarm was on before the attempts, .*drill again when it is OK$/,
    ),
  ]);
  expect(again.verdicts['in-time']).toMatch(/^not seen/);
  expect(again.exitCode).toBe(1);

  await advance(arena.emulator.endpoint, 301);
  expect((await drill('driller')).problems).toEqual([]);
});

test('a rule that mutes alarms: the alert of the one that it mutes now is named as missing, and every rule is named', async () => {
  const { endpoint } = arena.emulator;
  const cloudWatch = new CloudWatchClient(clientConfiguration(endpoint));
  const mute = (Name: string, id: string, Expression: string) =>
    cloudWatch.send(
      new PutAlarmMuteRuleCommand({
        Name,
        Rule: { Schedule: { Expression, Duration: 'P1D' } },
        MuteTargets: { AlarmNames: ['of-others', `${arena.deployed.prefix}${id}`] },
      }),
    );
  await mute('night', 'access', `at(${new Date(Date.now() - 3_600_000).toISOString().slice(0, 16)})`);
  await mute('weekend', 'change', 'cron(0 2 * * SUN)');
  const muted = await drill('driller');

  expect(muted.missing).toEqual(['access (log)']);
  expect(muted.problems).toEqual([
    expect.stringContaining('the alarm is muted by the rule night'),
    expect.stringContaining(`the rule night mutes ${arena.deployed.prefix}access now`),
    expect.stringContaining(`the rule weekend mutes ${arena.deployed.prefix}change at its times`),
  ]);
  expect(muted.exitCode).toBe(1);

  for (const AlarmMuteRuleName of ['night', 'weekend']) {
    await cloudWatch.send(new DeleteAlarmMuteRuleCommand({ AlarmMuteRuleName }));
  }
  cloudWatch.destroy();
  await advance(endpoint, 301);
  expect((await drill('driller')).problems).toEqual([]);
});

test('a reader of the row is refused, before anything is asked for', async () => {
  const { exitCode, stdout } = await drill('app');

  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ rule: 'reader' });
});

test('one who may read without being in the program’s row: allowed, a problem, and the value is not shown', async () => {
  const { exitCode, problems, stdout, stderr } = await drill('break-glass');

  expect(problems).toContainEqual(expect.stringContaining('the read was allowed'));
  expect(exitCode).toBe(1);
  const client = new SecretsManagerClient(clientConfiguration(arena.emulator.endpoint));
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: arena.deployed.secretName }));
  client.destroy();
  for (const value of Object.values<string>(JSON.parse(SecretString))) {
    expect(`${stdout}${stderr}`).not.toContain(value);
  }
});

test('a rule that was disabled: its alert is named as missing; enabled again, it still hears no reads', async () => {
  // A detection may have several rules: any of them that matches tells of it.
  const first = `${arena.deployed.prefix}denied`;
  const events = new EventBridgeClient(clientConfiguration(arena.emulator.endpoint));
  const { Rules = [] } = await events.send(new ListRulesCommand({ NamePrefix: first }));
  events.destroy();
  const names = Rules.flatMap(({ Name }) => Name ?? []);
  for (const Name of names) {
    await byHand('disable_rule', { Name });
  }
  const disabled = await drill('admin');

  expect(disabled.missing).toEqual(['denied (EventBridge)']);
  expect(disabled.problems).toContainEqual(expect.stringContaining(`${first} is DISABLED: it hears nothing`));
  expect(disabled.exitCode).toBe(1);

  await advance(arena.emulator.endpoint, 301);
  for (const Name of names) {
    await byHand('enable_rule', { Name });
  }
  const enabled = await drill('admin');

  expect(enabled.missing).toEqual(['denied (EventBridge)']);
  expect(enabled.problems).toContainEqual(expect.stringContaining(`${first} is ENABLED: it hears no reads`));
  expect(enabled.verdicts['rules-hear-reads']).toMatch(/^no/);
});

test('a muted alarm: its alert is named as missing', async () => {
  await byHand('disable_alarm_actions', { AlarmNames: [`${arena.deployed.prefix}access`] }, 'cloudwatch');
  const { exitCode, missing, problems } = await drill('admin');

  expect(missing).toContain('access (log)');
  expect(problems).toContainEqual(expect.stringContaining('-audit-access are disabled: it goes off and tells nobody'));
  expect(exitCode).toBe(1);
});

test('a topic that takes no messages: what EventBridge could not deliver is named as missing', async () => {
  const { topicArn } = arena.deployed;
  const silence = {
    TopicArn: topicArn,
    AttributeName: 'Policy',
    AttributeValue: '{"Version":"2012-10-17","Statement":[]}',
  };
  await byHand('set_topic_attributes', silence, 'sns');
  const { exitCode, missing, problems } = await drill('admin');

  expect(missing).toContain('batch-read (EventBridge)');
  expect(problems).toContainEqual(expect.stringContaining('could not deliver to the topic'));
  expect(exitCode).toBe(1);
});
