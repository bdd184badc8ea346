import type { Fate } from '../../../lib/contract/operator-answer';
import type { PlannedChange } from '../../../lib/contract/operator-request';
import { environmentNamed } from '../../../lib/environments/rows';
import { changeResult } from '../../../lib/operator/changes/change-result';
import { makeChange, type Wishes } from '../../../lib/operator/changes/make-change';
import { OperatorError } from '../../../lib/operator/operator-error';
import { run } from '../../../lib/operator/run';
import { type Keeper, LostReplyError } from '../../../lib/operator/services/keeper';
import { completeKeeper, type Keeper as InMemoryKeeper } from '../../keeper/support/keeper';
import { aChange, aPlan, fakeContext, fakeKeeper } from '../support/fake-context';
import { keeperOn } from '../support/on-a-secret';

const ROTATE: PlannedChange = { operation: 'rotate', keys: ['FLASK_SECRET_KEY'] };
const YES: Wishes = { yes: true, dryRun: false, invalidateGarminPasswords: false };
const GARMIN = { needsConsents: ['invalidateGarminPasswords' as const] };
const DONE = aChange();

function keeperWith(answers: Partial<Keeper>) {
  return fakeKeeper({ plan: async () => aPlan(), change: async () => DONE, ...answers });
}

test('the change carries the version of the plan that was shown', async () => {
  const keeper = keeperWith({});
  const context = fakeContext();

  expect(await makeChange(keeper, ROTATE, YES, context)).toEqual({ plan: aPlan(), change: DONE });

  expect(keeper.orders).toEqual([
    {
      change: ROTATE,
      requestId: expect.stringMatching(/^[0-9a-f]{16}$/),
      seenVersion: 'v1',
      consents: { importGenerated: false, invalidateGarminPasswords: false },
    },
  ]);
  expect(context.stderr.text).toMatch(
    /plan: rotate staging, on version v1.*~ change +FLASK_SECRET_KEY +every user is/s,
  );
});

test.each([
  ['a dry run', { ...YES, dryRun: true }, aPlan()],
  ['nothing to change', YES, aPlan({ entries: [{ key: 'FLASK_SECRET_KEY', action: 'keep' }] })],
])('%s: no change is sent, nothing is asked', async (_, wishes, plan) => {
  const keeper = keeperWith({ plan: async () => plan });
  const context = fakeContext({ answers: [] });

  const made = await makeChange(keeper, ROTATE, wishes, context);

  expect(made).toEqual({ plan });
  expect(keeper.orders).toEqual([]);
  expect(context.questions).toEqual([]);
});

describe('who says yes', () => {
  const ask = { ...YES, yes: false };

  test('a person at the terminal', async () => {
    const keeper = keeperWith({});
    await makeChange(keeper, ROTATE, ask, fakeContext({ answers: [true] }));
    expect(keeper.orders).toHaveLength(1);
  });

  test('not a person who says no', async () => {
    const keeper = keeperWith({});
    await expect(makeChange(keeper, ROTATE, ask, fakeContext({ answers: [false] }))).rejects.toMatchObject({
      rule: 'cancelled',
      exitCode: 1,
    });
    expect(keeper.orders).toEqual([]);
  });

  test('nobody, where there is no terminal', async () => {
    const keeper = keeperWith({});
    await expect(makeChange(keeper, ROTATE, ask, fakeContext())).rejects.toMatchObject({
      rule: 'needs-answer',
      exitCode: 2,
    });
    expect(keeper.orders).toEqual([]);
  });

  test.each([
    ['--yes alone', YES, fakeContext({ answers: [true] }), 'needs-consent'],
    ['no terminal', ask, fakeContext(), 'needs-consent'],
    ['another environment’s name', ask, fakeContext({ answers: ['production'] }), 'cancelled'],
    ['yes typed for the name', ask, fakeContext({ answers: ['yes'] }), 'cancelled'],
  ])('the Garmin key is not replaced by %s', async (_, wishes, context, rule) => {
    const keeper = keeperWith({ plan: async () => aPlan(GARMIN) });
    await expect(makeChange(keeper, ROTATE, wishes, context)).rejects.toMatchObject({ rule });
    expect(keeper.orders).toEqual([]);
  });

  test.each([
    ['the flag', { ...YES, invalidateGarminPasswords: true }, fakeContext()],
    ['the environment’s name', ask, fakeContext({ answers: ['staging'] })],
  ])('the Garmin key is replaced by %s', async (_, wishes, context) => {
    const keeper = keeperWith({ plan: async () => aPlan(GARMIN) });
    await makeChange(keeper, ROTATE, wishes, context);
    expect(keeper.orders[0]?.consents.invalidateGarminPasswords).toBe(true);
  });

  test('the flag alone still asks, and gives no consent that the plan does not need', async () => {
    const keeper = keeperWith({});
    const context = fakeContext({ answers: [true] });
    await makeChange(keeper, ROTATE, { ...ask, invalidateGarminPasswords: true }, context);
    expect(context.questions).toEqual(['Change staging (account 111122223333, eu-west-1) so?']);
    expect(keeper.orders[0]?.consents.invalidateGarminPasswords).toBe(false);
  });

  test.each([
    ['with the flag', { ...YES, importGenerated: true }, fakeContext(), [true]],
    ['when a person agrees', ask, fakeContext({ answers: [true, true] }), [true]],
    ['not when the person does not', ask, fakeContext({ answers: [false, true] }), []],
    ['not by --yes alone', YES, fakeContext({ answers: [true, true] }), []],
    ['not without a terminal', ask, fakeContext(), []],
  ])('generated keys are set from outside %s', async (_, wishes, context, consents) => {
    const keeper = keeperWith({ plan: async () => aPlan({ needsConsents: ['importGenerated'] }) });
    await makeChange(keeper, ROTATE, wishes, context).catch((error) => {
      expect(['needs-consent', 'cancelled']).toContain(error.rule);
    });
    expect(keeper.orders.map((order) => order.consents.importGenerated)).toEqual(consents);
  });
});

