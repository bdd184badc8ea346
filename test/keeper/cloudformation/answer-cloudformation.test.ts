import { LoopbackServer } from '../../../emulator/loopback-server';
import { answerCloudFormation } from '../../../lib/keeper/cloudformation/answer-cloudformation';
import { Keeper } from '../support/keeper';

const GENERATED = 'STRAVA_VERIFY_TOKEN, FLASK_SECRET_KEY, GARMIN_ENCRYPTION_KEY';
const REGION = 'eu-west-1';
const running = new AbortController().signal;

let server: LoopbackServer;
let keeper: Keeper;
/** What CloudFormation was told. */
let told: Record<string, unknown>[];
let headers: Record<string, unknown>;
let undeliverable: number;

beforeAll(async () => {
  server = await new LoopbackServer((request, body, response) => {
    headers = { method: request.method, type: request.headers['content-type'] };
    if (undeliverable > 0) {
      undeliverable -= 1;
      response.writeHead(500).end();
      return;
    }
    told.push(JSON.parse(body.toString('utf8')));
    expect(body.length).toBeLessThanOrEqual(4_096);
    response.end();
  }).listen();
});
afterAll(() => server.close());
beforeEach(() => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = new Keeper();
  told = [];
  undeliverable = 0;
});

function event(overrides: Readonly<Record<string, unknown>> = {}) {
  return {
    RequestType: 'Create',
    ResponseURL: `${server.origin}/response`,
    StackId: keeper.surroundings.settings.STACK_ID,
    RequestId: 'request-1',
    LogicalResourceId: 'Seed',
    ResourceProperties: { Purpose: 'seed', SecretName: 'in-memory', Seeding: 'add', GeneratedKeys: [] },
    ...overrides,
  };
}

const send = (overrides = {}) =>
  answerCloudFormation(event(overrides), keeper.surroundings, { endpoint: server.origin, region: REGION }, running);

test('a success tells names and counts, under an id that never changes', async () => {
  expect(await send()).toEqual({ status: 'SUCCESS', reason: 'done' });
  expect(told).toEqual([
    {
      Status: 'SUCCESS',
      Reason: 'done',
      PhysicalResourceId: 'in-memory/Seed',
      StackId: keeper.surroundings.settings.STACK_ID,
      RequestId: 'request-1',
      LogicalResourceId: 'Seed',
      Data: {
        VersionId: keeper.service.id('AWSCURRENT'),
        Generated: GENERATED,
        TakenBack: 'none',
        Dropped: 'none',
        Missing: 'STRAVA_CLIENT_ID, STRAVA_CLIENT_SECRET, GOOGLE_APPLICATION_CREDENTIALS_JSON',
        Malformed: 'none',
      },
    },
  ]);
  expect(headers).toEqual({ method: 'PUT', type: '' });
});

test('I7: an update that has nothing to do succeeds', async () => {
  await send();
  expect(await send({ RequestType: 'Update' })).toMatchObject({ status: 'SUCCESS' });
  expect(told.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
});

test('a refusal is told with what to do next', async () => {
  keeper.service.put('[]');
  expect(await send()).toMatchObject({ status: 'FAILED' });
  expect(told[0]).toMatchObject({
    Status: 'FAILED',
    Data: {},
    Reason: expect.stringMatching(/an array.*\. Next: move/),
  });
});

test('a refusal while the stack rolls back an update is no failure: nothing was to be undone', async () => {
  keeper.service.put('[]');
  keeper.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
  expect(await send({ RequestType: 'Update' })).toMatchObject({
    status: 'SUCCESS',
    reason: expect.stringMatching(/rolls back/),
  });
  expect(await send({ RequestType: 'Create' })).toMatchObject({ status: 'FAILED' });
  const foreign = { Purpose: 'seed', SecretName: 'other', Seeding: 'add' };
  expect(await send({ RequestType: 'Update', ResourceProperties: foreign })).toMatchObject({ status: 'FAILED' });
});

test.each([
  ['no response address', { ResponseURL: undefined }],
  ['one that is not CloudFormation’s', { ResponseURL: 'https://example.com/take' }],
  ['an unknown type', { RequestType: 'Destroy' }],
  ['a line break in the stack id', { StackId: 'a\nb' }],
  ['an overlong request id', { RequestId: 'x'.repeat(129) }],
  ['an empty logical id', { LogicalResourceId: '' }],
  ['a logical id with other characters', { LogicalResourceId: 'a-b' }],
])('I8: %s: nothing is done, nobody is told', async (_, overrides) => {
  expect(await send(overrides)).toMatchObject({ status: 'REFUSED' });
  expect([told, keeper.service.calls]).toEqual([[], []]);
});

test('an address that fails at first is tried again, and only so often', async () => {
  undeliverable = 3;
  expect(await send()).toMatchObject({ status: 'SUCCESS' });
  undeliverable = 4;
  await expect(send({ RequestType: 'Update' })).rejects.toThrow('did not take the answer (4 tries)');
  expect(told).toHaveLength(1);
});

test('an answer that would be too long loses its attributes first, and stays an answer', async () => {
  const names = Array.from({ length: 60 }, (_, at) => `${'K'.repeat(13)}_${at}`);
  keeper.service.put(JSON.stringify(Object.fromEntries(names.map((name) => [name, 1]))));
  await send({ StackId: keeper.surroundings.settings.STACK_ID });
  expect(told).toHaveLength(1);
  const { respond } = await import('../../../lib/keeper/cloudformation/respond');
  const long = { status: 'FAILED', physicalResourceId: 'id', data: { Missing: 'M'.repeat(5_000) } } as const;
  const { parseEvent } = await import('../../../lib/keeper/cloudformation/event');
  const parsed = parseEvent(event());
  if (parsed === undefined) {
    throw new Error('the event is one');
  }
  const sleep = async () => undefined;
  await respond(parsed, { ...long, reason: 'why' }, sleep);
  expect(told[1]).toMatchObject({ Reason: 'why', Data: {} });
  await respond(parsed, { ...long, reason: 'é'.repeat(4_000) }, sleep);
  expect(told[2]).toMatchObject({ Reason: 'é'.repeat(300), Data: {} });
});
