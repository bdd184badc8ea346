import { createServer, type Server } from 'node:http';
import { type EmulatorBehindFaults, emulatorBehindFaults } from './support/emulator-behind-faults';
import type { FaultyEndpoint } from './support/faulty-endpoint';
import type { KeeperInProcess } from './support/keeper-in-process';

let behindFaults: EmulatorBehindFaults;
let endpoint: FaultyEndpoint;
let keeper: KeeperInProcess;
let stranger: Server;
let strangersVisitors: number;

beforeAll(async () => {
  behindFaults = await emulatorBehindFaults();
  endpoint = behindFaults.endpoint;
  stranger = createServer((_, response) => {
    strangersVisitors += 1;
    response.end();
  });
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  stranger.close();
  await behindFaults.end();
});
beforeEach(async () => {
  strangersVisitors = 0;
  keeper = await behindFaults.keeperOfNewSecret();
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
});

function strangersUrl(): string {
  const address = stranger.address();
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}/take` : '';
}

test('an event with a foreign response address is refused, and the address is not visited', async () => {
  expect(await keeper.invoke(keeper.event({ ResponseURL: strangersUrl() }))).toMatchObject({ status: 'REFUSED' });
  expect([strangersVisitors, endpoint.calls, endpoint.responses]).toEqual([0, [], []]);
});

test.each([
  ['http on AWS’s domain', 'http://bucket.s3.amazonaws.com/x'],
  ['another domain that ends alike', 'https://evil-amazonaws.com/x'],
  ['AWS’s domain as a part of a name', 'https://s3.amazonaws.com.evil.example/x'],
  ['AWS’s domain as a user', 'https://s3.amazonaws.com@evil.example/x'],
  ['another port', 'https://s3.amazonaws.com:8443/x'],
  ['a file', 'file:///etc/hosts'],
  ['no address', ''],
])('%s is no response address', async (_, ResponseURL) => {
  expect(await keeper.invoke(keeper.event({ ResponseURL }))).toMatchObject({ status: 'REFUSED' });
  expect(endpoint.calls).toEqual([]);
});

test.each([
  ['another secret', () => ({ ResourceProperties: keeper.properties({ SecretName: 'production-secret' }) })],
  ['another stack', () => ({ StackId: 'arn:aws:cloudformation:eu-west-1:000000000000:stack/Other/x' })],
  ['another purpose', () => ({ ResourceProperties: keeper.properties({ Purpose: 'delete' }) })],
  ['no properties', () => ({ ResourceProperties: undefined })],
  ['properties of another shape', () => ({ ResourceProperties: ['seed'] })],
  ['keys that are not a list', () => ({ ResourceProperties: keeper.properties({ GeneratedKeys: 'all' }) })],
])('an event that names %s is answered with a failure, and nothing is called', async (_, change) => {
  const response = await keeper.send(keeper.event(change()));
  expect(response?.Status).toBe('FAILED');
  expect(response?.Reason).toContain('the keeper serves one secret for one stack');
  expect(endpoint.calls).toEqual([]);
});

test.each([
  ['its own properties', () => ({})],
  ['broken properties', () => ({ ResourceProperties: 'gone' })],
])('a Delete with %s succeeds and touches nothing', async (_, change) => {
  const response = await keeper.send(keeper.event({ RequestType: 'Delete', PhysicalResourceId: 'any', ...change() }));
  expect(response?.Status).toBe('SUCCESS');
  expect(endpoint.calls).toEqual([]);
});

test('the physical id is the same for Create, Update and Delete, so CloudFormation never replaces the resource', async () => {
  const ids = [];
  for (const RequestType of ['Create', 'Update', 'Delete']) {
    ids.push((await keeper.send(keeper.event({ RequestType })))?.PhysicalResourceId);
  }
  expect(new Set(ids).size).toBe(1);
});

test.each([
  ['null', null],
  ['a string', 'status'],
  ['an empty object', {}],
  ['an operation that does not exist', { contract: 2, operation: 'dump' }],
  ['a property too many', { contract: 2, operation: 'status', secretId: 'production' }],
])('a request that is %s is refused', async (_, event) => {
  expect(await keeper.invoke(event)).toMatchObject({ outcome: 'refused', rule: 'unknown-request' });
  expect(endpoint.calls).toEqual([]);
});

test.each([1, 3])('a request of contract %d is refused in a form that its sender reads', async (contract) => {
  expect(await keeper.invoke({ contract, operation: 'status' })).toMatchObject({
    contract,
    outcome: 'refused',
    rule: 'other-contract',
    next: expect.stringContaining('deploy'),
  });
  expect(endpoint.calls).toEqual([]);
});
