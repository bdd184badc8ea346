import { ATTEMPTS, type Decide } from '../../../../lib/keeper/changes/compare-and-swap';
import { Overtaken } from '../../../../lib/keeper/changes/situation';
import { decision, LIST, lost, PUT, READ, SWAP, TAG, Trial } from './trial';

let trial: Trial;

beforeEach(() => {
  trial = new Trial('{"n":0}');
});

test('reads, stages, swaps and records, in this order', async () => {
  const change = await trial.swap();
  expect(trial.keeper.service.calls).toEqual([READ, PUT, SWAP, TAG]);
  expect(trial.keeper.service.text).toBe('{"mine":1,"n":0}');
  expect(change).toMatchObject({ versionId: trial.keeper.service.id('AWSCURRENT'), overtaken: false, recorded: true });
  expect(trial.pauses).toEqual([]);
});

test('where nothing is to be written, nothing is', async () => {
  const current = trial.keeper.service.id('AWSCURRENT');
  expect(await trial.swap({ decide: async () => decision(undefined) })).toMatchObject({
    versionId: current,
    overtaken: false,
    recorded: true,
  });
  expect(trial.keeper.service.calls).toEqual([READ]);
});

test('and where there is no value either, no version is told', async () => {
  trial = new Trial();
  expect(await trial.swap({ decide: async () => decision(undefined) })).toMatchObject({
    versionId: null,
    recorded: true,
  });
});

describe('somebody writes in between: it starts over from what they wrote', () => {
  test('and knows that its first version was not made', async () => {
    trial.meanwhile(SWAP);
    expect(await trial.swap()).toMatchObject({ overtaken: false });
    expect(trial.keeper.service.document).toEqual({ mine: 1, n: 1 });
    expect(trial.asked).toEqual([
      ['{"n":0}', 0],
      ['{"n":1}', 1],
    ]);
    // The service said so itself: nobody has to look at the list.
    expect(trial.keeper.service.calls).not.toContain(LIST);
  });

  test('before it decides, too', async () => {
    let looks = 0;
    const decide: Decide = async (snapshot, notMade) => {
      looks += 1;
      return looks === 1 ? Promise.reject(new Overtaken()) : trial.addMine(snapshot, notMade);
    };
    expect(await trial.swap({ decide })).toMatchObject({ overtaken: false });
    expect(trial.pauses).toHaveLength(1);
  });

  test.each([
    ['the shortest', 0, [50, 100, 200, 400, 800, 1_600]],
    ['the longest', 0.5, [100, 200, 400, 800, 1_600, 3_200]],
  ])('six times, with pauses that double: %s; then others are blamed', async (_, random, expected) => {
    for (let nth = 1; nth <= ATTEMPTS; nth += 1) {
      trial.meanwhile(SWAP, nth);
    }
    await expect(trial.swap({ random })).rejects.toMatchObject({ rule: 'lost-race' });
    expect(trial.pauses).toEqual(expected);
    expect(trial.keeper.service.calls.filter((call) => call === SWAP)).toHaveLength(ATTEMPTS);
    expect(trial.keeper.service.document).toEqual({ n: 6 });
  });

  test('a fault of the service that does not end is told as what it is', async () => {
    trial.keeper.service.fault = (operation) => (operation === PUT ? { before: lost() } : undefined);
    await expect(trial.swap()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(trial.keeper.service.calls.filter((call) => call === PUT)).toHaveLength(ATTEMPTS);
  });

  test('but a fault that was got over is not blamed for a race that was lost later', async () => {
    trial.at(PUT, 1, () => ({ before: lost() }));
    for (let nth = 1; nth <= ATTEMPTS; nth += 1) {
      trial.meanwhile(SWAP, nth);
    }
    await expect(trial.swap()).rejects.toMatchObject({ rule: 'lost-race' });
  });
});

describe('two first versions at once', () => {
  const other = (text: string) => () => {
    trial.keeper.service.put(text);
    return undefined;
  };

  test('the other one is first: this one is staged only, and starts over', async () => {
    trial = new Trial();
    trial.at(PUT, 1, other('{"theirs":1}'));
    expect(await trial.swap()).toMatchObject({ overtaken: false });
    expect(trial.keeper.service.document).toEqual({ mine: 1, theirs: 1 });
    expect(trial.asked.map(([, notMade]) => notMade)).toEqual([0, 1]);
  });

  test('this one was made current by an answer that does not say so, and was overtaken: it is done', async () => {
    trial = new Trial();
    const { store } = trial.keeper.surroundings;
    const stage = store.stage.bind(store);
    jest.spyOn(store, 'stage').mockImplementation(async (...args) => {
      await stage(...args);
      other('{"theirs":1}')();
      return false;
    });
    expect(await trial.swap()).toMatchObject({ versionId: trial.keeper.service.id('AWSPREVIOUS'), overtaken: true });
  });
});
