import { environmentNamed } from '../../../lib/environments/rows';
import { examineAlarms } from '../../../lib/operator/doctor/check-alarms';
import type { MuteRule } from '../../../lib/operator/services/inspect-alarms';
import type { Inspection } from '../../../lib/operator/services/inspection';
import { anAlarm, notAllowed, unknown } from '../support/healthy-inspection';

const ACCESS = 'staging-kaizencoach-audit-access';
const CHANGE = 'staging-kaizencoach-audit-change';
const STATES = 'alarms of the alerts';
const RULES = 'rules that mute alarms';

const inspection = (differs: Partial<Inspection>): Inspection => ({
  secret: notAllowed,
  role: notAllowed,
  hasStack: notAllowed,
  topics: notAllowed,
  rulesOf: notAllowed,
  rules: notAllowed,
  subscriptions: notAllowed,
  isFiltered: notAllowed,
  alarmsOf: async () => [ACCESS, CHANGE],
  alarms: async (names) => names.map((name) => anAlarm(name)),
  muteRules: async () => [],
  ...differs,
});
const examined = (differs: Partial<Inspection> = {}) => examineAlarms(environmentNamed('staging'), inspection(differs));

/** The rules that mute each alarm. */
const muting = (rules: Readonly<Record<string, readonly MuteRule[]>>) => ({
  muteRules: async (alarm: string) => rules[alarm] ?? [],
});
const NIGHT: MuteRule = { name: 'night', status: 'ACTIVE' };

test.each<[string, Partial<Inspection>, readonly string[]]>([
  ['all well', {}, [`ok: ${STATES}: all 2 are there, with`, `ok: ${RULES}: none mutes any of the 2`]],
  [
    'a rule that mutes one of them now',
    muting({ [ACCESS]: [NIGHT] }),
    [`ok: ${STATES}`, `problem: ${RULES}: the rule night mutes ${ACCESS} now`],
  ],
  [
    'a rule that will mute one',
    muting({ [CHANGE]: [{ name: 'weekend', status: 'SCHEDULED' }] }),
    [`ok: ${STATES}`, `problem: ${RULES}: the rule weekend mutes ${CHANGE} at its times (it is SCHEDULED)`],
  ],
  [
    'a rule that mutes both: it is told once',
    muting({ [ACCESS]: [NIGHT], [CHANGE]: [NIGHT] }),
    [`ok: ${STATES}`, `problem: ${RULES}: the rule night mutes ${ACCESS}, ${CHANGE} now`],
  ],
  [
    'a rule for each',
    muting({ [ACCESS]: [NIGHT], [CHANGE]: [{ ...NIGHT, name: 'other' }] }),
    [
      `ok: ${STATES}`,
      `problem: ${RULES}: the rule night mutes ${ACCESS} now`,
      `problem: ${RULES}: the rule other mutes ${CHANGE} now`,
    ],
  ],
  [
    'disabled actions',
    { alarms: async (names) => names.map((name) => anAlarm(name, { actionsEnabled: name !== CHANGE })) },
    [`problem: ${STATES}: the actions of ${CHANGE} are disabled`, `ok: ${RULES}`],
  ],
  [
    'no action left',
    { alarms: async (names) => names.map((name) => anAlarm(name, name === CHANGE ? { actions: [] } : {})) },
    [`problem: ${STATES}: ${CHANGE} no longer tells the topic`, `ok: ${RULES}`],
  ],
  [
    'an action that tells somebody else only',
    { alarms: async (names) => names.map((name) => anAlarm(name, { actions: ['arn:aws:sns:eu-west-1:1:other'] })) },
    [
      `problem: ${STATES}: ${ACCESS} no longer tells the topic`,
      `problem: ${STATES}: ${CHANGE} no longer tells the topic`,
      `ok: ${RULES}`,
    ],
  ],
  [
    'one alarm of which the rules cannot be asked, and a rule that mutes the other',
    { muteRules: async (alarm) => (alarm === ACCESS ? unknown() : [NIGHT]) },
    [
      `ok: ${STATES}`,
      `problem: ${RULES}: the rule night mutes ${CHANGE} now`,
      `not checked: ${RULES}: asking: .*(InvalidAction)`,
    ],
  ],
  [
    'an alarm that was deleted',
    { alarms: async () => [anAlarm(ACCESS)] },
    [`problem: ${STATES}: ${CHANGE} was deleted`, `ok: ${RULES}`],
  ],
  [
    'a stack without alarms',
    { alarmsOf: async () => [] },
    [`problem: ${STATES}: the stack StagingStack has no alarms`],
  ],
  ['no stack', { alarmsOf: async () => undefined }, [`problem: ${STATES}: the stack StagingStack has no alarms`]],
  [
    'no permission on the stack',
    { alarmsOf: notAllowed },
    [`not checked: ${STATES}: you need x:Do`, `not checked: ${RULES}: which alarms there are`],
  ],
  [
    'no permission on alarms',
    { alarms: notAllowed },
    [`not checked: ${STATES}: you need x:Do`, `ok: ${RULES}: none mutes any of the 2`],
  ],
  ['no permission on the rules', { muteRules: notAllowed }, [`ok: ${STATES}`, `not checked: ${RULES}: you need x:Do`]],
  [
    'an AWS that does not know such rules',
    { muteRules: unknown },
    [`ok: ${STATES}`, `not checked: ${RULES}: asking: .*(InvalidAction)`],
  ],
])('%s', async (_, differs, expected) => {
  const found = (await examined(differs)).map(({ check, verdict, cause }) => `${verdict}: ${check}: ${cause}`);
  expect(found).toEqual(expected.map((begin) => expect.stringMatching(begin.replace(/[()]/g, '\\$&'))));
});

test.each([
  ['night', '--alarm-mute-rule-name night'],
  ["x'; rm -rf ~", `--cli-input-json '{"AlarmMuteRuleName":"x'\\''; rm -rf ~"}'`],
  ['-night', `--cli-input-json '{"AlarmMuteRuleName":"-night"}'`],
  ['file:///etc/hostname', `--cli-input-json '{"AlarmMuteRuleName":"file:///etc/hostname"}'`],
  ['a\u00ad\nb', `--cli-input-json '{"AlarmMuteRuleName":"a\\u00ad\\nb"}'`],
])('the command that deletes a rule deletes the one of that name, and sends no file: %j', async (name, option) => {
  const [, finding] = await examined(muting({ [ACCESS]: [{ ...NIGHT, name }] }));
  expect(finding?.next).toContain(`delete-alarm-mute-rule ${option})`);
});

test('an alarm without its action gets it back by a deployment that looks for drift', async () => {
  const [finding] = await examined({
    alarms: async () => [ACCESS, CHANGE].map((name) => anAlarm(name, { actions: [] })),
  });
  expect(finding?.command).toBe('npx cdk deploy StagingStack --revert-drift');
});

test('disabled actions are put back by a command', async () => {
  const [finding] = await examined({
    alarms: async () => [ACCESS, CHANGE].map((name) => anAlarm(name, { actionsEnabled: name !== ACCESS })),
  });
  expect(finding?.command).toBe(`aws cloudwatch enable-alarm-actions --alarm-names ${ACCESS}`);
});
