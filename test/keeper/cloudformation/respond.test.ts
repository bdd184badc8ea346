import type { CloudFormationEvent } from '../../../lib/keeper/cloudformation/event';
import { respond } from '../../../lib/keeper/cloudformation/respond';

const EVENT: CloudFormationEvent = {
  RequestType: 'Create',
  ResponseURL: 'https://example.com/signed-address',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Seed',
};
const RESPONSE = { status: 'FAILED', physicalResourceId: 'id', reason: 'why', data: {} } as const;

let sent: RequestInit[];
let pauses: number[];
let outcomes: (() => Response)[];
beforeEach(() => {
  [sent, pauses, outcomes] = [[], [], []];
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (_, init = {}) => {
    sent.push(init);
    return (outcomes.shift() ?? (() => new Response()))();
  });
});
afterEach(() => jest.restoreAllMocks());

const sleep = async (milliseconds: number) => {
  pauses.push(milliseconds);
};
const bodies = () => sent.map(({ body }) => JSON.parse(String(body)));

test('it is put without a content type, which the address is not signed for, and follows nobody', async () => {
  await respond(EVENT, RESPONSE, sleep);
  expect(sent).toMatchObject([{ method: 'PUT', headers: { 'content-type': '' }, redirect: 'error' }]);
  expect(bodies()).toEqual([
    {
      Status: 'FAILED',
      Reason: 'why',
      PhysicalResourceId: 'id',
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Seed',
      Data: {},
    },
  ]);
});

test('four tries, with longer pauses, and the address is in no error', async () => {
  outcomes = [1, 2, 3, 4].map((at) => () => {
    if (at % 2 === 1) {
      throw new Error(EVENT.ResponseURL);
    }
    return new Response('', { status: 403 });
  });
  const failure: unknown = await respond(EVENT, RESPONSE, sleep).catch((error) => error);
  expect(String(failure)).toBe("Error: CloudFormation's response address did not take the answer (4 tries)");
  expect([sent.length, pauses]).toEqual([4, [500, 1_000, 1_500]]);
});

test('a try that succeeds is the last', async () => {
  outcomes = [() => new Response('', { status: 503 })];
  await respond(EVENT, RESPONSE, sleep);
  expect([sent.length, pauses]).toEqual([2, [500]]);
});

describe('of at most 4,096 bytes, which is all that CloudFormation takes', () => {
  const sizeOf = async (data: Record<string, string>, reason = 'why') => {
    await respond(EVENT, { ...RESPONSE, reason, data }, sleep);
    return Buffer.byteLength(String(sent.at(-1)?.body));
  };

  test('an answer of exactly so many is whole, and one byte more costs its attributes', async () => {
    const room = 4_096 - (await sizeOf({ Missing: '' }));
    expect(await sizeOf({ Missing: 'M'.repeat(room) })).toBe(4_096);
    expect(bodies().at(-1).Data.Missing).toHaveLength(room);
    await sizeOf({ Missing: 'M'.repeat(room + 1) });
    expect(bodies().at(-1)).toMatchObject({ Reason: 'why', Data: {} });
  });

  test('the reason goes last, down to 300 characters: bytes count, not characters', async () => {
    await sizeOf({ Missing: 'M' }, 'é'.repeat(1_900));
    expect(bodies().at(-1)).toMatchObject({ Reason: 'é'.repeat(1_900), Data: { Missing: 'M' } });
    await sizeOf({ Missing: 'M' }, 'é'.repeat(2_100));
    expect(bodies().at(-1)).toMatchObject({ Reason: 'é'.repeat(300), Data: {} });
  });
});
