import { HEARS_READS } from '../../../lib/environments/row';
import { OperatorError } from '../../../lib/operator/operator-error';
import type { Alarm } from '../../../lib/operator/services/inspect-alarms';
import { interrupted } from '../../../lib/operator/services/service-error';
import { anAlarm, notAllowed } from '../support/healthy-inspection';
import { drill, NOW_ON, OK_AGAIN, PREFIX, type World } from './support';

const NIGHT = { name: 'night', status: 'ACTIVE' };
const QUIET = { transitions: async () => [] };
const inState =
  (state: string, differs: Partial<Alarm> = {}) =>
  async (names: readonly string[]) =>
    names.map((name) => anAlarm(name, { state, ...differs }));

test('every alert has come: exit code 0, with the path and the seconds of each', async () => {
  const { exitCode, problems, alerts } = await drill();

  expect(problems).toEqual([]);
  expect(alerts).toEqual(['denied (EventBridge) 0', 'batch-read (EventBridge) 0', 'access (log) 42']);
  expect(exitCode).toBe(0);
});

test('a demo is drilled by EventBridge alone', async () => {
  const rules = ['denied', 'batch-read'].map((id) => `mark-kaizencoach-audit-${id}`);
  const { exitCode, alerts } = await drill({
    environment: 'mark',
    inspection: {
      rulesOf: async () => rules,
      rules: async () => rules.map((name) => ({ name, state: HEARS_READS, scheduled: false })),
    },
  });

  expect(alerts).toEqual(['denied (EventBridge) 0', 'batch-read (EventBridge) 0']);
  expect(exitCode).toBe(0);
});

test.each([
  ['a session of a reader’s role', 'arn:aws:sts::111122223333:assumed-role/staging-kaizencoach-instance-role/x'],
  ['the keeper', 'arn:aws:sts::111122223333:assumed-role/staging-kaizencoach-secret-keeper-role/x'],
  ['nobody knows whom', ''],
])('%s is refused before anything is asked for', async (_, arn) => {
  const { exitCode, text, attempted } = await drill({
    attempts: { caller: async () => ({ account: '111122223333', arn }) },
  });

  expect(exitCode).toBe(1);
  expect(text).toContain('"reader"');
  expect(attempted()).toBe(false);
});

test.each(['read', 'batch'] as const)('a %s that was allowed is a problem', async (attempt) => {
  const { exitCode, problems } = await drill({
    attempts: { [attempt]: async () => ({ outcome: 'allowed', byDeny: false }) },
  });

  expect(problems).toContainEqual(expect.stringContaining(`the ${attempt} was allowed`));
  expect(exitCode).toBe(1);
});

test('a batch that was refused as a whole drills nothing, and the permission is named', async () => {
  const { exitCode, problems } = await drill({
    attempts: { batch: async () => ({ outcome: 'refused as a whole', byDeny: false }) },
  });

  expect(problems).toContainEqual(expect.stringMatching(/secretsmanager:BatchGetSecretValue.*driller policy/));
  expect(exitCode).toBe(1);
});

