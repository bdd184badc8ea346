import { notAllowed, unknown } from '../support/healthy-inspection';
import { drill, type World } from './support';

const NIGHT = { name: 'night', status: 'ACTIVE' };

test.each<[string, () => Promise<never>, string]>([
  ['AWS does not know such rules', unknown, 'InvalidAction'],
  ['the rules may not be asked for', notAllowed, 'you need x:Do'],
])('whether a rule mutes the alarm is not known, so the alert does not count: %s', async (_, muteRules, why) => {
  const { exitCode, problems, missing } = await drill({ args: ['--wait', '1'], inspection: { muteRules } });

  expect(missing).toEqual(['access (log)']);
  expect(problems).toContainEqual(expect.stringMatching('^access is missing .*could not be asked'));
  expect(problems).toContainEqual(expect.stringMatching(`^not checked: rules that mute alarms: .*${why}`));
  expect(exitCode).toBe(1);
});

test.each(['ALARM', 'OK'])(
  'an alarm that went off while a rule muted it told nobody, also when the rule is over: it is %s',
  async (state) => {
    const wentOff = { at: new Date('2026-06-01T00:00:10Z'), to: 'ALARM' };
    let pauses = 0;
    const { problems, missing, verdict } = await drill({
      args: ['--wait', '1'],
      alarm: (attempted) => (attempted ? state : 'OK'),
      inspection: { muteRules: async (alarm) => (alarm.endsWith('-access') && pauses < 10 ? [NIGHT] : []) },
      evidence: { transitions: async (_, since) => (since !== undefined && since < wentOff.at ? [wentOff] : []) },
      pause: async () => {
        pauses += 1;
      },
    });

    expect(missing).toEqual(['access (log)']);
    expect(problems).toContainEqual(expect.stringMatching('^access is missing .*went off while a rule muted it'));
    expect(verdict('in-time')).toBe('not seen');
  },
);

test('an alarm that went off after the attempts counts, also where its time is given in whole seconds', async () => {
  const { missing, alerts } = await drill({
    alarm: (attempted) => (attempted ? 'ALARM' : 'OK'),
    evidence: { transitions: async () => [{ at: new Date('2026-05-31T23:59:59Z'), to: 'ALARM' }] },
  });

  expect(missing).toEqual([]);
  expect(alerts).toContain('access (log) 0');
});

describe('the alert came, but an alarm cannot be relied on: exit code 1', () => {
  test.each<[string, World['inspection'], RegExp]>([
    [
      'a rule mutes another alarm now',
      { muteRules: async (alarm) => (alarm.endsWith('-change') ? [NIGHT] : []) },
      /^the rule night mutes staging-kaizencoach-audit-change now.*delete-alarm-mute-rule/,
    ],
    [
      'a rule will mute this one',
      { muteRules: async (alarm) => (alarm.endsWith('-access') ? [{ ...NIGHT, status: 'SCHEDULED' }] : []) },
      /^the rule night mutes staging-kaizencoach-audit-access at its times/,
    ],
  ])('%s', async (_, inspection, expected) => {
    const { exitCode, problems, missing } = await drill({ inspection: inspection ?? {} });

    expect(missing).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(expected)]);
    expect(exitCode).toBe(1);
  });
});
