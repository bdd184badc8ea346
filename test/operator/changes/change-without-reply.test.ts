import type { Fate } from '../../../lib/contract/fate';
import { KEEPER_TIMEOUT_SECONDS } from '../../../lib/contract/keeper-settings';
import { makeChange } from '../../../lib/operator/changes/make-change';
import { LostReplyError } from '../../../lib/operator/operator-error';
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

test('nobody knows', async () => {
  const keeper = keeperWith({ change: lost, fate: lost });
  await expect(outwaited(keeper, ROTATE, YES, fakeContext())).rejects.toMatchObject({
    message: expect.stringContaining('the secret holds either the old or the new document'),
  });
});

test.each([
  [
    { fate: 'not-stored', currentVersionId: null },
    'the change was not made: no version was stored for it (current: no value yet)',
    'npx kaizencoach-secrets status staging, then run the command again if it is still wanted',
  ],
  [
    { fate: 'not-made', versionId: 'v2', currentVersionId: 'v3' },
    'the change was not made: somebody else wrote first (current: v3)',
    'npx kaizencoach-secrets status staging, then run the command again if it is still wanted',
  ],
  [
    { fate: 'unproved', versionId: 'v2', currentVersionId: 'v3' },
    'the change was written as version v2, and others wrote since (current: v3): nobody can tell',
    'npx kaizencoach-secrets history staging, which names the keys that it changes',
  ],
  [
    { fate: 'unproved', versionId: 'v2', currentVersionId: null },
    'and others wrote since (current: none)',
    'npx kaizencoach-secrets history staging, which names the keys that it changes',
  ],
] as const)('%j: what is told, and the next command', async (fate, reason, next) => {
  const context = fakeContext();
  const keeper = keeperWith({ change: lost, fate: async () => fate });
  await expect(outwaited(keeper, ROTATE, YES, context)).rejects.toMatchObject({
    message: expect.stringContaining(reason),
    next: expect.stringContaining(next),
  });
  expect(context.stderr.text).toContain('asking what became of it instead of sending it again');
  expect(context.stderr.text).not.toContain('the change was made:');
});

test('the keeper does not answer: the next command is named, with the request to look for', async () => {
  const keeper = keeperWith({ change: lost, fate: lost });
  const refused = await outwaited(keeper, ROTATE, YES, fakeContext()).catch((error) => error);
  expect(refused).toMatchObject({
    rule: 'lost-reply',
    exitCode: 1,
    next: expect.stringMatching(
      `npx kaizencoach-secrets history staging, .* look for request ${keeper.orders[0]?.requestId}; do not repeat`,
    ),
  });
});

test.each(['current', 'overtaken'] as const)(
  '%s: asked by the request of the change, once, and told with its version',
  async (made) => {
    const context = fakeContext();
    const asked: string[] = [];
    const fate = async (requestId: string) => {
      asked.push(requestId);
      return fated(made)();
    };
    const keeper = keeperWith({ change: lost, fate });
    await outwaited(keeper, ROTATE, YES, context);
    expect(asked).toEqual([keeper.orders[0]?.requestId]);
    expect(context.stderr.text).toContain('the change was made: version v2');
  },
);

test.each([
  ['nothing was stored', fated('not-stored')],
  ['somebody else wrote first', fated('not-made')],
  ['nobody can tell', fated('unproved')],
  ['the keeper does not answer', lost],
])('%s: asked again every few seconds, until a keeper that got the change must have ended', async (_, fate) => {
  const asked: number[] = [];
  const begin = Date.now();
  const noting = async () => {
    asked.push((Date.now() - begin) / 1_000);
    return fate();
  };
  await expect(outwaited(keeperWith({ change: lost, fate: noting }), ROTATE, YES, fakeContext())).rejects.toThrow();
  const last = asked.at(-1) ?? 0;
  expect(last).toBeGreaterThan(KEEPER_TIMEOUT_SECONDS);
  expect(last).toBeLessThan(KEEPER_TIMEOUT_SECONDS + 10);
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.length).toBeLessThan(KEEPER_TIMEOUT_SECONDS);
});

test('a clock that is set forward by minutes makes no answer final', async () => {
  const [begin, today] = [performance.now(), Date.now()];
  let asked = 0;
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => today + asked * 130_000);
  const fate = async () => {
    asked += 1;
    return fated('not-stored')();
  };
  await expect(outwaited(keeperWith({ change: lost, fate }), ROTATE, YES, fakeContext())).rejects.toThrow();
  clock.mockRestore();
  expect(asked).toBeGreaterThan(20);
  expect(performance.now() - begin).toBeGreaterThan(KEEPER_TIMEOUT_SECONDS * 1_000);
});

test('the first answer is never final, however long the question took to begin', async () => {
  const spy = jest.spyOn(performance, 'now');
  spy.mockReturnValueOnce(0).mockReturnValue(130_000);
  let asked = 0;
  const fate = async () => {
    asked += 1;
    return fated(asked === 1 ? 'not-stored' : 'current')();
  };
  const { withoutReply } = await outwaited(keeperWith({ change: lost, fate }), ROTATE, YES, fakeContext());
  spy.mockRestore();
  expect(withoutReply).toEqual({ versionId: 'v2', overtaken: false });
});
