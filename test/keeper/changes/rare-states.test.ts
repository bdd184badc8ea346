import { randomBytes } from 'node:crypto';
import { SecretsManagerServiceException } from '@aws-sdk/client-secrets-manager';
import { completeKeeper, type Keeper } from '../support/keeper';

const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const FLASK = 'FLASK_SECRET_KEY';
const CONSENT = { importGenerated: false, invalidateGarminPasswords: true };
const DAY_MS = 86_400_000;

let keeper: Keeper;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = await completeKeeper();
});

const edit = (of: Keeper, n: number) => of.service.edit((document) => ({ ...document, n }));

/** A rotation of the Garmin key that stages its version and is cut off before the swap. */
async function cutOffRotation(): Promise<string> {
  keeper.service.fault = (operation) =>
    operation === 'UpdateSecretVersionStage' ? { before: new TypeError('the process ends here') } : undefined;
  await keeper.change('rotate', { keys: [GARMIN] }, CONSENT);
  keeper.service.fault = () => undefined;
  return keeper.service.id('KAIZENCOACH_STAGED') ?? '';
}

describe('a value that was never current, when the last one has been pruned', () => {
  beforeEach(async () => {
    await cutOffRotation();
    keeper.service.drop(GARMIN);
    for (let n = 0; n < 101; n += 1) {
      edit(keeper, n);
    }
    // The label keeps the version that was cut off; the ones that held the key go, a day after.
    keeper.service.now += 2 * DAY_MS;
    for (let n = 0; n < 3; n += 1) {
      edit(keeper, n);
    }
  });

  test('a deployment does not take it for the key that existed', async () => {
    await expect(keeper.deploy()).rejects.toMatchObject({ name: 'Refusal' });
    expect(keeper.service.document).not.toHaveProperty(GARMIN);
  });

  test('recover does not either', async () => {
    expect(await keeper.change('recover')).toMatchObject({ outcome: 'refused', rule: 'last-value-unknown' });
  });
});

describe('the Garmin key existed, and no version that can be read has it', () => {
  const OUT =
    /recover staging; where no version has it: npx kaizencoach-secrets populate staging --set GARMIN_ENCRYPTION_KEY=@FILE --import-generated, or npx kaizencoach-secrets restore staging FILE --identity FILE$/;

  beforeEach(() => {
    const { service } = keeper;
    const { [GARMIN]: last, ...others } = service.document;
    service.put('no JSON');
    service.put(JSON.stringify(others));
    for (const [id, { text }] of service.versions) {
      if (text.includes(String(last))) {
        service.versions.delete(id);
      }
    }
  });

  test.each([
    ['populate', { values: { AI_MODEL: 'x' } }, 'previous-unreadable'],
    ['rotate', { keys: [GARMIN] }, 'missing'],
  ])('%s names the ways out', async (operation, details, rule) => {
    expect(await keeper.change(operation, details)).toMatchObject({ rule, next: expect.stringMatching(OUT) });
  });

  test('they lead out, and the change goes on', async () => {
    const values = { [GARMIN]: Buffer.from(randomBytes(32)).toString('base64') };
    const consents = { importGenerated: true, invalidateGarminPasswords: true };
    expect(await keeper.change('populate', { values }, consents)).toMatchObject({ outcome: 'done' });
    expect(await keeper.change('populate', { values: { AI_MODEL: 'x' } })).toMatchObject({ outcome: 'done' });
  });
});

describe('recover --ignore', () => {
  test('of the readable version with the last Garmin key does not bring back an older one without consent', async () => {
    const rotated = await keeper.change('rotate', { keys: [GARMIN] }, CONSENT);
    const versionId = rotated.outcome === 'done' ? rotated.change.versionId : '';
    keeper.service.drop(GARMIN);
    edit(keeper, 1);
    expect(await keeper.change('recover', { ignore: [versionId] })).toMatchObject({ rule: 'needs-consent' });
  });
});

describe('a plan does not tell whether a guess is right', () => {
  const plans = async (values: Record<string, string>) =>
    JSON.stringify(await keeper.ask({ operation: 'plan', change: { operation: 'populate', values } }));

  test('not where another key was dropped', async () => {
    const right = String(keeper.service.document[FLASK]);
    keeper.service.drop('STRAVA_CLIENT_SECRET');
    expect(await plans({ [FLASK]: right })).toBe(await plans({ [FLASK]: 'f'.repeat(64) }));
  });

  test('not where another key was broken, by a refusal', async () => {
    const right = String(keeper.service.document[FLASK]);
    keeper.service.edit((document) => ({ ...document, [GARMIN]: 'broken' }));
    expect(await plans({ [FLASK]: right })).toBe(await plans({ [FLASK]: 'f'.repeat(64) }));
  });
});

describe('one old version that cannot be read (its KMS key was changed since)', () => {
  const denied = (versionId: string) => {
    keeper.service.fault = (operation, input) =>
      operation === 'GetSecretValue' && input.VersionId === versionId
        ? {
            before: new SecretsManagerServiceException({
              name: 'AccessDeniedException',
              $fault: 'client',
              message: 'Access to KMS is not allowed',
              $metadata: { httpStatusCode: 400, attempts: 1 },
            }),
          }
        : undefined;
  };
  let first: string;

  beforeEach(async () => {
    first = [...keeper.service.versions.keys()][0] ?? '';
    edit(keeper, 1);
    edit(keeper, 2);
    denied(first);
  });

  test('the status is told all the same', async () => {
    expect(await keeper.ask({ operation: 'status' })).toMatchObject({ outcome: 'status' });
  });

  test('so is the history', async () => {
    expect(await keeper.ask({ operation: 'history' })).toMatchObject({ outcome: 'history' });
  });

  test('a refusal for a missing key names it, so that it can be ignored', async () => {
    const last = keeper.service.id('AWSCURRENT') ?? '';
    keeper.service.drop(GARMIN);
    edit(keeper, 3);
    denied(last);
    const answer = await keeper.change('recover');
    expect(answer).toMatchObject({ rule: 'last-value-unknown', reason: expect.stringContaining(last) });
    expect(await keeper.change('recover', { ignore: [last] }, CONSENT)).toMatchObject({ outcome: 'done' });
  });
});

test('recover --from says nothing of a version where no key needs one', async () => {
  expect(await keeper.change('recover', { from: 'no-such-version' })).toMatchObject({ outcome: 'done' });
});
