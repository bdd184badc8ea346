import { makeChange } from '../../../lib/operator/changes/make-change';
import { LostReplyError, OperatorError } from '../../../lib/operator/operator-error';
import { keeperWith, ROTATE, YES } from '../support/a-rotation';
import { aChange, aPlan, aStatus, fakeContext } from '../support/fake-context';

test('the change carries the version of the plan that was shown', async () => {
  const keeper = keeperWith({});
  const context = fakeContext();

  expect(await makeChange(keeper, ROTATE, YES, context)).toEqual({ plan: aPlan(), change: aChange() });

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

test('a refusal is no lost reply', async () => {
  const refused = async () => {
    throw new OperatorError({ rule: 'moved', reason: 'it has changed since', next: 'look again' });
  };
  await expect(makeChange(keeperWith({ change: refused }), ROTATE, YES, fakeContext())).rejects.toMatchObject({
    rule: 'moved',
  });
});

test('a plan that nobody could see is not carried out', async () => {
  const keeper = keeperWith({});
  const context = fakeContext();
  context.stderr.failsAfter = 0;
  await expect(makeChange(keeper, ROTATE, YES, context)).rejects.toMatchObject({ rule: 'not-shown', exitCode: 1 });
  expect(keeper.orders).toEqual([]);
});

describe('a seed that changes no value', () => {
  const SEED = { operation: 'seed' } as const;
  const plan = aPlan({ entries: [{ key: 'FLASK_SECRET_KEY', action: 'keep' }] });
  const record = { madeAt: '2026-05-01T00:00:00Z', operation: 'seed', how: 'generated' as const, versionId: 'v1' };
  const key = (name: string, differences: object) => ({
    ...{ name, origin: 'generated', required: true, state: 'present' as const },
    ...differences,
  });
  const seeding = (keys: ReturnType<typeof key>[], answers = {}) =>
    keeperWith({ plan: async () => plan, status: async () => aStatus({ keys }), ...answers });

  test('names the generated keys that are there without a record, and no others', async () => {
    const keeper = seeding([
      key('RECORDED', { record }),
      key('EXTERNAL', { origin: 'external' }),
      key('MISSING', { state: 'missing' }),
      key('UNRECORDED', {}),
      key('MALFORMED', { state: 'malformed' }),
    ]);
    const context = fakeContext({ answers: [true] });
    expect(await makeChange(keeper, SEED, { ...YES, yes: false }, context)).toMatchObject({
      unrecorded: ['UNRECORDED', 'MALFORMED'],
    });
    expect(context.stderr.text).toContain('no record says when UNRECORDED, MALFORMED came to be');
    expect(context.questions).toHaveLength(1);
    expect(keeper.orders).toHaveLength(1);
  });

  test('with its answer lost: nothing is asked about a version, and the next command is the same again', async () => {
    let asked = 0;
    const fate = async () => {
      asked += 1;
      return { fate: 'current', versionId: 'v2', currentVersionId: 'v2' } as const;
    };
    const lost = async () => {
      throw new LostReplyError();
    };
    await expect(
      makeChange(seeding([key('UNRECORDED', {})], { change: lost, fate }), SEED, YES, fakeContext()),
    ).rejects.toMatchObject({
      rule: 'lost-reply',
      exitCode: 1,
      message: expect.stringContaining('whether the records were written is not known; no value was to change'),
      next: 'npx kaizencoach-secrets seed staging',
    });
    expect(asked).toBe(0);
  });
});
