import type { Fate } from '../../../lib/contract/operator-answer';
import { makeChange } from '../../../lib/operator/changes/make-change';
import { LostReplyError } from '../../../lib/operator/services/keeper';
import { keeperWith, ROTATE, YES } from '../support/a-rotation';
import { aPlan, fakeContext } from '../support/fake-context';

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
