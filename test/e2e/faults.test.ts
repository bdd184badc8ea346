import { DeleteSecretCommand } from '@aws-sdk/client-secrets-manager';
import { GENERATED_KEYS } from '../../lib/catalogue/catalogue';
import { type EmulatorBehindFaults, emulatorBehindFaults } from './support/emulator-behind-faults';
import type { FaultPlan, FaultyEndpoint } from './support/faulty-endpoint';
import type { KeeperInProcess } from './support/keeper-in-process';

const GENERATED = GENERATED_KEYS.map(({ name }) => name);

let behindFaults: EmulatorBehindFaults;
let endpoint: FaultyEndpoint;
let keeper: KeeperInProcess;

beforeAll(async () => {
  behindFaults = await emulatorBehindFaults();
  endpoint = behindFaults.endpoint;
});
afterAll(() => behindFaults.end());
beforeEach(async () => {
  keeper = await behindFaults.keeperOfNewSecret();
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
    expect(response).toMatchObject({ Status: 'SUCCESS', Data: { Generated: GENERATED.join(', ') } });
    expect(Object.keys(await keeper.secret.document()).sort()).toEqual([...GENERATED].sort());
    // the record names the version that is current
    const version = await keeper.secret.versionId();
    expect(Object.keys(await keeper.secret.tags())).toHaveLength(GENERATED.length + 1);
    expect(Object.values(await keeper.secret.tags()).every((record) => record.includes(version))).toBe(true);
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
    ['no connection', always('GetSecretValue', { cut: 'before' }), 'a call to Secrets Manager failed'],
    ['throttling', always('GetSecretValue', { error: 'ThrottlingException' }), 'ThrottlingException'],
    [
      'the swap refused for good',
      always('UpdateSecretVersionStage', { error: 'InvalidParameterException' }),
      'other writers',
    ],
    ['the version quota', always('PutSecretValue', { error: 'LimitExceededException' }), 'LimitExceededException'],
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
    expect(await keeper.send()).toMatchObject({ Status: 'SUCCESS', Data: { Generated: GENERATED.join(', ') } });
    expect(await keeper.keys()).toEqual(GENERATED);
    expect(endpoint.calls).not.toContain('UpdateSecretVersionStage');
    const version = await keeper.secret.versionId();
    expect(Object.values(await keeper.secret.tags()).every((record) => record.includes(version))).toBe(true);
  });

  test('where another first writer won, its document is kept and completed', async () => {
    endpoint.plan = first('PutSecretValue', 1, {
      meanwhile: async () => {
        endpoint.noFirstVersion = false;
        await keeper.secret.edit('{"raw": 2.50}');
      },
    });
    expect((await keeper.send())?.Status).toBe('SUCCESS');
    expect(await keeper.secret.text()).toMatch(/^\{"raw": 2\.50,/);
    expect(await keeper.keys()).toEqual(GENERATED);
  });

  test('a record that is denied for good fails nothing: the value is there', async () => {
    endpoint.plan = always('TagResource', { error: 'ValidationException' });
    expect((await keeper.send())?.Status).toBe('SUCCESS');
    expect(await keeper.keys()).toEqual(GENERATED);
  });
});

