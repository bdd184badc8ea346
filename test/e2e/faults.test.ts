import { type Emulator, startEmulator } from '../../emulator/emulator';
import { GENERATED_KEYS } from '../../lib/catalogue/catalogue';
import { type FaultPlan, FaultyEndpoint } from './support/faulty-endpoint';
import { KeeperInProcess, leadClientsTo } from './support/keeper-in-process';
import { scratchFolder } from './support/scratch-folder';

const GENERATED = GENERATED_KEYS.map(({ name }) => name);
const scratch = scratchFolder();

let emulator: Emulator;
let endpoint: FaultyEndpoint;
let keeper: KeeperInProcess;

beforeAll(async () => {
  emulator = await startEmulator({ stateDir: scratch.path });
  endpoint = await FaultyEndpoint.before(emulator.endpoint);
  leadClientsTo(endpoint.origin);
});
afterAll(async () => {
  await endpoint.close();
  await emulator.stop();
  scratch.remove();
});
beforeEach(async () => {
  endpoint.reset();
  keeper = await KeeperInProcess.ofNewSecret(emulator, endpoint);
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
});

const first = (operation: string, times: number, fault: ReturnType<FaultPlan>): FaultPlan => {
  return (called, count) => (called === operation && count <= times ? fault : undefined);
};
const always = (operation: string, fault: ReturnType<FaultPlan>) => first(operation, Number.POSITIVE_INFINITY, fault);

describe('faults that pass end in success, with one value a key', () => {
  test.each<[string, FaultPlan]>([
    ['throttled reads', first('GetSecretValue', 2, { error: 'ThrottlingException' })],
    ['throttled writes', first('PutSecretValue', 2, { error: 'ThrottlingException' })],
    ['server errors on reading', first('GetSecretValue', 2, { error: 'InternalServiceError', status: 500 })],
    ['server errors on writing', first('PutSecretValue', 2, { error: 'InternalServiceError', status: 500 })],
    ['server errors on the record', first('TagResource', 2, { error: 'InternalServiceError', status: 500 })],
    ['server errors on the swap', first('UpdateSecretVersionStage', 2, { error: 'InternalServiceError', status: 500 })],
    ['a connection cut before the Put took effect', first('PutSecretValue', 1, { cut: 'before' })],
    ['a connection cut after the Put took effect', first('PutSecretValue', 1, { cut: 'after' })],
    ['every connection of one Put cut after it took effect', first('PutSecretValue', 4, { cut: 'after' })],
    ['a connection cut after the record was written', first('TagResource', 1, { cut: 'after' })],
    ['a connection cut after the swap took effect', first('UpdateSecretVersionStage', 1, { cut: 'after' })],
    ['every connection of one swap cut after it took effect', first('UpdateSecretVersionStage', 4, { cut: 'after' })],
    ['the swap refused once', first('UpdateSecretVersionStage', 1, { error: 'InvalidParameterException' })],
    ['the swap refused five times', first('UpdateSecretVersionStage', 5, { error: 'InvalidParameterException' })],
    ['access denied while policies spread', first('GetSecretValue', 2, { error: 'AccessDeniedException' })],
  ])('%s', async (_, plan) => {
    endpoint.plan = plan;
    const response = await keeper.send();
    expect(response).toMatchObject({ Status: 'SUCCESS', Data: { Generated: GENERATED.join(',') } });
    expect(Object.keys(await keeper.secret.document()).sort()).toEqual([...GENERATED].sort());
    // the record names the version that is current
    const version = await keeper.secret.versionId();
    expect(Object.values(await keeper.secret.tags()).every((record) => record.endsWith(version))).toBe(true);
    // and a further update finds nothing to do
    const document = await keeper.secret.document();
    endpoint.plan = () => undefined;
    await keeper.send(keeper.event({ RequestType: 'Update' }));
    expect(await keeper.secret.document()).toEqual(document);
  });
});