describe('an alert that does not come is named, with why, and the exit code is 1', () => {
  test.each([
    ['the rule did not match', {}, 'the rule did not match'],
    ['it invoked nothing', { TriggeredRules: 1 }, 'the rule matched, and invoked nothing'],
    ['its delivery failed', { TriggeredRules: 1, Invocations: 1, FailedInvocations: 1 }, 'could not deliver'],
    ['it went to the queue', { TriggeredRules: 1, Invocations: 1, InvocationsSentToDlq: 1 }, 'could not deliver'],
    ['it was lost', { TriggeredRules: 1, Invocations: 1, InvocationsFailedToBeSentToDlq: 1 }, 'could not deliver'],
  ])('by EventBridge: %s', async (_, counts, cause) => {
    const { exitCode, problems, missing } = await drill({
      args: ['--wait', '1'],
      counts: (rules) =>
        rules.some((name) => name.endsWith('-denied')) ? counts : { TriggeredRules: 1, Invocations: 1 },
    });

    expect(missing).toEqual(['denied (EventBridge)']);
    expect(problems).toEqual([expect.stringMatching(`^denied is missing \\(EventBridge\\): .*${cause}`)]);
    expect(exitCode).toBe(1);
  });

  test.each<[string, World, string]>([
    ['there is no alarm', { inspection: { alarms: async () => [] } }, 'there is no alarm'],
    [
      'its actions are disabled',
      { inspection: { alarms: inState('ALARM', { actionsEnabled: false }) } },
      'enable-alarm-actions',
    ],
    [
      'it has no action left',
      { inspection: { alarms: inState('ALARM', { actions: [] }) } },
      'no longer tells the topic',
    ],
    ['a rule mutes it now', { inspection: { muteRules: async () => [NIGHT] } }, 'is muted by the rule night'],
    ['it stays quiet', { inspection: { alarms: inState('OK') }, evidence: QUIET }, 'did not go off'],
    ['it was on before', { evidence: QUIET }, 'was on before'],
    [
      'it is on and was not before, and its history is silent',
      { alarm: NOW_ON, evidence: QUIET },
      'its history does not say since when',
    ],
    [
      'it was on before, and is OK again',
      { alarm: OK_AGAIN, evidence: QUIET },
      'was on before the attempts.*: drill again',
    ],
  ])('by the log: %s', async (_, world, cause) => {
    const { exitCode, problems, missing } = await drill({ args: ['--wait', '1'], ...world });

    expect(missing).toEqual(['access (log)']);
    expect(problems).toContainEqual(expect.stringMatching(`^access is missing \\(log\\): .*${cause}`));
    expect(exitCode).toBe(1);
  });
});

test('alerts of the minute before the attempts do not count', async () => {
  const { missing } = await drill({
    args: ['--wait', '1'],
    evidence: {
      counts: async () => ({
        TriggeredRules: 3,
        Invocations: 3,
        FailedInvocations: 0,
        InvocationsSentToDlq: 0,
        InvocationsFailedToBeSentToDlq: 0,
      }),
    },
  });
  expect(missing).toEqual(['denied (EventBridge)', 'batch-read (EventBridge)']);
});

test('a rule that is disabled, or hears no reads, is a problem even where its alert is not waited for', async () => {
  const states = { denied: HEARS_READS, 'batch-read': HEARS_READS, 'value-read': 'ENABLED' };
  const { exitCode, problems } = await drill({
    inspection: {
      rules: async () =>
        Object.entries(states).map(([id, state]) => ({ name: `${PREFIX}-${id}`, state, scheduled: false })),
    },
  });

  expect(problems).toEqual([expect.stringContaining(`${PREFIX}-value-read is ENABLED: it hears no reads`)]);
  expect(problems).toEqual([expect.stringContaining(`aws events put-rule --name ${PREFIX}-value-read`)]);
  expect(exitCode).toBe(1);
});

test('what waits in the queue undelivered is a problem', async () => {
  const { exitCode, problems } = await drill({ evidence: { mostWaiting: async () => 2 } });

  expect(problems).toEqual([expect.stringContaining('2 alerts wait in the queue undelivered')]);
  expect(exitCode).toBe(1);
});

test('it waits so many minutes and no longer, and Ctrl-C ends it', async () => {
  const silent = { counts: () => ({}) };
  expect((await drill({ ...silent, args: ['--wait', '2'] })).pauses).toBe(2 * 20);

  const ended = await drill({ ...silent, pause: () => Promise.reject(interrupted()) });
  expect(ended.exitCode).toBe(1);
  expect(ended.text).toContain('"interrupted"');
});

test('without a permission to look at the rules, nothing is tried', async () => {
  const { exitCode, attempted } = await drill({ inspection: { rules: notAllowed } });

  expect(exitCode).toBe(1);
  expect(attempted()).toBe(false);
});

test('where the read is neither allowed nor denied, the error is told', async () => {
  const nothing = async () => {
    throw new OperatorError({ rule: 'nothing-to-read', reason: 'there is nothing', next: 'doctor' });
  };
  const { exitCode, text } = await drill({ attempts: { read: nothing } });

  expect(exitCode).toBe(1);
  expect(text).toContain('"nothing-to-read"');
});
