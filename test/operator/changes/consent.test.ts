import { makeChange } from '../../../lib/operator/changes/make-change';
import { ASK, keeperWith, ROTATE, YES } from '../support/a-rotation';
import { aPlan, fakeContext } from '../support/fake-context';

const GARMIN = { needsConsents: ['invalidateGarminPasswords' as const] };
const IMPORT = { needsConsents: ['importGenerated' as const] };

describe('who says yes', () => {
  test('a person at the terminal', async () => {
    const keeper = keeperWith({});
    await makeChange(keeper, ROTATE, ASK, fakeContext({ answers: [true] }));
    expect(keeper.orders).toHaveLength(1);
  });

  test('not a person who says no', async () => {
    const keeper = keeperWith({});
    await expect(makeChange(keeper, ROTATE, ASK, fakeContext({ answers: [false] }))).rejects.toMatchObject({
      rule: 'cancelled',
      exitCode: 1,
    });
    expect(keeper.orders).toEqual([]);
  });

  test('nobody, where there is no terminal', async () => {
    const keeper = keeperWith({});
    await expect(makeChange(keeper, ROTATE, ASK, fakeContext())).rejects.toMatchObject({
      rule: 'needs-answer',
      exitCode: 2,
    });
    expect(keeper.orders).toEqual([]);
  });

  test.each([
    ['--yes alone', YES, { answers: [true] }, 'needs-consent'],
    ['no terminal', ASK, {}, 'needs-consent'],
    ['another environment’s name', ASK, { answers: ['production'] }, 'cancelled'],
    ['yes typed for the name', ASK, { answers: ['yes'] }, 'cancelled'],
  ])('the Garmin key is not replaced by %s', async (_, wishes, person, rule) => {
    const keeper = keeperWith({ plan: async () => aPlan(GARMIN) });
    await expect(makeChange(keeper, ROTATE, wishes, fakeContext(person))).rejects.toMatchObject({ rule });
    expect(keeper.orders).toEqual([]);
  });

  test.each([
    ['the flag', { ...YES, invalidateGarminPasswords: true }, {}],
    ['the environment’s name', ASK, { answers: ['staging'] }],
  ])('the Garmin key is replaced by %s', async (_, wishes, person) => {
    const keeper = keeperWith({ plan: async () => aPlan(GARMIN) });
    await makeChange(keeper, ROTATE, wishes, fakeContext(person));
    expect(keeper.orders[0]?.consents.invalidateGarminPasswords).toBe(true);
  });

  test('the flag alone still asks, and gives no consent that the plan does not need', async () => {
    const keeper = keeperWith({});
    const context = fakeContext({ answers: [true] });
    await makeChange(keeper, ROTATE, { ...ASK, invalidateGarminPasswords: true }, context);
    expect(context.questions).toEqual(['Change staging (account 111122223333, eu-west-1) so?']);
    expect(keeper.orders[0]?.consents.invalidateGarminPasswords).toBe(false);
  });

  test.each([
    ['with the flag', { ...YES, importGenerated: true }, {}, [true]],
    ['when a person agrees', ASK, { answers: [true, true] }, [true]],
    ['not when the person does not', ASK, { answers: [false, true] }, []],
    ['not by --yes alone', YES, { answers: [true, true] }, []],
    ['not without a terminal', ASK, {}, []],
  ])('generated keys are set from outside %s', async (_, wishes, person, consents) => {
    const keeper = keeperWith({ plan: async () => aPlan(IMPORT) });
    await makeChange(keeper, ROTATE, wishes, fakeContext(person)).catch((error) => {
      expect(['needs-consent', 'cancelled']).toContain(error.rule);
    });
    expect(keeper.orders.map((order) => order.consents.importGenerated)).toEqual(consents);
  });
});

test('the Enter key agrees to nothing', async () => {
  const usual: boolean[] = [];
  const context = fakeContext({ answers: [] });
  const confirm = async (_: string, usually: boolean) => {
    usual.push(usually);
    return true;
  };
  const keeper = keeperWith({ plan: async () => aPlan(IMPORT) });
  await makeChange(keeper, ROTATE, ASK, { ...context, terminal: { ...context.terminal, confirm } });

  expect(usual).toEqual([false, false]);
});

