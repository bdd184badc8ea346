import { InternalServiceError, SecretsManagerServiceException } from '@aws-sdk/client-secrets-manager';
import type { Refusal } from '../../../lib/keeper/refusal';
import { completeKeeper, Keeper } from '../support/keeper';

const KEY = 'arn:aws:kms:eu-west-1:000000000000:key/1234';
const OURS = JSON.stringify({ Statement: [{ Sid: 'OnlyReadersGetTheValue', Effect: 'Deny' }] });

beforeEach(() => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
});

const asks = (purpose: string, more: object = {}) => ({
  RequestType: 'Create',
  ResourceProperties: { Purpose: purpose, SecretName: 'in-memory', Seeding: 'add' },
  ...more,
});

describe('reserve-name', () => {
  const before = { Purpose: 'reserve-name', SecretName: 'in-memory', Seeding: 'add' };

  test('a free name is reserved', async () => {
    const keeper = new Keeper();
    keeper.service.exists = false;
    expect(await keeper.deploy(asks('reserve-name'))).toEqual({});
  });

  test('a taken name is refused, with the change of the row that adopts it', async () => {
    const keeper = new Keeper();
    keeper.service.kmsKeyId = KEY;
    await expect(keeper.deploy(asks('reserve-name'))).rejects.toMatchObject({
      rule: 'name-taken',
      message: 'the secret in-memory exists already; it is left as it is',
      next: expect.stringMatching(
        /^in the row staging of lib\/environments\/rows\.ts set secret: \{ mode: 'adopt', arn: 'arn:.*\}, encryption: \{ keyArn: 'arn:aws:kms.*update-termination-protection --stack-name StagingStack /,
      ),
    });
  });

  test('one under the AWS-managed key is adopted without a word on encryption', async () => {
    await expect(new Keeper().deploy(asks('reserve-name'))).rejects.toMatchObject({
      next: expect.stringContaining('noOtherServiceReads: true } (name transitionReaders'),
    });
  });

  test.each(['alias/aws/secretsmanager', 'arn:aws:kms:eu-west-1:000000000000:alias/aws/secretsmanager'])(
    'so is one that names this key by its alias: %s',
    async (alias) => {
      const keeper = new Keeper();
      keeper.service.kmsKeyId = alias;
      await expect(keeper.deploy(asks('reserve-name'))).rejects.toMatchObject({
        next: expect.stringContaining('noOtherServiceReads: true } (name transitionReaders'),
      });
    },
  );

  test.each([
    ['1234', ''],
    [
      'alias/ours',
      'aws secretsmanager update-secret --secret-id in-memory --kms-key-id KEY_ARN, which makes no version',
    ],
  ])(
    'one that names its key as no row can is adopted by the key’s ARN, and the way to it is said: %s',
    async (id, rename) => {
      const keeper = new Keeper();
      keeper.service.kmsKeyId = id;
      const refusal: Refusal = await keeper.deploy(asks('reserve-name')).catch((error) => error);
      expect(refusal.next).toContain("noOtherServiceReads: true }, encryption: { keyArn: 'KEY_ARN' } (name");
      expect(refusal.next).toContain(
        `KEY_ARN is what this says: aws kms describe-key --key-id ${id} --query KeyMetadata.Arn`,
      );
      expect(refusal.next).toContain(rename);
      expect(refusal.next.includes('update-secret')).toBe(rename !== '');
    },
  );

  test('one that is scheduled for deletion is refused with the command that restores it', async () => {
    const keeper = new Keeper();
    keeper.service.deletedAt = new Date();
    await expect(keeper.deploy(asks('reserve-name'))).rejects.toMatchObject({
      message: expect.stringContaining('(scheduled for deletion)'),
      next: expect.stringMatching(/^aws secretsmanager restore-secret --secret-id in-memory, then in the row/),
    });
  });

  test('once the stack has the secret, only another name is looked for', async () => {
    const keeper = new Keeper();
    const update = { ...asks('reserve-name'), RequestType: 'Update' };
    expect(await keeper.deploy({ ...update, OldResourceProperties: before })).toEqual({});
    expect(keeper.service.calls).toEqual([]);
    const renamed = { ...before, SecretName: 'another' };
    await expect(keeper.deploy({ ...update, OldResourceProperties: renamed })).rejects.toMatchObject({
      rule: 'name-taken',
    });
    await expect(keeper.deploy({ ...update, OldResourceProperties: undefined })).rejects.toMatchObject({
      rule: 'name-taken',
    });
  });

  test('a denial says nothing of the name; another fault is one', async () => {
    const keeper = new Keeper();
    const denied = new SecretsManagerServiceException({
      name: 'AccessDeniedException',
      $fault: 'client',
      $metadata: {},
    });
    const logged = jest.spyOn(console, 'info');
    keeper.service.fault = () => ({ before: denied });
    expect(await keeper.deploy(asks('reserve-name'))).toEqual({});
    expect(logged).toHaveBeenCalledWith('{"operation":"reserve-name","outcome":"unknown","rule":"access-denied"}');
    const fault = new InternalServiceError({ message: 'fault', $metadata: {} });
    keeper.service.fault = () => ({ before: fault });
    await expect(keeper.deploy(asks('reserve-name'))).rejects.toBe(fault);
  });
});

describe('check-policy', () => {
  const check = (policy: string, expected?: string, found?: string) => {
    const keeper = new Keeper(undefined, expected === undefined ? {} : { EXPECTED_KMS_KEY: expected });
    keeper.service.policy = policy;
    keeper.service.kmsKeyId = found;
    return keeper.deploy(asks('check-policy'));
  };

  test.each([
    ['none', '', undefined, undefined],
    ['this project’s own', OURS, undefined, undefined],
    ['the AWS-managed key by its alias', '', 'aws-managed', 'arn:aws:kms:eu-west-1:0:alias/aws/secretsmanager'],
    ['the same where the row leaves encryption out', '', undefined, 'alias/aws/secretsmanager'],
    ['the row’s key by its ARN', '', KEY, KEY],
    ['the row’s key by its id', '', KEY, '1234'],
  ])('goes on: %s', async (_, policy, expected, found) => {
    expect(await check(policy, expected, found)).toEqual({});
  });

  test.each([
    ['another statement', { Statement: [{ Sid: 'Other', Effect: 'Deny' }] }, 'Other'],
    [
      'one more statement',
      { Statement: [...JSON.parse(OURS).Statement, { Effect: 'Allow' }] },
      'OnlyReadersGetTheValue, unnamed',
    ],
    [
      'ours turned into an Allow',
      { Statement: [{ Sid: 'OnlyReadersGetTheValue', Effect: 'Allow' }] },
      'OnlyReadersGetTheValue',
    ],
    ['no statements', { Statement: 'x' }, 'not readable'],
  ])('a foreign policy stops it, with the names of its statements: %s', async (_, policy, sids) => {
    await expect(check(JSON.stringify(policy))).rejects.toMatchObject({
      rule: 'foreign-policy',
      message: expect.stringContaining(`(statements: ${sids})`),
      next: expect.stringContaining('aws secretsmanager delete-resource-policy --secret-id in-memory'),
    });
  });

  test('a new stack cannot attach its own policy beside one that is there, also this project’s own', async () => {
    const keeper = new Keeper();
    keeper.service.policy = OURS;
    keeper.stackStatus = 'CREATE_IN_PROGRESS';
    await expect(keeper.deploy(asks('check-policy'))).rejects.toMatchObject({
      rule: 'policy-attached',
      message: expect.stringContaining('a new stack cannot attach its own beside it; nothing was changed'),
      next: expect.stringContaining('aws secretsmanager delete-resource-policy --secret-id in-memory'),
    });
  });

  test.each([
    ['a new stack where no policy is', '', 'CREATE_IN_PROGRESS'],
    ['a stack that exists, with its own policy', OURS, 'UPDATE_IN_PROGRESS'],
    ['a rollback, with its own policy', OURS, 'UPDATE_ROLLBACK_IN_PROGRESS'],
  ])('goes on: %s', async (_, policy, status) => {
    const keeper = new Keeper();
    keeper.service.policy = policy;
    keeper.stackStatus = status;
    expect(await keeper.deploy(asks('check-policy'))).toEqual({});
    expect(keeper.service.calls).toEqual(['DescribeSecret', 'GetResourcePolicy']);
  });

  test('text that is no policy stops it, and is not repeated', async () => {
    await expect(check('{not JSON')).rejects.toMatchObject({
      message: expect.stringContaining('(statements: not readable)'),
    });
  });

  test.each([
    ['a customer key where the row says none', undefined, KEY, 'aws-managed', `{ keyArn: '${KEY}' }`],
    ['the AWS-managed key where the row names one', KEY, undefined, KEY, "'aws-managed'"],
    ['another key', KEY, `${KEY}5`, KEY, `{ keyArn: '${KEY}5' }`],
    ['the AWS-managed key by its alias', KEY, 'alias/aws/secretsmanager', KEY, "'aws-managed'"],
  ])('another key stops it, with the change of the row: %s', async (_, expected, found, said, change) => {
    await expect(check('', expected, found)).rejects.toMatchObject({
      rule: 'other-key',
      message: `the secret in-memory is encrypted with ${found ?? 'the AWS-managed key'}, not with ${said} as its row says; nothing was changed`,
      next: `set encryption: ${change} in the row staging of lib/environments/rows.ts, then deploy again`,
    });
  });

  const FIND =
    "set encryption: { keyArn: 'KEY_ARN' } in the row staging of lib/environments/rows.ts, then deploy again; KEY_ARN is what this says: aws kms describe-key --key-id";
  const RENAME =
    'the secret names an alias, so first: aws secretsmanager update-secret --secret-id in-memory --kms-key-id KEY_ARN, which makes no version';

  test.each([
    ['12345', ''],
    ['alias/ours', `; ${RENAME}`],
    [`${KEY.split(':key/')[0]}:alias/ours`, `; ${RENAME}`],
  ])('a key that no row can name so stops it, with the way to its ARN: %s', async (found, rename) => {
    await expect(check('', KEY, found)).rejects.toMatchObject({
      rule: 'other-key',
      next: `${FIND} ${found} --query KeyMetadata.Arn --output text${rename}`,
    });
  });

  test.each([
    [
      'is not there',
      (keeper: Keeper) => {
        keeper.service.exists = false;
      },
      'no-such-secret',
    ],
    [
      'is scheduled for deletion',
      (keeper: Keeper) => {
        keeper.service.deletedAt = new Date();
      },
      'scheduled-for-deletion',
    ],
  ])('a secret that %s stops it', async (_, make, rule) => {
    const keeper = new Keeper();
    make(keeper);
    await expect(keeper.deploy(asks('check-policy'))).rejects.toMatchObject({ rule });
  });
});

test.each([
  [{ EXPECTED_KMS_KEY: 'aws-managed' }, /^its row .* adopts it \(secret\.arn\), so no deployment makes it/],
  [{}, /^deploy the stack of this environment, which creates it/],
])('a secret that is gone, where the settings are %j: what to do', async (settings, next) => {
  const keeper = new Keeper(undefined, settings);
  keeper.service.exists = false;
  await expect(keeper.deploy(asks('check-policy'))).rejects.toMatchObject({ next: expect.stringMatching(next) });
});

describe('a row whose seeding only reports', () => {
  const report = (service: Keeper['service']) => new Keeper(service, { SEEDING: 'report' }).deploy(asks('seed'));

  test('a complete secret is read once, and nothing is written', async () => {
    const { service } = await completeKeeper();
    service.calls.length = 0;
    expect(await report(service)).toEqual({
      VersionId: service.id('AWSCURRENT'),
      Generated: 'none',
      TakenBack: 'none',
      Dropped: 'none',
      Missing: 'none',
      Malformed: 'none',
    });
    expect(service.calls).toEqual(['GetSecretValue']);
  });

  test('a secret without a value has no version, and an output is never empty', async () => {
    expect(await report(new Keeper().service)).toMatchObject({ VersionId: 'none' });
  });

  test('what is missing, dropped and malformed is told by name, and nothing is written', async () => {
    const { service } = await completeKeeper();
    service.edit((document) => ({ ...document, GARMIN_ENCRYPTION_KEY: 'x' }));
    service.drop('FLASK_SECRET_KEY');
    service.calls.length = 0;
    expect(await report(service)).toMatchObject({
      Generated: 'none',
      Dropped: 'FLASK_SECRET_KEY',
      Missing: 'FLASK_SECRET_KEY',
      Malformed: 'GARMIN_ENCRYPTION_KEY',
    });
    expect(service.calls).toEqual(['GetSecretValue', 'GetSecretValue']);
  });
});