describe('a lost reply: the change is sent once, and its own versions say what became of it', () => {
  const lost = async () => {
    throw new LostReplyError();
  };
  const fated = (fate: Fate['fate']) => async (): Promise<Fate> => ({ fate, versionId: 'v2', currentVersionId: 'v3' });

  /** The change, with the pauses between questions passed at once. */
  async function outwaited(...given: Parameters<typeof makeChange>): ReturnType<typeof makeChange> {
    const made = makeChange(...given);
    await Promise.allSettled([made, jest.advanceTimersByTimeAsync(150_000)]);
    return made;
  }

  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test.each([
    ['current', false],
    ['overtaken', true],
  ] as const)('it was made: %s', async (fate, overtaken) => {
    const keeper = keeperWith({ change: lost, fate: fated(fate) });
    const made = await outwaited(keeper, ROTATE, YES, fakeContext());
    expect(made).toEqual({ plan: aPlan(), withoutReply: { versionId: 'v2', overtaken } });
    expect(keeper.orders).toHaveLength(1);
  });

  test.each([
    ['not-stored', 'not-made', 'no version was stored for it'],
    ['not-made', 'not-made', 'somebody else wrote first'],
    ['unproved', 'undecided', 'nobody can tell whether it was ever current'],
  ] as const)('%s', async (fate, rule, reason) => {
    const keeper = keeperWith({ change: lost, fate: fated(fate) });
    await expect(outwaited(keeper, ROTATE, YES, fakeContext())).rejects.toMatchObject({
      rule,
      exitCode: 1,
      message: expect.stringContaining(reason),
    });
    expect(keeper.orders).toHaveLength(1);
  });

  test('that nothing was stored is believed only when the keeper cannot be at work any more', async () => {
    let asked = 0;
    const fate = async (): Promise<Fate> => {
      asked += 1;
      return { fate: asked < 50 ? 'not-stored' : 'current', versionId: 'v2', currentVersionId: 'v2' };
    };
    const { withoutReply } = await outwaited(keeperWith({ change: lost, fate }), ROTATE, YES, fakeContext());
    expect(withoutReply?.versionId).toBe('v2');
  });

  test('the question carries the request id of the change', async () => {
    const asked: string[] = [];
    const fate = async (requestId: string): Promise<Fate> => {
      asked.push(requestId);
      return { fate: 'current', versionId: 'v2', currentVersionId: 'v2' };
    };
    const keeper = keeperWith({ change: lost, fate });
    await outwaited(keeper, ROTATE, YES, fakeContext());
    expect(asked).toEqual([keeper.orders[0]?.requestId]);
  });

  test('nobody knows', async () => {
    const keeper = keeperWith({ change: lost, fate: lost });
    await expect(outwaited(keeper, ROTATE, YES, fakeContext())).rejects.toMatchObject({
      message: expect.stringContaining('the secret holds either the old or the new document'),
    });
  });

  test('a refusal is no lost reply', async () => {
    const refused = async () => {
      throw new OperatorError({ rule: 'moved', reason: 'it has changed since', next: 'look again' });
    };
    await expect(outwaited(keeperWith({ change: refused }), ROTATE, YES, fakeContext())).rejects.toMatchObject({
      rule: 'moved',
    });
  });
});