test('what is asked names the keys, the environment and the account', async () => {
  const entries = [
    { key: 'FLASK_SECRET_KEY', action: 'set' as const },
    { key: 'GARMIN_ENCRYPTION_KEY', action: 'keep' as const },
    { key: 'AI_MODEL', action: 'set' as const },
    { key: 'STRAVA_VERIFY_TOKEN', action: 'set' as const },
  ];
  const context = fakeContext({ answers: [true, true] });
  await makeChange(keeperWith({ plan: async () => aPlan({ entries, ...IMPORT }) }), ROTATE, ASK, context);

  expect(context.questions[0]).toBe(
    'Set FLASK_SECRET_KEY, STRAVA_VERIFY_TOKEN, which the keeper draws, from outside, in staging (account 111122223333, eu-west-1)?',
  );
});

describe('where nobody can be asked', () => {
  const LOST = 'every Garmin password that another key encrypted';
  const entries = ['FLASK_SECRET_KEY', 'STRAVA_VERIFY_TOKEN'].map((key) => ({ key, action: 'set' as const }));

  test.each([
    [{}, ASK, 'needs-answer', 'there is no terminal to ask at', 'then give --yes'],
    [GARMIN, YES, 'needs-consent', LOST, 'give --invalidate-garmin-passwords if'],
    [GARMIN, ASK, 'needs-consent', LOST, 'give --invalidate-garmin-passwords if'],
    [IMPORT, YES, 'needs-consent', 'FLASK_SECRET_KEY, STRAVA_VERIFY_TOKEN: the keeper', 'give --import-generated if'],
  ])('a plan with %j is wrong usage that names the option', async (needs, wishes, rule, reason, option) => {
    const keeper = keeperWith({ plan: async () => aPlan({ entries, ...needs }) });
    await expect(makeChange(keeper, ROTATE, wishes, fakeContext())).rejects.toMatchObject({
      rule,
      exitCode: 2,
      message: expect.stringContaining(reason),
      next: expect.stringContaining(option),
    });
    expect(keeper.orders).toEqual([]);
  });
});

describe('the Garmin key', () => {
  const garmin = () => keeperWith({ plan: async () => aPlan(GARMIN) });

  test('what its loss means is said before the name is asked for, and nothing more is asked', async () => {
    const context = fakeContext({ answers: [' staging\n'] });
    const keeper = garmin();
    await makeChange(keeper, ROTATE, ASK, context);
    expect(context.stderr.text).toMatch(
      /GARMIN_ENCRYPTION_KEY would change: every Garmin password that another key encrypted[^.]*\.\n/,
    );
    expect(context.questions).toEqual([
      'Type the environment’s name to go on, in staging (account 111122223333, eu-west-1):',
    ]);
    expect(keeper.orders).toHaveLength(1);
  });

  test('the option given, a person is still asked to go on', async () => {
    const context = fakeContext({ answers: [false] });
    const keeper = garmin();
    const wishes = { ...ASK, invalidateGarminPasswords: true };
    await expect(makeChange(keeper, ROTATE, wishes, context)).rejects.toMatchObject({ rule: 'cancelled' });
    expect(context.questions).toEqual(['Change staging (account 111122223333, eu-west-1) so?']);
    expect(keeper.orders).toEqual([]);
  });

  test.each([
    [[true, 'staging'], 2, { importGenerated: true, invalidateGarminPasswords: true }],
    [[true, 'no'], 2, undefined],
    [[false, 'staging'], 1, undefined],
  ])('set from outside needs both consents: %j, after %i questions', async (answers, asked, consents) => {
    const needsConsents = ['importGenerated', 'invalidateGarminPasswords'] as const;
    const keeper = keeperWith({ plan: async () => aPlan({ needsConsents: [...needsConsents] }) });
    const context = fakeContext({ answers });
    await makeChange(keeper, ROTATE, ASK, context).catch(({ rule }) => expect(rule).toBe('cancelled'));
    expect(context.questions).toHaveLength(asked);
    expect(keeper.orders.map((order) => order.consents)).toEqual(consents === undefined ? [] : [consents]);
  });
});
