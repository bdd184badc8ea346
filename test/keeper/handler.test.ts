import { randomBytes } from 'node:crypto';
import { LoopbackServer } from '../../emulator/loopback-server';
import { handle } from '../../lib/keeper/handler';

const CONFIGURED = {
  ENVIRONMENT_NAME: 'staging',
  SECRET_NAME: 'in-memory',
  GCP_PROJECT: 'kaizencoach-staging',
  SEEDING: 'add',
  DOMAIN: 'staging.kaizencoach.training',
  ASK_ISSUERS: 'yes',
  TOPIC_ARN: 'arn:aws:sns:eu-west-1:000000000000:staging-kaizencoach-audit',
  STACK_ID: 'stack',
};

let server: LoopbackServer;
let asked: string[];
let told: Record<string, unknown>[];
const before = { ...process.env };

beforeAll(async () => {
  server = await new LoopbackServer(async (request, body, response) => {
    if (request.method === 'PUT') {
      told.push(JSON.parse(body.toString('utf8')));
      response.end();
      return;
    }
    asked.push(String(request.headers['x-amz-target']).replace('secretsmanager.', ''));
    await new Promise((resolve) => setTimeout(resolve, 5_000));
  }).listen();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: server.origin,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});
afterAll(async () => {
  await server.close();
  process.env = before;
});
beforeEach(() => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  asked = [];
  told = [];
});

const invoke = (event: unknown, remainingMs: number, awsRequestId = '0a1b2c3d-0000-4000-8000-000000000000') =>
  handle(
    event,
    { getRemainingTimeInMillis: () => remainingMs, awsRequestId },
    { ...CONFIGURED, AWS_ENDPOINT_URL: server.origin, AWS_REGION: 'eu-west-1' },
  );

test('I1: without its configuration it names what is missing, and holds nothing of its environment', async () => {
  const environment = { AWS_SESSION_TOKEN: randomBytes(20).toString('hex') };
  const context = { getRemainingTimeInMillis: () => 1_000, awsRequestId: 'x' };
  const failure: unknown = await handle({}, context, environment).catch((error) => error);
  expect(String(failure)).toMatch(/the function is not configured: .*SECRET_NAME.*; deploy the stack/);
  expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain(environment.AWS_SESSION_TOKEN);
});

test.each([300, 300.7, 0, -5])('with %p ms left CloudFormation still gets its answer', async (remainingMs) => {
  const event = {
    RequestType: 'Update',
    ResponseURL: `${server.origin}/response`,
    StackId: 'stack',
    RequestId: 'r',
    LogicalResourceId: 'Seed',
    ResourceProperties: { Purpose: 'seed', SecretName: 'in-memory', Seeding: 'add' },
  };
  expect(await invoke(event, remainingMs)).toMatchObject({
    status: 'FAILED',
    reason: expect.stringContaining('ran out of time'),
  });
  expect(told).toMatchObject([{ Status: 'FAILED' }]);
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