describe('faults that last end in a clear failure, and the next deployment succeeds', () => {
  test.each<[string, FaultPlan, string]>([
    ['server errors', always('GetSecretValue', { error: 'InternalServiceError', status: 500 }), 'HTTP 500'],
    ['no connection', always('GetSecretValue', { cut: 'before' }), 'the call to Secrets Manager failed'],
    ['throttling', always('GetSecretValue', { error: 'ThrottlingException' }), 'ThrottlingException'],
    [
      'the swap refused for good',
      always('UpdateSecretVersionStage', { error: 'InvalidParameterException' }),
      'other writers',
    ],
    ['the version quota', always('PutSecretValue', { error: 'LimitExceededException' }), 'LimitExceededException'],
    ['no record', always('TagResource', { error: 'InternalServiceError', status: 500 }), 'HTTP 500'],
  ])('%s', async (_, plan, reason) => {
    endpoint.plan = plan;
    const response = await keeper.send();
    expect(response?.Status).toBe('FAILED');
    expect(response?.Reason).toContain(reason);
    expect(await keeper.secret.text()).toBe('');
    endpoint.plan = () => undefined;
    expect((await keeper.send())?.Status).toBe('SUCCESS');
    expect(await keeper.keys()).toEqual(GENERATED);
  });
});

test('a slow reply past the function’s time-out is answered before it', async () => {
  endpoint.plan = always('GetSecretValue', { delayMs: 30_000 });
  const start = Date.now();
  const response = await keeper.send(keeper.event(), { remainingMs: 2_000 });
  expect(response?.Reason).toContain('ran out of time');
  expect(Date.now() - start).toBeLessThan(2_000);
  expect(await keeper.secret.text()).toBe('');
});

test('CloudFormation is told even where its address fails at first', async () => {
  endpoint.undeliverable = 2;
  expect((await keeper.send())?.Status).toBe('SUCCESS');
});

test('where CloudFormation cannot be told, the invocation fails, so that Lambda repeats it', async () => {
  endpoint.undeliverable = 99;
  await expect(keeper.invoke(keeper.event())).rejects.toThrow('did not take the answer');
});

describe('before the first value, as AWS has it', () => {
  beforeEach(() => {
    endpoint.noFirstVersion = true;
  });

  test.each<[string, FaultPlan]>([
    ['no fault', () => undefined],
    ['a connection cut after the Put took effect', first('PutSecretValue', 4, { cut: 'after' })],
    ['no record at first', first('TagResource', 4, { error: 'InternalServiceError', status: 500 })],
  ])('the first version becomes current by itself: %s', async (_, plan) => {
    endpoint.plan = plan;
    expect(await keeper.send()).toMatchObject({ Status: 'SUCCESS', Data: { Generated: GENERATED.join(',') } });
    expect(await keeper.keys()).toEqual(GENERATED);
    expect(endpoint.calls).not.toContain('UpdateSecretVersionStage');
    const version = await keeper.secret.versionId();
    expect(Object.values(await keeper.secret.tags()).map((record) => record.split(' ').at(-1))).toEqual([
      version,
      version,
      version,
    ]);
  });

  test('where another first writer won, its document is kept and completed', async () => {
    // GIVEN a raw writer that is first between the keeper's look and its Put
    endpoint.plan = (operation, count) => {
      if (operation === 'PutSecretValue' && count === 1) {
        endpoint.noFirstVersion = false;
        return { delayMs: 0 };
      }
      return undefined;
    };
    const sent = keeper.send();
    await keeper.secret.edit('{"raw": 2.50}');
    expect((await sent)?.Status).toBe('SUCCESS');
    expect(await keeper.secret.text()).toMatch(/^\{"raw": 2\.50,/);
    expect(await keeper.keys()).toEqual(GENERATED);
  });
});

test('the calls to Secrets Manager stay within what the design allows', async () => {
  const callsOf = async (event: unknown) => {
    endpoint.calls.length = 0;
    await keeper.send(event);
    return [...endpoint.calls];
  };
  const update = keeper.event({ RequestType: 'Update' });
  // a first value: read, describe, put, record, swap
  expect(await callsOf(keeper.event())).toHaveLength(5);
  // nothing to seed, but external keys are missing: read, and look whether an edit dropped them
  expect(await callsOf(update)).toEqual(['GetSecretValue', 'GetSecretValue']);
  // a complete document: read
  await keeper.secret.editJson((document) => ({
    ...document,
    STRAVA_CLIENT_ID: '1',
    STRAVA_CLIENT_SECRET: 'a'.repeat(40),
    GOOGLE_APPLICATION_CREDENTIALS_JSON: '{}',
  }));
  expect(await callsOf(update)).toEqual(['GetSecretValue']);
  // a dropped key: read, read AWSPREVIOUS, put, swap
  await keeper.secret.editJson(({ FLASK_SECRET_KEY: _, ...rest }) => rest);
  expect(await callsOf(update)).toEqual([
    'GetSecretValue',
    'GetSecretValue',
    'PutSecretValue',
    'UpdateSecretVersionStage',
  ]);
});
