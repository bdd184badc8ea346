import { makeChange } from '../../../lib/operator/changes/make-change';
import { OperatorError } from '../../../lib/operator/operator-error';
import { keeperWith, ROTATE, YES } from '../support/a-rotation';
import { aChange, aPlan, fakeContext } from '../support/fake-context';

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
