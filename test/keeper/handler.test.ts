import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { LoopbackServer } from '../../emulator/loopback-server';
import { CONTRACT_VERSION } from '../../lib/contract/operator-request';
import { handle } from '../../lib/keeper/handler';
import { inPlaceOfAws } from '../support/in-place-of-aws';
import { Keeper } from './support/keeper';

const CONFIGURED = { ...new Keeper().surroundings.settings, STACK_ID: 'stack' };

let asked: string[];
let told: Record<string, unknown>[];
let sent: string[];
/** Status and text with which AWS answers an operation, by its name; to others it gives no answer. */
let answers: Record<string, (body: string) => [number, string]>;

const server = new LoopbackServer((request, body, response) => {
  if (request.method === 'PUT') {
    told.push(JSON.parse(body.toString('utf8')));
    response.end();
    return;
  }
  const operation = String(request.headers['x-amz-target'] ?? new URLSearchParams(body.toString()).get('Action'));
  asked.push(operation.replace('secretsmanager.', ''));
  sent.push(body.toString('utf8'));
  const answer = answers[asked.at(-1) ?? ''];
  if (answer !== undefined) {
    const [status, text] = answer(body.toString('utf8'));
    response.writeHead(status).end(text);
  }
});
inPlaceOfAws(server);
beforeEach(() => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  asked = [];
  told = [];
  sent = [];
  answers = {};
});
afterEach(() => jest.restoreAllMocks());

const done = (output: object) => (): [number, string] => [200, JSON.stringify(output)];
const notFound = (): [number, string] => [400, JSON.stringify({ __type: 'ResourceNotFoundException' })];
const xml = (action: string, result: string) => (): [number, string] => [
  200,
  `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`,
];
const deployment = (RequestType: string) => ({
  RequestType,
  ResponseURL: `${server.origin}/response`,
  StackId: 'stack',
  RequestId: 'r',
  LogicalResourceId: 'Seed',
  ResourceProperties: { Purpose: 'seed', SecretName: 'in-memory', Seeding: 'add' },
});

const invoke = (
  event: unknown,
  remainingMs: number,
  awsRequestId = '0a1b2c3d-0000-4000-8000-000000000000',
  settings: object = {},
) =>
  handle(
    event,
    { getRemainingTimeInMillis: () => remainingMs, awsRequestId },
    { ...CONFIGURED, ...settings, AWS_ENDPOINT_URL: server.origin, AWS_REGION: 'eu-west-1' },
  );

test.each([300, 300.7, 0, -5])('with %p ms left CloudFormation still gets its answer', async (remainingMs) => {
  const limits = jest.spyOn(AbortSignal, 'timeout');
  expect(await invoke(deployment('Update'), remainingMs)).toMatchObject({
    status: 'FAILED',
    reason: expect.stringContaining('ran out of time'),
  });
  expect(told).toMatchObject([{ Status: 'FAILED' }]);
  // The look at the stack's state takes half of it at the most.
  expect(limits.mock.calls[1]).toEqual([Math.max(0, Math.floor(remainingMs / 2))]);
});

test('on AWS the answer goes to the bucket of the function’s own Region', async () => {
  const put = jest.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response());
  const ResponseURL = 'https://cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com/x';
  expect(await invoke({ ...deployment('Delete'), ResponseURL }, 1_000)).toMatchObject({ status: 'SUCCESS' });
  expect(put.mock.calls.map(([url]) => url)).toEqual([ResponseURL]);
});

describe('a denial', () => {
  beforeEach(() => {
    answers = { GetSecretValue: () => [400, JSON.stringify({ __type: 'AccessDeniedException' })] };
  });

  test('is told to an operator at once', async () => {
    answers = { ...answers, DescribeSecret: done({ ARN: 'arn', Tags: [] }) };
    expect(await invoke({ contract: 2, operation: 'status' }, 100_000)).toMatchObject({ rule: 'access-denied' });
  });

  test('is waited for at a deployment, with a pause before the next try, and no longer than there is time', async () => {
    expect(await invoke(deployment('Create'), 300)).toMatchObject({ reason: expect.stringContaining('out of time') });
    expect(asked).toEqual(['GetSecretValue']);
  });

  test('is what a deployment fails with once the minute is over that new policies may take', async () => {
    const start = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => start + 61_000 * asked.length);
    expect(await invoke(deployment('Create'), 300_000)).toMatchObject({
      status: 'FAILED',
      reason: expect.stringContaining('denied the keeper (AccessDeniedException)'),
    });
    clock.mockRestore();
    expect(asked).toEqual(['GetSecretValue']);
  });
});

test.each([300, 0.5])('with %p ms left an operator still gets an answer', async (remainingMs) => {
  expect(await invoke({ contract: 2, operation: 'status' }, remainingMs)).toMatchObject({
    outcome: 'refused',
    rule: 'out-of-time',
  });
});

