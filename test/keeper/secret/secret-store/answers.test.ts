import type { SecretStore } from '../../../../lib/keeper/secret/secret-store';
import { AT, SECONDS, signal, storeWith } from './store-with';

describe('an answer without what the service always sends is a fault, not "there is none"', () => {
  const list = (store: SecretStore) => store.versions(signal);
  const read = (store: SecretStore) => store.read('AWSCURRENT', signal);

  test.each([
    ['ListSecretVersionIds', 'the versions', {}, list],
    ['ListSecretVersionIds', 'an id', { Versions: [{ CreatedDate: SECONDS }] }, list],
    ['ListSecretVersionIds', 'a date', { Versions: [{ VersionId: 'a' }] }, list],
    ['GetSecretValue', 'the id', { SecretString: '{}' }, read],
    ['GetSecretValue', 'the value', { VersionId: 'a' }, read],
    ['DescribeSecret', 'the ARN', { Tags: [] }, (store: SecretStore) => store.describe(signal)],
  ])('%s without %s', async (operation, _, answer, call) => {
    await expect(call(storeWith(answer).store)).rejects.toMatchObject({
      rule: 'service-fault',
      message: expect.stringContaining(operation),
    });
  });
});

describe('one version', () => {
  test.each([
    [
      'a value',
      { VersionId: 'a', SecretString: '{}', CreatedDate: SECONDS },
      { versionId: 'a', text: '{}', createdAt: AT },
    ],
    ['a value of unknown age', { VersionId: 'a', SecretString: '{}' }, { versionId: 'a', text: '{}' }],
    ['an empty one', { VersionId: 'a', SecretString: '' }, { versionId: 'a' }],
    ['none', { __type: 'ResourceNotFoundException' }, {}],
  ])('%s', async (_, answer, expected) => {
    expect(await storeWith(answer).store.read('AWSCURRENT', signal)).toStrictEqual(expected);
  });

  test.each([
    [
      'binary',
      { VersionId: 'a', SecretBinary: 'AAAA' },
      { rule: 'not-an-object', message: expect.stringContaining('is binary') },
    ],
    ['of a secret that goes', { __type: 'InvalidRequestException' }, { rule: 'scheduled-for-deletion' }],
    ['denied', { __type: 'AccessDeniedException' }, { name: 'AccessDeniedException' }],
  ])('%s', async (_, answer, expected) => {
    await expect(storeWith(answer).store.read('AWSCURRENT', signal)).rejects.toMatchObject(expected);
  });
});

describe('the description', () => {
  const ARN = 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:my-secret-AbCdEf';

  test('of a secret without tags records nothing', async () => {
    expect(await storeWith({ ARN }).store.describe(signal)).toStrictEqual({
      arn: ARN,
      records: new Map(),
      lastBackupAt: undefined,
      lastWritten: undefined,
      lastWrittenAt: undefined,
    });
  });

  test('tells of the key, of a deletion and of the tags', async () => {
    const Tags = [
      { Key: 'kaizencoach:made:K', Value: 'of another form' },
      { Key: 'kaizencoach:written', Value: '2026-06-01T12:00:00Z seed v1 K' },
      { Key: 'kaizencoach:backup', Value: '2026-06-01T12:34:56Z v1' },
    ];
    expect(await storeWith({ ARN, KmsKeyId: 'key', DeletedDate: SECONDS, Tags }).store.describe(signal)).toEqual({
      arn: ARN,
      kmsKeyId: 'key',
      deletedAt: AT,
      records: new Map([['K', null]]),
      lastBackupAt: '2026-06-01T12:34:56Z',
      lastWritten: 'v1',
      lastWrittenAt: new Date('2026-06-01T12:00:00Z'),
    });
  });

  test.each([
    [
      'no secret, which an unchanged template does not bring back,',
      { __type: 'ResourceNotFoundException' },
      { rule: 'no-such-secret', next: expect.stringContaining('--revert-drift if it was deleted') },
    ],
    ['one that goes', { ARN, DeletedDate: SECONDS }, { rule: 'scheduled-for-deletion' }],
    ['one that is denied', { __type: 'AccessDeniedException' }, { name: 'AccessDeniedException' }],
  ])('%s cannot be worked on', async (_, answer, expected) => {
    await expect(storeWith(answer).store.describeUsable(signal)).rejects.toMatchObject(expected);
  });
});

test.each([
  ['a policy', { ResourcePolicy: '{"a":1}' }, '{"a":1}'],
  ['an empty one', { ResourcePolicy: '' }, undefined],
  ['none', {}, undefined],
])('%s', async (_, answer, expected) => {
  expect(await storeWith(answer).store.resourcePolicy(signal)).toBe(expected);
});

test.each([
  ['with the label', { VersionStages: ['KAIZENCOACH_STAGED', 'AWSCURRENT'] }, true],
  ['without it', { VersionStages: ['KAIZENCOACH_STAGED'] }, false],
  ['without labels', {}, false],
])('a staged version is current only by an answer that says so: %s', async (_, answer, expected) => {
  expect(await storeWith(answer).store.stage('v1', '{}', signal)).toBe(expected);
});
