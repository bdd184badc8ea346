import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  type SecretVersionsListEntry,
  UpdateSecretCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { clientConfiguration } from '../../emulator/client-environment';
import { type Emulator, startEmulator } from '../../emulator/emulator';

let stateDir: string;
let emulator: Emulator;
let client: SecretsManagerClient;
let SecretId: string;
let secrets = 0;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'emulator-'));
  emulator = await startEmulator({ stateDir });
  client = new SecretsManagerClient({ ...clientConfiguration(emulator.endpoint), maxAttempts: 1 });
});

afterAll(async () => {
  client.destroy();
  await emulator.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

/** Version ids that say which is which. */
const id = (name: string) => name.padEnd(32, '.');

const put = (name: string, SecretString: string, VersionStages?: string[]) =>
  client.send(
    new PutSecretValueCommand({
      SecretId,
      SecretString,
      ClientRequestToken: id(name),
      ...(VersionStages && { VersionStages }),
    }),
  );

const move = (VersionStage: string, to: string | undefined, from?: string) =>
  client.send(
    new UpdateSecretVersionStageCommand({
      SecretId,
      VersionStage,
      ...(to && { MoveToVersionId: id(to) }),
      ...(from && { RemoveFromVersionId: id(from) }),
    }),
  );

async function listed(IncludeDeprecated: boolean): Promise<SecretVersionsListEntry[]> {
  const found: SecretVersionsListEntry[] = [];
  for (let NextToken: string | undefined; ; ) {
    const page = await client.send(new ListSecretVersionIdsCommand({ SecretId, IncludeDeprecated, NextToken }));
    found.push(...(page.Versions ?? []));
    NextToken = page.NextToken;
    if (NextToken === undefined) {
      return found;
    }
  }
}

/** Labels of each version, by its name. */
async function labels(IncludeDeprecated = true): Promise<Record<string, string[]>> {
  const versions = await listed(IncludeDeprecated);
  return Object.fromEntries(versions.map((v) => [v.VersionId?.replace(/\.+$/, ''), v.VersionStages?.sort() ?? []]));
}

async function textOf(name: string): Promise<string | undefined> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId, VersionId: id(name) }));
  return SecretString;
}

beforeEach(async () => {
  secrets += 1;
  SecretId = `secret-${secrets}`;
  await client.send(new CreateSecretCommand({ Name: SecretId, SecretString: '1', ClientRequestToken: id('first') }));
});

describe('a version without a label', () => {
  test('stays, is read by its id, and is listed only where the request includes it', async () => {
    await put('second', '2');
    await put('third', '3');
    expect(await labels()).toEqual({ first: [], second: ['AWSPREVIOUS'], third: ['AWSCURRENT'] });
    expect(await labels(false)).toEqual({ second: ['AWSPREVIOUS'], third: ['AWSCURRENT'] });
    expect(await textOf('first')).toBe('1');
  });

  test('stays also after UpdateSecret', async () => {
    const update = (SecretString: string) => client.send(new UpdateSecretCommand({ SecretId, SecretString }));
    await update('2');
    await update('3');
    expect(await textOf('first')).toBe('1');
  });

  test('is removed beyond a hundred, when it is older than a day', async () => {
    for (let version = 2; version <= 104; version += 1) {
      await put(`v${version}`, String(version));
    }
    expect(await listed(true)).toHaveLength(104);
    await fetch(`${emulator.endpoint}/_kaizencoach/advance?seconds=90000`, { method: 'POST' });
    await put('v105', 'last');
    const left = await labels();
    expect(Object.keys(left)).toHaveLength(100);
    expect(Object.keys(left)).not.toContain('first');
    expect(left).toMatchObject({ v104: ['AWSPREVIOUS'], v105: ['AWSCURRENT'] });
  });
});

test('versions of the same second are dated apart', async () => {
  await put('second', '2');
  const dates = (await listed(true)).map(({ CreatedDate }) => CreatedDate?.getTime() ?? 0);
  expect(dates.some((date) => date % 1000 !== 0)).toBe(true);
  expect(new Set(dates).size).toBe(2);
});

describe('a token', () => {
  test('with the value that is there does nothing, and does not bring back its label', async () => {
    await put('second', '2');
    await put('third', '3');
    await expect(put('second', '2')).resolves.toMatchObject({ VersionId: id('second') });
    expect(await labels()).toMatchObject({ second: ['AWSPREVIOUS'], third: ['AWSCURRENT'] });
  });

  test('with another value is refused, and the version stays as it is', async () => {
    await put('second', '2');
    await expect(put('second', 'other')).rejects.toThrow(expect.objectContaining({ name: 'ResourceExistsException' }));
    expect(await textOf('second')).toBe('2');
  });

  test('of UpdateSecret names the version, and is refused where there is one, with the same value too', async () => {
    const update = (name: string) =>
      client.send(new UpdateSecretCommand({ SecretId, SecretString: '1', ClientRequestToken: id(name) }));
    await expect(update('first')).rejects.toThrow(expect.objectContaining({ name: 'ResourceExistsException' }));
    await update('second');
    expect(await labels()).toEqual({ first: ['AWSPREVIOUS'], second: ['AWSCURRENT'] });
  });

  test('has 32 to 64 characters', async () => {
    const ClientRequestToken = 'short';
    const command = new PutSecretValueCommand({ SecretId, SecretString: '2', ClientRequestToken });
    await expect(client.send(command)).rejects.toThrow(expect.objectContaining({ name: 'InvalidParameterException' }));
  });
});

describe('a label', () => {
  const refused = expect.objectContaining({ name: 'InvalidParameterException' });

  test('that a new version brings is taken from the one that had it, beside AWSCURRENT too', async () => {
    await put('second', '2', ['MINE']);
    await put('third', '3', ['MINE', 'AWSCURRENT']);
    expect(await labels()).toEqual({ first: ['AWSPREVIOUS'], second: [], third: ['AWSCURRENT', 'MINE'] });
  });

  test('moves from the version that the request names, and from no other', async () => {
    await put('second', '2', ['MINE']);
    await put('third', '3', ['OTHER']);
    await expect(move('AWSCURRENT', 'third')).rejects.toThrow(refused);
    await expect(move('AWSCURRENT', 'third', 'second')).rejects.toThrow(refused);
    await move('AWSCURRENT', 'second', 'first');
    expect(await labels()).toEqual({ first: ['AWSPREVIOUS'], second: ['AWSCURRENT', 'MINE'], third: ['OTHER'] });
    await move('AWSCURRENT', 'first', 'second');
    expect(await labels()).toMatchObject({ first: ['AWSCURRENT'], second: ['AWSPREVIOUS', 'MINE'].sort() });
  });

  test('goes from the last version that had it, but AWSCURRENT never goes', async () => {
    await put('second', '2', ['MINE']);
    await move('MINE', undefined, 'second');
    expect(await labels()).toMatchObject({ second: [] });
    await expect(move('AWSCURRENT', undefined, 'first')).rejects.toThrow(refused);
  });

  test('is refused beyond twenty', async () => {
    const many = Array.from({ length: 19 }, (_, index) => `LABEL_${index}`);
    await put('second', '2', many);
    const limit = expect.objectContaining({ name: 'LimitExceededException' });
    await expect(put('third', '3', ['ONE_MORE'])).rejects.toThrow(limit);
    await expect(move('ONE_MORE', 'second')).rejects.toThrow(limit);
    expect(await labels()).toEqual({ first: ['AWSCURRENT'], second: many.sort() });
  });
});
