import { GetFunctionCommand, LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { type Answering, LoopbackServer } from '../../../emulator/loopback-server';
import { client, type Patience } from '../../../lib/operator/services/client-options';
import type { Call } from '../../../lib/operator/services/observe-calls';

let calls: Call[];
let interruption: AbortController;
let answer: Answering;
const server = new LoopbackServer((...asked) => answer(...asked));

beforeAll(() => server.listen());
beforeEach(() => {
  calls = [];
  interruption = new AbortController();
  answer = (_, __, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  };
});
afterAll(() => server.close());

type Region = string | (() => Promise<string>);

function made(environment: NodeJS.ProcessEnv, profile: Region = 'c', patience: Patience = {}): Promise<LambdaClient> {
  const options = { environment, interrupted: interruption.signal, onCall: (call: Call) => calls.push(call) };
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return client(
    (given) => new LambdaClient({ region: profile, endpoint: server.origin, credentials, ...given }),
    options,
    patience,
  );
}

const none = async (): Promise<string> => {
  throw new Error('Region is missing');
};

test.each<[string, NodeJS.ProcessEnv, Region, string]>([
  ['AWS_REGION', { AWS_REGION: 'a', AWS_DEFAULT_REGION: 'b' }, 'c', 'a'],
  ['AWS_DEFAULT_REGION', { AWS_DEFAULT_REGION: 'b' }, 'c', 'b'],
  ['an empty AWS_REGION counts for nothing', { AWS_REGION: '' }, 'c', 'c'],
  ['the profile', {}, 'c', 'c'],
  ['nothing: the environments’ own', {}, none, 'eu-west-1'],
])('Region of %s', async (_, environment, profile, region) => {
  expect(await (await made(environment, profile)).config.region()).toBe(region);
});

test('calls are seen by name and resource, never by what they carry', async () => {
  await (await made({})).send(new GetFunctionCommand({ FunctionName: 'a-function', Qualifier: 's3cret' }));
  expect(calls).toEqual([
    {
      service: 'Lambda',
      operation: 'GetFunction',
      resources: { FunctionName: 'a-function' },
      milliseconds: expect.any(Number),
      outcome: 'ok',
    },
  ]);
});

test('the calls of a paginator are seen too', async () => {
  for await (const _ of paginateListFunctions({ client: await made({}) }, {})) {
    // One page.
  }
  expect(calls).toEqual([expect.objectContaining({ operation: 'ListFunctions', resources: {}, outcome: 'ok' })]);
});

test('a call that fails is seen by the name of its error, once for all attempts', async () => {
  answer = (_, __, response) => {
    response.writeHead(500, { 'x-amzn-errortype': 'ServiceException' }).end('{}');
  };
  const lambda = await made({});
  await expect(lambda.send(new GetFunctionCommand({ FunctionName: 'a-function' }))).rejects.toThrow();
  expect(calls).toEqual([expect.objectContaining({ outcome: 'ServiceException' })]);
});

test('Ctrl-C ends a call that waits for its answer', async () => {
  answer = () => interruption.abort();
  const lambda = await made({});
  await expect(lambda.send(new GetFunctionCommand({ FunctionName: 'a-function' }))).rejects.toThrow('aborted');
  expect(calls).toEqual([expect.objectContaining({ outcome: 'AbortError' })]);
});

test('Ctrl-C does not end a call that must be made even so', async () => {
  interruption.abort();
  const lambda = await made({}, 'c', { interruptible: false });
  await expect(lambda.send(new GetFunctionCommand({ FunctionName: 'a-function' }))).resolves.toBeDefined();
});
