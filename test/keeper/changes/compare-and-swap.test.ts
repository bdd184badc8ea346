import {
  InternalServiceError,
  InvalidParameterException,
  ResourceNotFoundException,
  SecretsManagerServiceException,
} from '@aws-sdk/client-secrets-manager';
import { ATTEMPTS, compareAndSwap, type Decide } from '../../../lib/keeper/changes/compare-and-swap';
import type { Decision } from '../../../lib/keeper/changes/decision';
import { Overtaken } from '../../../lib/keeper/changes/situation';
import { Refusal } from '../../../lib/keeper/refusal';
import type { Fault } from '../support/in-memory-secrets-manager';
import { Keeper } from '../support/keeper';

const PUT = 'PutSecretValue';
const SWAP = 'UpdateSecretVersionStage';
const TAG = 'TagResource';
const LIST = 'ListSecretVersionIds';
const READ = 'GetSecretValue';

const first = { $metadata: { httpStatusCode: 400, attempts: 1 }, message: '' };
const repeated = { ...first, $metadata: { httpStatusCode: 400, attempts: 2 } };
const lost = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
const denied = new SecretsManagerServiceException({ ...first, name: 'AccessDeniedException', $fault: 'client' });

let keeper: Keeper;
let pauses: number[];
/** What was decided on, one entry an attempt: the text, and how many versions of this change were not made. */
let asked: (readonly [string, number])[];

beforeEach(() => {
  keeper = new Keeper();
  keeper.service.put('{"n":0}');
  pauses = [];
  asked = [];
});

const decision = (text: string | undefined): Decision => ({
  ...(text === undefined ? {} : { text }),
  changed: [],
  records: new Map(),
  change: {
    generated: [],
    takenBack: [],
    populated: [],
    removed: [],
    missing: [],
    malformed: [],
    dropped: [],
    completed: [],
  },
});

/** Adds a member to what is current. */
const addMine: Decide = async ({ document }, notMade) => {
  asked.push([document.text, notMade.length]);
  return decision(document.text.replace(/\{(?!\})/, '{"mine":1,').replace('{}', '{"mine":1}'));
};

function swap({ decide = addMine, random = 0, signal = new AbortController().signal } = {}) {
  const surroundings = {
    ...keeper.surroundings,
    random: () => random,
    sleep: async (milliseconds: number) => {
      pauses.push(milliseconds);
    },
  };
  keeper.service.calls.length = 0;
  return compareAndSwap(surroundings, { operation: 'populate', requestId: '0'.repeat(16) }, decide, signal);
}

/** The nth call of an operation meets a fault, or comes after `meanwhile`. */
function at(operation: string, nth: number, what: () => Fault): void {
  const before = keeper.service.fault;
  let calls = 0;
  keeper.service.fault = (called, input) => {
    calls += called === operation ? 1 : 0;
    return called === operation && calls === nth ? what() : before(called, input);
  };
}

const edit = (n: number) => keeper.service.edit((document) => ({ ...document, n }));
const meanwhile = (operation: string, nth = 1) =>
  at(operation, nth, () => {
    edit(nth);
    return undefined;
  });

test('reads, stages, swaps and records, in this order', async () => {
  const change = await swap();
  expect(keeper.service.calls).toEqual([READ, PUT, SWAP, TAG]);
  expect(keeper.service.text).toBe('{"mine":1,"n":0}');
  expect(change).toMatchObject({ versionId: keeper.service.id('AWSCURRENT'), overtaken: false, recorded: true });
  expect(pauses).toEqual([]);
});

test('where nothing is to be written, nothing is', async () => {
  const current = keeper.service.id('AWSCURRENT');
  expect(await swap({ decide: async () => decision(undefined) })).toMatchObject({
    versionId: current,
    overtaken: false,
    recorded: true,
  });
  expect(keeper.service.calls).toEqual([READ]);
});

test('and where there is no value either, no version is told', async () => {
  keeper = new Keeper();
  expect(await swap({ decide: async () => decision(undefined) })).toMatchObject({ versionId: null, recorded: true });
});