describe('what is told of a change', () => {
  const row = environmentNamed('staging');

  test('it is stored, not yet live, and the next command is named', () => {
    const { data, view } = changeResult({ plan: aPlan(), change: DONE }, ROTATE, YES, row);
    expect(data).toMatchObject({ changed: true, live: false, environment: 'staging' });
    expect(JSON.stringify(view)).toContain(
      'stored, not yet live: the app reads it when it starts; next: npx kaizencoach-secrets reload staging',
    );
  });

  test.each([
    ['change', true],
    ['add', false],
    ['keep', false],
  ] as const)('the verify token: %s, webhook steps %s', (action, steps) => {
    const plan = aPlan({ entries: [{ key: 'STRAVA_VERIFY_TOKEN', action }] });
    const { view } = changeResult({ plan, change: DONE }, ROTATE, YES, row);
    expect(JSON.stringify(view).includes('webhook staging renew --force')).toBe(steps);
  });

  test.each([
    [['STRAVA_VERIFY_TOKEN'], true],
    [['AI_MODEL'], false],
  ])('a verify token that was brought, where the change set %s: webhook steps %s', (populated, steps) => {
    const plan = aPlan({ entries: [{ key: 'STRAVA_VERIFY_TOKEN', action: 'set' }] });
    const { view } = changeResult({ plan, change: { ...DONE, populated } }, ROTATE, YES, row);
    expect(JSON.stringify(view).includes('webhook staging renew --force')).toBe(steps);
  });

  test('a value that is weaker than recommended is warned of in the plan', async () => {
    const context = fakeContext();
    const plan = aPlan({
      entries: [{ key: 'FLASK_SECRET_KEY', action: 'set', warning: '64 or more are recommended' }],
    });
    await makeChange(keeperWith({ plan: async () => plan }), ROTATE, YES, context);

    expect(context.stderr.text).toMatch(/~ set +FLASK_SECRET_KEY +warning: 64 or more are recommended/);
  });

  test.each([
    [aPlan({ missing: ['STRAVA_CLIENT_ID'] }), 'still missing after it: STRAVA_CLIENT_ID'],
    [aPlan({ entries: [{ key: 'X', action: 'remove' }] }), '- remove  X'],
    [aPlan({ entries: [{ key: 'X', action: 'add', from: 'v0' }] }), 'taken back from version v0'],
    [aPlan({ versionId: null }), 'plan: rotate staging, on version none'],
    [aPlan(), 'kept as they are: STRAVA_CLIENT_ID'],
    [aPlan(), 'account 111122223333, eu-west-1'],
  ])('the plan %j says: %s', async (plan, said) => {
    const context = fakeContext();
    await makeChange(keeperWith({ plan: async () => plan }), ROTATE, YES, context);

    expect(context.stderr.text).toContain(said);
  });

  test.each([
    [{}, 'done: version v2 is current'],
    [{ overtaken: true }, 'somebody else has written since'],
    [{ recorded: false }, 'its tags could not be written'],
    [{ takenBack: ['A', 'B'] }, 'taken back from an earlier version: A, B'],
    [{ removed: ['A'] }, 'removed: A'],
    [{ missing: ['A'] }, 'still missing: A'],
    [{ malformed: ['A'] }, 'malformed: A'],
  ])('the change %j says: %s', (difference, said) => {
    const { view } = changeResult({ plan: aPlan(), change: aChange(difference) }, ROTATE, YES, row);

    expect(JSON.stringify(view)).toContain(said);
  });

  test('of a change whose answer was lost no more is told than its version, and where the rest is', () => {
    const made = { plan: aPlan(), withoutReply: { versionId: 'v2', overtaken: false } };
    const { data, view } = changeResult(made, ROTATE, YES, row);
    expect(data).toMatchObject({ changed: true, live: false, change: { versionId: 'v2', overtaken: false } });
    expect(JSON.stringify(view)).toContain('which keys it changed: npx kaizencoach-secrets history staging');
    expect(JSON.stringify([data['change'], view])).not.toMatch(/FLASK_SECRET_KEY|recorded|malformed/);
  });

  test.each([
    ['a dry run', { plan: aPlan() }, 'dry run: nothing was changed'],
    ['no difference', { plan: aPlan({ entries: [] }) }, 'nothing to change: staging stays at version v1'],
    ['values that are there already', { plan: aPlan(), change: aChange({ generated: [] }) }, 'nothing to change'],
  ])('%s says so, and is no change', (_, made, said) => {
    const { view, data } = changeResult(made, ROTATE, YES, row);

    expect(JSON.stringify(view)).toContain(said);
    expect(data['changed']).toBe(false);
  });
});

