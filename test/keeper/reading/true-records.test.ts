import { DecryptionFailure } from '@aws-sdk/client-secrets-manager';
import type { KeyRecord } from '../../../lib/contract/key-record';
import { trueRecords } from '../../../lib/keeper/reading/true-records';
import { snapshotOf } from '../../../lib/keeper/secret/snapshot';
import { newVersionId, type VersionOperation } from '../../../lib/keeper/versions/version-id';
import { Keeper } from '../support/keeper';

const K = 'FLASK_SECRET_KEY';
const { signal } = new AbortController();
let keeper: Keeper;

beforeEach(() => {
  keeper = new Keeper();
});

/** Puts one version after the other, a second apart; gives their ids. */
function put(...values: readonly unknown[]): string[] {
  return values.map((value) => {
    keeper.service.now += 999;
    return keeper.service.put(JSON.stringify({ [K]: value, n: keeper.service.versions.size }));
  });
}

const record = (versionId: string | undefined): KeyRecord => ({
  madeAt: '2020-01-01T00:00:00Z',
  operation: 'rotate',
  how: 'generated',
  versionId: versionId ?? '',
});

async function told(claimed: KeyRecord | null): Promise<KeyRecord | null | undefined> {
  const { store } = keeper.surroundings;
  const snapshot = snapshotOf(await store.read('AWSCURRENT', signal));
  keeper.service.calls.length = 0;
  return (await trueRecords(new Map([[K, claimed]]), snapshot, store, signal)).get(K);
}

const found = (versionId: string | undefined, second: number) => ({
  madeAt: `2026-06-01T00:00:0${second}Z`,
  operation: 'found',
  how: 'brought',
  versionId,
});

describe('a record holds', () => {
  test('where it names the current version, which is not read again', async () => {
    const [, current] = put('a', 'b');
    expect(await told(record(current))).toEqual(record(current));
    expect(keeper.service.calls).toEqual([]);
  });

  test('where its version has the value that is current, and no other is read', async () => {
    const [, second] = put('a', 'b', 'b');
    expect(await told(record(second))).toEqual(record(second));
    expect(keeper.service.calls).toEqual(['GetSecretValue']);
  });

  test('where its version is gone', async () => {
    put('a', 'b');
    expect(await told(record('gone'))).toEqual(record('gone'));
  });

  test('where the key has no value now', async () => {
    const [first] = put('a', null);
    expect(await told(record(first))).toEqual(record(first));
  });

  test('where it is not understood', async () => {
    put('a', 'b');
    expect(await told(null)).toBeNull();
    expect(keeper.service.calls).toEqual([]);
  });
});

describe('a record that its version contradicts is made of the version since which the value is the same', () => {
  test('which is the first of those that have it without a break', async () => {
    const [first, , , fourth] = put('a', 'b', 'a', 'b', 'b', 'b');
    expect(await told(record(first))).toEqual(found(fourth, 4));
  });

  test('a version that cannot be read breaks it', async () => {
    const [first] = put('a', 'b');
    keeper.service.put('no JSON');
    const [after] = put('b');
    expect(await told(record(first))).toMatchObject({ versionId: after });
  });

  test.each([[null], [''], [undefined]])('one without a value of it does not: %p', async (nothing) => {
    const [first, second] = put('a', 'b', nothing, 'b');
    expect(await told(record(first))).toEqual(found(second, 2));
  });

  test('nor does a secret without a value', async () => {
    const [first, second] = put('a', 'b');
    keeper.service.put('');
    put('b');
    expect(await told(record(first))).toEqual(found(second, 2));
  });

  test('also where no version of before has another value', async () => {
    const [first, second] = put('b', 'b');
    const [staged] = put('c');
    const label = (id = '', ...stages: readonly string[]) => {
      const version = keeper.service.versions.get(id);
      version?.stages.clear();
      for (const stage of stages) {
        version?.stages.add(stage);
      }
    };
    label(staged, 'KAIZENCOACH_STAGED');
    label(second, 'AWSCURRENT');
    expect(await told(record(staged))).toEqual(found(first, 1));
  });

  test.each([
    ['seed', 'generated'],
    ['rotate', 'generated'],
    ['populate', 'brought'],
    ['rollback', 'brought'],
  ] as const)('%s: %s', async (operation: VersionOperation, how) => {
    const [first] = put('a');
    const claim = { operation, requestId: '0'.repeat(16), invocation: '0a1b2c3d', changed: [K], base: first };
    const versionId = newVersionId(claim, (length) => new Uint8Array(length));
    keeper.service.putAs(versionId, JSON.stringify({ [K]: 'b' }));
    expect(await told(record(first))).toMatchObject({ versionId, operation, how });
  });

  test('where not even the current version can be read again, only that the key existed is told', async () => {
    const [first, current] = put('a', 'b');
    keeper.service.fault = (_, { VersionId }) =>
      VersionId === current ? { before: new DecryptionFailure({ message: 'no', $metadata: {} }) } : undefined;
    expect(await told(record(first))).toBeNull();
  });
});

test('a key that a person brought is not drawn, whatever operation claims the version since which it is the same', async () => {
  const name = 'STRAVA_CLIENT_SECRET';
  const first = keeper.service.put(JSON.stringify({ [name]: 'a' }));
  const claim = {
    operation: 'seed',
    requestId: '0'.repeat(16),
    invocation: '0a1b2c3d',
    changed: [],
    base: first,
  } as const;
  const versionId = newVersionId(claim, (length) => new Uint8Array(length));
  keeper.service.putAs(versionId, JSON.stringify({ [name]: 'b' }));
  const { store } = keeper.surroundings;
  const snapshot = snapshotOf(await store.read('AWSCURRENT', signal));
  const records = await trueRecords(new Map([[name, record(first)]]), snapshot, store, signal);
  expect(records.get(name)).toMatchObject({ versionId, how: 'brought' });
});