test.each([undefined, null, 'text', [], {}, { RequestType: 5 }])(
  '%j is answered, and nothing is called',
  async (event) => {
    expect(await invoke(event, 1_000)).toMatchObject(
      typeof event === 'object' && event !== null && 'RequestType' in event
        ? { status: 'REFUSED' }
        : { outcome: 'refused', rule: 'unknown-request' },
    );
    expect(asked).toEqual([]);
  },
);

test.each([
  [100_000, 80_000],
  [40_000, 20_000],
  [39_999, 19_999],
  [300, 150],
  [0, 0],
])('of %i ms the keeper works for %i, and the rest is left to deliver its answer', async (remaining, forWork) => {
  const limits = jest.spyOn(AbortSignal, 'timeout');
  await invoke({}, remaining);
  expect(limits.mock.calls).toEqual([[forWork]]);
});

test.each([
  ['0a1b2c3d-0000-4000-8000-000000000000', '0a1b2c3d'],
  ['x0a1b2c3d', '00000000'],
])(
  'what a deployment draws is put in a version that names the invocation %s, and the tags say when',
  async (id, named) => {
    const closed = jest.spyOn(SecretsManagerClient.prototype, 'destroy');
    answers = {
      GetSecretValue: notFound,
      DescribeSecret: done({ ARN: 'arn', Tags: [] }),
      ListSecretVersionIds: done({ Versions: [] }),
      PutSecretValue: (body) => [
        200,
        JSON.stringify({ VersionId: JSON.parse(body).ClientRequestToken, VersionStages: ['AWSCURRENT'] }),
      ],
      TagResource: done({}),
    };
    const [start, receipt, end] = [Date.now(), await invoke(deployment('Create'), 100_000, id), Date.now()];
    expect(receipt).toEqual({ status: 'SUCCESS', reason: 'done' });
    expect(told).toMatchObject([{ Data: { VersionId: expect.stringMatching(`^kc2-s.*-${named}-[0-9a-f]{16}$`) } }]);
    const written = /"Key":"kaizencoach:written","Value":"(\S+) seed /.exec(sent.at(-1) ?? '')?.[1] ?? '';
    expect(Date.parse(written)).toBeGreaterThanOrEqual(start - 1_000);
    expect(Date.parse(written)).toBeLessThanOrEqual(end);
    expect(closed).toHaveBeenCalledTimes(1);
  },
);

test('a refusal while the stack rolls back is none: the stack’s state is asked for three seconds at the most', async () => {
  const limits = jest.spyOn(AbortSignal, 'timeout');
  const stack = '<Stacks><member><StackStatus>UPDATE_ROLLBACK_IN_PROGRESS</StackStatus></member></Stacks>';
  answers = {
    GetSecretValue: done({ VersionId: 'v', SecretString: '[]' }),
    DescribeStacks: xml('DescribeStacks', stack),
  };
  expect(await invoke(deployment('Update'), 100_000)).toMatchObject({
    status: 'SUCCESS',
    reason: expect.stringMatching(/rolls back/),
  });
  expect(asked.at(-1)).toBe('DescribeStacks');
  expect(new URLSearchParams(sent.at(-1)).get('StackName')).toBe('stack');
  expect(limits.mock.calls.slice(0, 2)).toEqual([[80_000], [3_000]]);
});

test('the schedule makes it tell the topic', async () => {
  const closed = jest.spyOn(SNSClient.prototype, 'destroy');
  answers = { DescribeSecret: notFound, GetSecretValue: notFound, Publish: xml('Publish', '<MessageId>1</MessageId>') };
  expect(await invoke({ source: 'aws.events', 'detail-type': 'Scheduled Event' }, 100_000)).toEqual({ told: 1 });
  expect(Object.fromEntries(new URLSearchParams(sent.at(-1)))).toMatchObject({
    Action: 'Publish',
    TopicArn: CONFIGURED.TOPIC_ARN,
    Subject: 'kAIzen Coach staging: 1 to deal with in the secret',
    Message: expect.stringContaining('- the secret could not be looked at (no-such-secret)'),
  });
  expect(closed).toHaveBeenCalledTimes(1);
});

test.each([
  [undefined, /^deploy the stack/],
  ['aws-managed', /adopts it/],
])('a secret that is gone, where the key that it must have is %s: what to do', async (EXPECTED_KMS_KEY, next) => {
  answers = { DescribeSecret: notFound, GetSecretValue: notFound };
  const event = { contract: CONTRACT_VERSION, operation: 'status' };
  expect(await invoke(event, 100_000, undefined, { EXPECTED_KMS_KEY })).toMatchObject({
    rule: 'no-such-secret',
    next: expect.stringMatching(next),
  });
});
