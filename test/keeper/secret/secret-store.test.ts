import { Readable } from 'node:stream';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SecretStore } from '../../../lib/keeper/secret/secret-store';

const SECONDS = 1_780_272_000;
const AT = new Date(SECONDS * 1_000);
const { signal } = new AbortController();

/** What the client hands to its connection. */
interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

interface Call {
  readonly operation: string;
  readonly input: unknown;
  readonly isAbortable: boolean;
}

/** A store whose client gets these answers, one after the other; an answer with `__type` is an error. */
function storeWith(...answers: readonly object[]): { readonly store: SecretStore; readonly calls: readonly Call[] } {
  const calls: Call[] = [];
  const client = new SecretsManagerClient({
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      handle: async ({ headers, body }: Sent, options?: { readonly abortSignal?: unknown }) => {
        calls.push({
          operation: String(headers['x-amz-target']).replace('secretsmanager.', ''),
          input: JSON.parse(new TextDecoder().decode(body)),
          isAbortable: options?.abortSignal === signal,
        });
        const answer = answers[calls.length - 1] ?? {};
        const response = {
          statusCode: '__type' in answer ? 400 : 200,
          headers: { 'content-type': 'application/x-amz-json-1.1' },
          body: Readable.from([Buffer.from(JSON.stringify(answer))]),
        };
        return { response };
      },
    },
  });
  return { store: new SecretStore(client, 'my-secret'), calls };
}

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
    });
  });

  test('tells of the key, of a deletion and of the tags', async () => {
    const Tags = [
      { Key: 'kaizencoach:made:K', Value: 'of another form' },
      { Key: 'kaizencoach:written', Value: 'time seed v1 K' },
      { Key: 'kaizencoach:backup', Value: '2026-06-01T12:34:56Z v1' },
    ];
    expect(await storeWith({ ARN, KmsKeyId: 'key', DeletedDate: SECONDS, Tags }).store.describe(signal)).toEqual({
      arn: ARN,
      kmsKeyId: 'key',
      deletedAt: AT,
      records: new Map([['K', null]]),
      lastBackupAt: '2026-06-01T12:34:56Z',
      lastWritten: 'v1',
    });
  });

  test.each([
    ['no secret', { __type: 'ResourceNotFoundException' }, { rule: 'no-such-secret' }],
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
