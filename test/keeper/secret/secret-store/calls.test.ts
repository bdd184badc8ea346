import type { SecretStore } from '../../../../lib/keeper/secret/secret-store';
import { AT, SECONDS, signal, storeWith } from './store-with';

const listed = (VersionId: string, VersionStages?: readonly string[]) => ({
  VersionId,
  CreatedDate: SECONDS,
  ...(VersionStages === undefined ? {} : { VersionStages }),
});

describe('the list of versions', () => {
  const asked = { SecretId: 'my-secret', IncludeDeprecated: true, MaxResults: 100 };

  test('goes on to the last page, without a label or with', async () => {
    const { store, calls } = storeWith(
      { Versions: [listed('a', ['AWSCURRENT']), listed('b')], NextToken: 'page 2' },
      { Versions: [listed('c')], NextToken: 'page 3' },
      { Versions: [listed('d')] },
    );
    expect(await store.versions(signal)).toEqual([
      { versionId: 'a', createdAt: AT, stages: ['AWSCURRENT'] },
      { versionId: 'b', createdAt: AT, stages: [] },
      { versionId: 'c', createdAt: AT, stages: [] },
      { versionId: 'd', createdAt: AT, stages: [] },
    ]);
    expect(calls.map(({ input }) => input)).toEqual([
      asked,
      { ...asked, NextToken: 'page 2' },
      { ...asked, NextToken: 'page 3' },
    ]);
  });

  test('ends at an empty token too', async () => {
    const { store, calls } = storeWith({ Versions: [listed('a')], NextToken: '' });
    expect(await store.versions(signal)).toHaveLength(1);
    expect(calls).toHaveLength(1);
  });
});

describe('each call names the secret, asks for no more than it must, and ends when the time is up', () => {
  const SecretId = 'my-secret';

  test.each([
    ['GetSecretValue', { VersionStage: 'AWSPREVIOUS' }, (store: SecretStore) => store.read('AWSPREVIOUS', signal)],
    ['GetSecretValue', { VersionId: 'v1' }, (store: SecretStore) => store.readVersion('v1', signal)],
    ['DescribeSecret', {}, (store: SecretStore) => store.describe(signal)],
    ['GetResourcePolicy', {}, (store: SecretStore) => store.resourcePolicy(signal)],
    [
      'PutSecretValue',
      { SecretString: '{}', ClientRequestToken: 'v1', VersionStages: ['KAIZENCOACH_STAGED'] },
      (store: SecretStore) => store.stage('v1', '{}', signal),
    ],
    [
      'UpdateSecretVersionStage',
      { VersionStage: 'AWSCURRENT', MoveToVersionId: 'v2', RemoveFromVersionId: 'v1' },
      (store: SecretStore) => store.promote('v2', 'v1', signal),
    ],
    [
      'TagResource',
      { Tags: [{ Key: 'k', Value: 'v' }] },
      (store: SecretStore) => store.tag([{ Key: 'k', Value: 'v' }], signal),
    ],
    [
      'ListSecretVersionIds',
      { IncludeDeprecated: true, MaxResults: 100 },
      (store: SecretStore) => store.versions(signal),
    ],
  ])('%s, case %#', async (operation, input, call) => {
    const { store, calls } = storeWith({ ARN: 'arn', VersionId: 'v1', SecretString: '{}', Versions: [] });
    await call(store);
    expect(calls).toEqual([{ operation, input: { SecretId, ...input }, isAbortable: true }]);
  });
});
