import { randomBytes } from 'node:crypto';
import { DecryptionFailure, SecretsManagerServiceException } from '@aws-sdk/client-secrets-manager';
import { completeKeeper, deploymentOf, Keeper, NONE } from '../support/keeper';

const FLASK = 'FLASK_SECRET_KEY';
const STRAVA = 'STRAVA_CLIENT_SECRET';
const TOKEN = 'STRAVA_VERIFY_TOKEN';
const METADATA = { $metadata: { httpStatusCode: 400, attempts: 1 }, message: '' };
const FAULTS = [
  ['DecryptionFailure', new DecryptionFailure(METADATA)],
  [
    'AccessDeniedException',
    new SecretsManagerServiceException({ ...METADATA, name: 'AccessDeniedException', $fault: 'client' }),
  ],
] as const;
const NOT_KNOWN = 'not known (AWSPREVIOUS cannot be read)';

beforeEach(() => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
});

describe.each(FAULTS)('AWSPREVIOUS is under a KMS key that the keeper may not use (%s)', (_, fault) => {
  let keeper: Keeper;

  /** From now on AWSPREVIOUS cannot be decrypted, whatever it is asked for by; gives its id. */
  function seal(of: Keeper): string {
    const sealed = of.service.id('AWSPREVIOUS') ?? '';
    of.service.fault = (operation, { VersionStage, VersionId }) =>
      operation === 'GetSecretValue' && (VersionStage === 'AWSPREVIOUS' || VersionId === sealed)
        ? { before: fault }
        : undefined;
    return sealed;
  }

  beforeEach(async () => {
    keeper = await completeKeeper();
  });

  test('the status is told, and that nothing is known of what the last edit dropped', async () => {
    keeper.service.drop(STRAVA);
    seal(keeper);
    expect(await keeper.status()).toMatchObject({ previousUnreadable: true, droppedKeys: [], differInPrevious: [] });
  });

  test('what is due is told', async () => {
    keeper.service.drop(STRAVA);
    seal(keeper);
    expect(await keeper.ask({ operation: 'report' })).toMatchObject({
      report: expect.arrayContaining([{ about: 'key', name: STRAVA, state: 'missing' }]),
    });
  });

  test('a change of a complete secret goes on', async () => {
    seal(keeper);
    expect(await keeper.change('rotate', { keys: [FLASK] })).toMatchObject({ outcome: 'done' });
  });

  test('a rollback is refused, and not as if there were no version before', async () => {
    seal(keeper);
    expect(await keeper.change('rollback', { keys: [FLASK] })).toMatchObject({
      rule: 'no-previous',
      reason: expect.stringContaining('cannot be read'),
    });
  });

  test.each([
    ['was dropped', (document: object) => ({ ...document, [TOKEN]: undefined })],
    ['was broken', (document: object) => ({ ...document, [TOKEN]: 'two\nlines' })],
  ])('where a generated key %s, no other change pushes it out of AWSPREVIOUS', async (_what, edit) => {
    keeper.service.edit(edit);
    seal(keeper);
    expect(await keeper.change('populate', { values: { AI_MODEL: 'x' } })).toMatchObject({
      rule: 'previous-unreadable',
      reason: expect.stringContaining('cannot be read'),
      next: expect.stringContaining('recover staging'),
    });
  });

  test('a deployment draws no key that was dropped', async () => {
    keeper.service.drop(TOKEN);
    seal(keeper);
    expect(await deploymentOf(keeper)).toMatchObject({ rule: 'last-value-unknown' });
    expect(keeper.service.document).not.toHaveProperty(TOKEN);
  });

  test('recover names the version; ignoring it takes the last value from those that can be read', async () => {
    await keeper.change('rotate', { keys: [FLASK] });
    const before = keeper.service.document;
    keeper.service.edit((document) => ({ ...document, AI_MODEL: 'x' }));
    keeper.service.drop(TOKEN);
    const sealed = seal(keeper);
    expect(await keeper.change('recover')).toMatchObject({
      rule: 'last-value-unknown',
      reason: expect.stringContaining(sealed),
    });
    expect(await keeper.change('recover', { ignore: [sealed] })).toMatchObject({
      outcome: 'done',
      change: { takenBack: [TOKEN] },
    });
    expect(keeper.service.document).toEqual({ ...before, AI_MODEL: 'x' });
  });

  test('a lost Garmin key that it may have is not replaced without consent', async () => {
    keeper.service.drop('GARMIN_ENCRYPTION_KEY');
    seal(keeper);
    const values = { GARMIN_ENCRYPTION_KEY: randomBytes(32).toString('base64') };
    const consents = { ...NONE, importGenerated: true };
    expect(await keeper.change('populate', { values }, consents)).toMatchObject({ rule: 'needs-consent' });
  });

  test.each(['add', 'report'] as const)(
    'a deployment that seeds by %s does not say that nothing was dropped',
    async (SEEDING) => {
      const other = new Keeper(keeper.service, { SEEDING });
      other.service.drop(STRAVA);
      seal(other);
      expect(await other.deploy()).toMatchObject({ Missing: STRAVA, Dropped: NOT_KNOWN });
    },
  );
});
