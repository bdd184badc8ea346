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
let lines: string[];
const logged = () => lines.map((line) => JSON.parse(line));

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
  lines = [];
  jest.spyOn(console, 'info').mockImplementation((line) => lines.push(String(line)));
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
  expect(logged().at(-1)).toMatchObject({ operation: 'Create', outcome: 'done', Generated: GENERATED });
});

test('an answer that is not taken is given again after a pause, also when the time for the work is up', async () => {
  const pauses: [number, boolean][] = [];
  keeper = new Keeper();
  const sleep = async (milliseconds: number, until: AbortSignal) => {
    pauses.push([milliseconds, until.aborted]);
  };
  undeliverable = 2;
  const place = { endpoint: server.origin, region: REGION };
  await answerCloudFormation(event(), { ...keeper.surroundings, sleep }, place, AbortSignal.abort());
  expect([pauses, told.length]).toEqual([
    [
      [500, false],
      [1_000, false],
    ],
    1,
  ]);
});

test('I7: an update that has nothing to do succeeds', async () => {
  await send();
  expect(await send({ RequestType: 'Update' })).toMatchObject({ status: 'SUCCESS' });
  expect(told.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
});

test('a deletion touches nothing, whatever its properties', async () => {
  expect(await send({ RequestType: 'Delete', ResourceProperties: undefined })).toMatchObject({ status: 'SUCCESS' });
  expect([keeper.service.calls, told[0]]).toMatchObject([[], { Status: 'SUCCESS', Data: {} }]);
});

const PROPERTIES = { Purpose: 'seed', SecretName: 'in-memory', Seeding: 'add' };
test.each([
  ['Create', { StackId: 'arn:another' }, 'another stack'],
  ['Update', { StackId: 'arn:another' }, 'another stack'],
  ['Delete', { StackId: 'arn:another' }, 'another stack'],
  ['Create', { ResourceProperties: { ...PROPERTIES, SecretName: 'other' } }, 'another secret'],
  ['Create', { ResourceProperties: { ...PROPERTIES, Purpose: 'destroy' } }, 'properties are not the ones'],
  ['Create', { ResourceProperties: { ...PROPERTIES, Seeding: 'replace' } }, 'properties are not the ones'],
  ['Create', { ResourceProperties: { ...PROPERTIES, ExpectedKey: 1 } }, 'properties are not the ones'],
  ['Create', { ResourceProperties: { ...PROPERTIES, GeneratedKeys: [1] } }, 'properties are not the ones'],
  ['Update', { ResourceProperties: undefined }, 'properties are not the ones'],
])(
  'I8: %s for somebody else, %j, is refused, also in a rollback, and calls nothing',
  async (RequestType, change, what) => {
    keeper.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await send({ RequestType, ...change });
    expect(told).toMatchObject([{ Status: 'FAILED', Reason: expect.stringContaining(what) }]);
    expect(told[0]?.['Reason']).toContain('serves one secret for one stack');
    expect(keeper.service.calls).toEqual([]);
    expect(logged()).toEqual([{ operation: RequestType, outcome: 'refused', rule: 'foreign-event' }]);
  },
);

describe('a reason', () => {
  const statements = (count: number) => JSON.stringify({ Statement: Array(count).fill({ Sid: 'Foreign' }) });
  const check = { ResourceProperties: { ...PROPERTIES, Purpose: 'check-policy' } };

  test('of a thousand characters at the most keeps its next step whole, and loses the end of what is wrong', async () => {
    keeper.service.policy = statements(200);
    const { reason } = await send(check);
    expect(reason).toHaveLength(1_000);
    expect(reason).toMatch(
      /^the secret in-memory has a resource policy that .*Foreign.*Foreign.*\. Next: .*, and deploy again$/,
    );
    expect(told[0]?.['Reason']).toBe(reason);
  });

  test('that is short is whole', async () => {
    keeper.service.policy = statements(1);
    expect((await send(check)).reason).toContain('(statements: Foreign); nothing was changed. Next: keep');
  });

  test('whose next step alone is longer is that step', async () => {
    const reasonWith = async (arn: string) => {
      keeper.service.description = { ARN: arn };
      return (await send({ ResourceProperties: { ...PROPERTIES, Purpose: 'reserve-name' } })).reason;
    };
    const beside = (await reasonWith('x'.repeat(2_000))).length - 2_000;
    const reason = await reasonWith('x'.repeat(1_010 - beside));
    expect(reason).toHaveLength(1_010);
    expect(reason).toMatch(/^\. Next: in the row staging .*--no-enable-termination-protection$/);
  });
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
  expect(logged()).toEqual([{ operation: 'rollback', outcome: 'left', rule: 'not-an-object' }]);
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
  expect(await send(overrides)).toEqual({
    status: 'REFUSED',
    reason: 'the event has no response address on AWS’s domain, so it is not from CloudFormation',
  });
  expect([told, keeper.service.calls]).toEqual([[], []]);
  expect(logged()).toEqual([{ operation: 'cloudformation', outcome: 'refused', rule: 'foreign-event' }]);
});

test('an address that fails at first is tried again, and only so often', async () => {
  undeliverable = 3;
  expect(await send()).toMatchObject({ status: 'SUCCESS' });
  undeliverable = 4;
  await expect(send({ RequestType: 'Update' })).rejects.toThrow('did not take the answer (4 tries)');
  expect(told).toHaveLength(1);
});