describe('I3: a raw edit that comes in between is kept, and the keys are added to it', () => {
  test.each([
    ['before the new version is stored', 'PutSecretValue'],
    ['before the swap', 'UpdateSecretVersionStage'],
  ])('%s', async (_, operation) => {
    endpoint.plan = first(operation, 1, { meanwhile: () => keeper.secret.edit('{"raw": 2.50}') });
    expect((await keeper.send())?.Status).toBe('SUCCESS');
    expect(await keeper.secret.text()).toMatch(/^\{"raw": 2\.50,/);
    expect(await keeper.keys()).toEqual(GENERATED);
  });

  test('before the record, the swap being done: the next deployment takes the keys back', async () => {
    endpoint.plan = first('TagResource', 1, { meanwhile: () => keeper.secret.edit('{"raw": 2.50}') });
    expect((await keeper.send())?.Status).toBe('SUCCESS');
    expect(await keeper.secret.text()).toBe('{"raw": 2.50}');
    expect((await keeper.send(keeper.event({ RequestType: 'Update' })))?.Data).toMatchObject({
      TakenBack: GENERATED.join(', '),
    });
    expect(await keeper.keys()).toEqual(GENERATED);
  });

  test('after the swap, its answer being lost: the keys come back from AWSPREVIOUS, the very same', async () => {
    let swapped: Record<string, unknown> = {};
    let cuts = 0;
    endpoint.plan = (operation) => {
      if (operation === 'UpdateSecretVersionStage' && cuts < 4) {
        cuts += 1;
        return { cut: 'after' };
      }
      if (operation === 'GetSecretValue' && cuts === 4) {
        cuts += 1;
        return {
          meanwhile: async () => {
            swapped = await keeper.secret.document();
            await keeper.secret.edit('{"raw": 2.50}');
          },
        };
      }
      return undefined;
    };
    expect((await keeper.send())?.Status).toBe('SUCCESS');
    endpoint.plan = () => undefined;
    await keeper.send(keeper.event({ RequestType: 'Update' }));
    expect(await keeper.secret.document()).toEqual({ raw: 2.5, ...swapped });
    expect(await keeper.keys()).toEqual(GENERATED);
  });
});

describe('an adopted secret whose row does not say seedOnAdopt', () => {
  test('is not written; what it lacks is named', async () => {
    keeper.seeding = 'report';
    await keeper.secret.edit('{"FLASK_SECRET_KEY": null}');
    const response = await keeper.send();
    expect(response).toMatchObject({ Status: 'SUCCESS', Data: { Generated: 'none', Malformed: 'none' } });
    expect(response?.Data?.['Missing']).toContain('FLASK_SECRET_KEY, GOOGLE');
    expect(await keeper.secret.text()).toBe('{"FLASK_SECRET_KEY": null}');
  });
});

describe('faults while a hand-made document is completed', () => {
  const HAND_MADE = '{ "n": 12345678901234567890,\n "FLASK_SECRET_KEY": "of my own" }';

  test.each<[string, FaultPlan, number]>([
    ['none', () => undefined, 1],
    ['the answer to the Put lost', first('PutSecretValue', 1, { cut: 'after' }), 1],
    ['the answer to the swap lost', first('UpdateSecretVersionStage', 1, { cut: 'after' }), 1],
    ['the swap refused once', first('UpdateSecretVersionStage', 1, { error: 'InvalidParameterException' }), 2],
  ])('%s: the text stays, and one version is current', async (_, plan, stored) => {
    await keeper.secret.edit(HAND_MADE);
    const before = (await keeper.secret.versions()).length;
    endpoint.plan = plan;
    expect((await keeper.send(keeper.event({ RequestType: 'Update' })))?.Status).toBe('SUCCESS');
    const text = await keeper.secret.text();
    expect(text.startsWith(HAND_MADE.slice(0, -2))).toBe(true);
    expect(text.endsWith(' }')).toBe(true);
    expect((await keeper.secret.versions()).length - before).toBe(stored);
  });
});

describe('the reservation of the name', () => {
  const reserve = (overrides: object = {}) =>
    keeper.send(keeper.event({ ResourceProperties: keeper.properties({ Purpose: 'reserve-name' }), ...overrides }));

  test('fails where the secret is there, and names the change of the row', async () => {
    const response = await reserve();
    expect(response?.Status).toBe('FAILED');
    expect(response?.Reason).toContain("secret: { mode: 'adopt', arn: 'arn:");
  });

  test('names the command that restores a secret that is scheduled for deletion', async () => {
    await keeper.secret.client.send(new DeleteSecretCommand({ SecretId: keeper.secret.name, RecoveryWindowInDays: 7 }));
    expect((await reserve())?.Reason).toContain(`aws secretsmanager restore-secret --secret-id ${keeper.secret.name}`);
  });

  test('looks again where an update changes the name, and not otherwise', async () => {
    const properties = keeper.properties({ Purpose: 'reserve-name' });
    const update = { RequestType: 'Update', ResourceProperties: properties };
    expect((await reserve({ ...update, OldResourceProperties: properties }))?.Status).toBe('SUCCESS');
    const renamed = { ...properties, SecretName: 'another-name' };
    expect((await reserve({ ...update, OldResourceProperties: renamed }))?.Status).toBe('FAILED');
  });

  test('does not stand in the way where it may not look', async () => {
    // Once denied, the clock is past the minute that new policies may take.
    let late = 0;
    const real = Date.now.bind(Date);
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => real() + late);
    endpoint.plan = (operation) => {
      late = operation === 'DescribeSecret' ? 61_000 : late;
      return operation === 'DescribeSecret' ? { error: 'AccessDeniedException' } : undefined;
    };
    expect(
      (await keeper.send(keeper.event({ ResourceProperties: keeper.properties({ Purpose: 'reserve-name' }) })))?.Status,
    ).toBe('SUCCESS');
    clock.mockRestore();
  });
});