test('the Enter key agrees to nothing', async () => {
  const usual: boolean[] = [];
  const context = fakeContext({ answers: [] });
  const confirm = async (_: string, usually: boolean) => {
    usual.push(usually);
    return true;
  };
  const keeper = keeperWith({ plan: async () => aPlan({ needsConsents: ['importGenerated'] }) });
  await makeChange(keeper, ROTATE, { ...YES, yes: false }, { ...context, terminal: { ...context.terminal, confirm } });

  expect(usual).toEqual([false, false]);
});

test('what is asked names the keys, the environment and the account', async () => {
  const entries = [
    { key: 'FLASK_SECRET_KEY', action: 'set' as const },
    { key: 'GARMIN_ENCRYPTION_KEY', action: 'keep' as const },
    { key: 'AI_MODEL', action: 'set' as const },
  ];
  const context = fakeContext({ answers: [true, true] });
  await makeChange(
    keeperWith({ plan: async () => aPlan({ entries, needsConsents: ['importGenerated'] }) }),
    ROTATE,
    { ...YES, yes: false },
    context,
  );

  expect(context.questions[0]).toBe(
    'Set FLASK_SECRET_KEY, which the keeper draws, from outside, in staging (account 111122223333, eu-west-1)?',
  );
});

describe('seed on the command line, where every key is there', () => {
  let secret: InMemoryKeeper;

  beforeEach(async () => {
    jest.spyOn(console, 'info').mockImplementation(() => undefined);
    secret = await completeKeeper();
  });

  async function seed(...args: readonly string[]) {
    const staging = keeperOn(secret);
    const context = fakeContext({ keepers: { staging } });
    const exitCode = await run(['seed', 'staging', ...args], context);
    return { exitCode, sent: staging.orders.length, said: context.stdout.text, noted: context.stderr.text };
  }

  test('records that are missing are written and named; the value stays', async () => {
    const [version, tags] = [secret.service.id('AWSCURRENT'), new Map(secret.service.tags)];
    secret.service.tags.clear();
    const { exitCode, sent, said, noted } = await seed('--yes');
    expect({ exitCode, sent }).toEqual({ exitCode: 0, sent: 1 });
    expect(noted).toContain('no record says when STRAVA_VERIFY_TOKEN, FLASK_SECRET_KEY, GARMIN_ENCRYPTION_KEY');
    expect(said).toContain(
      `recorded: STRAVA_VERIFY_TOKEN, FLASK_SECRET_KEY, GARMIN_ENCRYPTION_KEY; the value stays at version ${version}`,
    );
    expect([...tags.keys()]).toEqual(expect.arrayContaining([...secret.service.tags.keys()]));
    expect(secret.service.tags.size).toBe(3);
    expect(await seed('--yes')).toMatchObject({ sent: 0, said: expect.stringContaining('nothing to change') });
  });

  test('a dry run says what it would write, and a person is asked', async () => {
    secret.service.tags.clear();
    expect(await seed('--dry-run')).toMatchObject({ sent: 0, said: expect.stringContaining('no record says when') });
    expect(await seed()).toMatchObject({ sent: 0, exitCode: 2 });
  });

  test('tags that cannot be written fail it', async () => {
    secret.service.tags.clear();
    secret.service.fault = (operation) => (operation === 'TagResource' ? { before: new Error('no') } : undefined);
    expect(await seed('--yes')).toMatchObject({
      sent: 1,
      exitCode: 1,
      said: expect.stringContaining('its tags could not be written'),
    });
  });

  test('where every record is there nothing is sent', async () => {
    expect(await seed('--yes')).toMatchObject({ sent: 0, exitCode: 0 });
  });
});
