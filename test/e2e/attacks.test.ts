import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Arena, openArena } from '../../emulator/attacks/arena';
import { outcomeOf } from '../../emulator/attacks/outcome';
import type { As, Played } from '../../emulator/attacks/scenario';
import { SCENARIOS } from '../../emulator/attacks/scenarios';
import { tryAccess } from '../../emulator/attacks/try-access';
import { clientConfiguration } from '../../emulator/client-environment';
import { inbox } from '../../emulator/pages';
import { told } from '../../emulator/told';
import { seen } from '../../lib/documentation/seen';

let arena: Arena;

/** States of the rules of EventBridge, by name. */
async function ruleStates(): Promise<Readonly<Record<string, string>>> {
  const client = new EventBridgeClient(clientConfiguration(arena.emulator.endpoint));
  const { Rules = [] } = await client.send(new ListRulesCommand({ NamePrefix: arena.deployed.prefix }));
  client.destroy();
  return Object.fromEntries(Rules.map(({ Name = '', State = '' }) => [Name, State]));
}

let asDeployed: Readonly<Record<string, string>>;

beforeAll(async () => {
  arena = await openArena();
  asDeployed = await ruleStates();
});
afterAll(() => arena.end());

test('the first deployment raises nothing but the notices of what the keeper wrote', async () => {
  const alerts = (await inbox(arena.emulator.endpoint)).map((message) => told(message).alert);
  expect([...new Set(alerts)].sort()).toEqual(['keeper-stored', 'keeper-wrote']);
});

describe('goes as its row says, and as the security model shows', () => {
  test.each(SCENARIOS)('$id: $attempt', async (scenario) => {
    const played: Played = await arena.player.play(scenario);
    expect(played.differences).toEqual([]);
    const { id, attempt, everyday } = scenario;
    const shown = { id, attempt, everyday, outcome: outcomeOf(played), ...played.heard };
    // Another one: npm run docs:seen && npm run docs
    expect(seen().scenarios).toContainEqual(shown);
  });
});

test('after each scenario the rules hear again what their template lets them hear', async () => {
  expect(Object.values(asDeployed)).toContain('ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
  expect(await ruleStates()).toEqual(asDeployed);
});

describe('is refused as on AWS', () => {
  const attack = async (service: string, operation: string, parameters: object, as: As = 'admin') =>
    arena.caller.call(await arena.player.credentials(as), { service, operation, parameters: { ...parameters } });

  test('a call that names another Action in its query than it asks the service for', async () => {
    const keys = await arena.player.credentials('admin');
    const client = new SecretsManagerClient({
      ...clientConfiguration(arena.emulator.endpoint),
      credentials: {
        accessKeyId: keys['AWS_ACCESS_KEY_ID'] ?? '',
        secretAccessKey: keys['AWS_SECRET_ACCESS_KEY'] ?? '',
        sessionToken: keys['AWS_SESSION_TOKEN'] ?? '',
      },
    });
    client.middlewareStack.add(
      (next) => (args) => {
        Object.assign(Object(args.request), { query: { Action: 'ListSecrets' } });
        return next(args);
      },
      { step: 'build' },
    );
    const read = client.send(new GetSecretValueCommand({ SecretId: arena.deployed.secretName }));
    await expect(read).rejects.toThrow(/not authorized to perform: secretsmanager:GetSecretValue/);
  });

  test('a request to the keeper’s URL, which asks for no credentials, as long as its policy does not let everyone in', async () => {
    const FunctionName = arena.deployed.keeperFunction;
    const made = await attack('lambda', 'create_function_url_config', { FunctionName, AuthType: 'NONE' });
    const url = new URL(JSON.stringify(made).match(/https:[^"]*/)?.[0] ?? '');
    const path = `/_aws/lambda-url/${url.host.split('.')[0]}/`;
    expect((await fetch(`${arena.emulator.endpoint}${path}`, { method: 'POST', body: '{}' })).status).toBe(403);
    await attack('lambda', 'delete_function_url_config', { FunctionName });
  });

  test('a read under a key that is not enabled, also by the app', async () => {
    const KeyId = arena.deployed.keyId;
    await attack('kms', 'disable_key', { KeyId });
    const read = await attack('secretsmanager', 'get_secret_value', { SecretId: arena.deployed.secretName }, 'app');
    await attack('kms', 'enable_key', { KeyId });
    expect(read).toMatchObject({ code: 'DecryptionFailure' });
  });

  test('a call to a service that is not there, by who may not make it; and it is recorded', async () => {
    const denied = await attack('xray', 'get_sampling_rules', {}, 'stranger');
    expect(denied).toMatchObject({
      code: 'AccessDeniedException',
      message: expect.stringContaining('xray:GetSamplingRules'),
    });
    expect(await attack('xray', 'get_sampling_rules', {})).toMatchObject({ code: 'NotImplementedException' });
    const found = await attack('cloudtrail', 'lookup_events', {
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'GetSamplingRules' }],
    });
    expect(JSON.stringify(found).match(/\\"eventSource\\": \\"xray.amazonaws.com/g)).toHaveLength(2);
  });
});

test('the access table holds where it can be tried with real calls, and the security model shows it', async () => {
  const rows = await tryAccess(arena);
  expect(rows.filter(({ otherwise }) => otherwise.length > 0)).toEqual([]);
  expect(rows.reduce((cells, { tried }) => cells + tried, 0)).toBe(rows.length * 9);
  expect(seen().access).toEqual(rows);
});