describe('somebody writes in between: it starts over from what they wrote', () => {
  test('and knows that its first version was not made', async () => {
    meanwhile(SWAP);
    expect(await swap()).toMatchObject({ overtaken: false });
    expect(keeper.service.document).toEqual({ mine: 1, n: 1 });
    expect(asked).toEqual([
      ['{"n":0}', 0],
      ['{"n":1}', 1],
    ]);
    // The service said so itself: nobody has to look at the list.
    expect(keeper.service.calls).not.toContain(LIST);
  });

  test('before it decides, too', async () => {
    let looks = 0;
    const decide: Decide = async (snapshot, notMade) => {
      looks += 1;
      return looks === 1 ? Promise.reject(new Overtaken()) : addMine(snapshot, notMade);
    };
    expect(await swap({ decide })).toMatchObject({ overtaken: false });
    expect(pauses).toHaveLength(1);
  });

  test.each([
    ['the shortest', 0, [50, 100, 200, 400, 800, 1_600]],
    ['the longest', 0.5, [100, 200, 400, 800, 1_600, 3_200]],
  ])('six times, with pauses that double: %s; then others are blamed', async (_, random, expected) => {
    for (let nth = 1; nth <= ATTEMPTS; nth += 1) {
      meanwhile(SWAP, nth);
    }
    await expect(swap({ random })).rejects.toMatchObject({ rule: 'lost-race' });
    expect(pauses).toEqual(expected);
    expect(keeper.service.calls.filter((call) => call === SWAP)).toHaveLength(ATTEMPTS);
    expect(keeper.service.document).toEqual({ n: 6 });
  });

  test('a fault of the service that does not end is told as what it is', async () => {
    keeper.service.fault = (operation) => (operation === PUT ? { before: lost() } : undefined);
    await expect(swap()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(keeper.service.calls.filter((call) => call === PUT)).toHaveLength(ATTEMPTS);
  });

  test('but a fault that was got over is not blamed for a race that was lost later', async () => {
    at(PUT, 1, () => ({ before: lost() }));
    for (let nth = 1; nth <= ATTEMPTS; nth += 1) {
      meanwhile(SWAP, nth);
    }
    await expect(swap()).rejects.toMatchObject({ rule: 'lost-race' });
  });
});

describe('the answer is lost', () => {
  test('of a swap that took effect: it is done, and made once', async () => {
    at(SWAP, 1, () => ({ after: lost() }));
    expect(await swap()).toMatchObject({ versionId: keeper.service.id('AWSCURRENT'), overtaken: false });
    expect(asked).toHaveLength(1);
    expect(keeper.service.calls.slice(3)).toEqual([READ, TAG]);
  });

  test('of a swap that did not: it is made again', async () => {
    at(SWAP, 1, () => ({ before: lost() }));
    expect(await swap()).toMatchObject({ overtaken: false });
    expect(asked.map(([, notMade]) => notMade)).toEqual([0, 1]);
    expect(keeper.service.document).toEqual({ mine: 1, n: 0 });
  });

  test('of a swap that took effect, and somebody wrote since: it is done, and overtaken', async () => {
    at(SWAP, 1, () => ({ after: lost() }));
    meanwhile(READ, 2);
    expect(await swap()).toMatchObject({ versionId: keeper.service.id('AWSPREVIOUS'), overtaken: true });
  });

  test('of a swap, and two wrote since: nobody can tell', async () => {
    at(SWAP, 1, () => ({ after: lost() }));
    at(READ, 2, () => {
      edit(1);
      edit(2);
      return undefined;
    });
    await expect(swap()).rejects.toMatchObject({ rule: 'undecided' });
  });

  test('of a swap, then a refusal of the SDK’s own repeat, and two wrote since: nobody can tell', async () => {
    at(SWAP, 1, () => ({ after: new InvalidParameterException(repeated) }));
    at(READ, 2, () => {
      edit(1);
      edit(2);
      return undefined;
    });
    await expect(swap()).rejects.toMatchObject({ rule: 'undecided' });
  });

  test.each([
    ['of the staging, which did not take effect', () => ({ before: lost() })],
    ['of the staging, which took effect', () => ({ after: lost() })],
  ])('%s: no swap was sent, so nothing was made, whoever wrote since', async (_, fault) => {
    at(PUT, 1, fault);
    at(READ, 2, () => {
      edit(1);
      edit(2);
      return undefined;
    });
    expect(await swap()).toMatchObject({ overtaken: false });
    expect(asked.map(([, notMade]) => notMade)).toEqual([0, 1]);
    expect(keeper.service.calls).not.toContain(LIST);
  });

  test('of a first version that took effect: it is done', async () => {
    keeper = new Keeper();
    at(PUT, 1, () => ({ after: lost() }));
    expect(await swap()).toMatchObject({ versionId: keeper.service.id('AWSCURRENT'), overtaken: false });
    expect(asked).toHaveLength(1);
  });

  test('of a first version that did not: it is made again', async () => {
    keeper = new Keeper();
    at(PUT, 1, () => ({ before: lost() }));
    expect(await swap()).toMatchObject({ overtaken: false });
    // The list does not have it: it was not made.
    expect(asked.map(([, notMade]) => notMade)).toEqual([0, 1]);
  });
});

describe('two first versions at once', () => {
  const other = (text: string) => () => {
    keeper.service.put(text);
    return undefined;
  };

  test('the other one is first: this one is staged only, and starts over', async () => {
    keeper = new Keeper();
    at(PUT, 1, other('{"theirs":1}'));
    expect(await swap()).toMatchObject({ overtaken: false });
    expect(keeper.service.document).toEqual({ mine: 1, theirs: 1 });
    expect(asked.map(([, notMade]) => notMade)).toEqual([0, 1]);
  });

  test('this one was made current by an answer that does not say so, and was overtaken: it is done', async () => {
    keeper = new Keeper();
    const { store } = keeper.surroundings;
    const stage = store.stage.bind(store);
    jest.spyOn(store, 'stage').mockImplementation(async (...args) => {
      await stage(...args);
      other('{"theirs":1}')();
      return false;
    });
    expect(await swap()).toMatchObject({ versionId: keeper.service.id('AWSPREVIOUS'), overtaken: true });
  });
});

describe('an error that ends it', () => {
  const cut = () => ({ before: new TypeError('cut') });

  test('before anything was sent is told as it is', async () => {
    at(PUT, 1, cut);
    await expect(swap()).rejects.toThrow('cut');
  });

  test('after the swap was sent: nobody can tell', async () => {
    at(SWAP, 1, () => ({ after: new TypeError('cut') }));
    const made = await swap().catch((error: unknown) => error);
    expect(made).toMatchObject({
      rule: 'undecided',
      message: expect.stringContaining(keeper.service.id('AWSCURRENT') ?? 'no version'),
    });
  });

  test.each([
    ['refused', () => ({ before: new InvalidParameterException(first) })],
    ['refused, as its version is gone', () => ({ before: new ResourceNotFoundException(first) })],
  ])('after the swap was %s is told as it is: nothing was made', async (_, fault) => {
    at(SWAP, 1, fault);
    at(READ, 2, cut);
    await expect(swap()).rejects.toThrow('cut');
  });

  test('a swap that is denied is told as denied', async () => {
    at(SWAP, 1, () => ({ before: denied }));
    await expect(swap()).rejects.toBe(denied);
  });

  test('after a swap of which the list says that it was not made is told as it is', async () => {
    at(SWAP, 1, () => ({ before: lost() }));
    at(PUT, 2, cut);
    await expect(swap()).rejects.toThrow('cut');
  });

  test('of a decision is told as it is, and nothing is written', async () => {
    const refusal = new Refusal({ rule: 'needs-consent', reason: 'some reason', next: 'some step' });
    await expect(swap({ decide: () => Promise.reject(refusal) })).rejects.toBe(refusal);
    expect(keeper.service.calls).toEqual([READ]);
  });

  test('after the time is up is told as it is, also where the swap was sent', async () => {
    const time = new AbortController();
    at(SWAP, 1, () => {
      time.abort();
      return { after: new TypeError('cut') };
    });
    await expect(swap({ signal: time.signal })).rejects.toThrow('cut');
  });
});

describe('the tags', () => {
  const failing = (error: Error, times: number) => {
    for (let nth = 1; nth <= times; nth += 1) {
      at(TAG, nth, () => ({ before: error }));
    }
  };
  const fault = new InternalServiceError({ ...first, message: '' });

  test.each([
    ['three faults are got over', fault, 3, true, [100, 200, 400]],
    ['a fourth is not', fault, 4, false, [100, 200, 400]],
    ['a denial is final', denied, 1, false, []],
  ])('%s; the change stands', async (_, error, times, recorded, expected) => {
    failing(error, times);
    expect(await swap()).toMatchObject({ recorded });
    expect(pauses).toEqual(expected);
    expect(keeper.service.document).toEqual({ mine: 1, n: 0 });
  });

  test('the pauses between tries are spread', async () => {
    failing(fault, 1);
    await swap({ random: 0.5 });
    expect(pauses).toEqual([200]);
  });

  test('say what was written', async () => {
    const { versionId } = await swap();
    expect([...keeper.service.tags]).toEqual([
      ['kaizencoach:written', expect.stringContaining(` populate ${versionId}`)],
    ]);
  });
});
