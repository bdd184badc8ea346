import { randomBytes } from 'node:crypto';
import { SecretsManagerServiceException } from '@aws-sdk/client-secrets-manager';
import { KEEPER_TIMEOUT_SECONDS } from '../../../lib/contract/keeper-settings';
import { digestOf } from '../../../lib/keeper/versions/version-id';
import { CONSENTS, completeKeeper, externalValues, type Keeper, NONE } from '../support/keeper';

const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const FLASK = 'FLASK_SECRET_KEY';
const denied = new SecretsManagerServiceException({
  name: 'AccessDeniedException',
  $fault: 'client',
  message: 'denied',
  $metadata: { httpStatusCode: 400, attempts: 1 },
});

let keeper: Keeper;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = await completeKeeper();
});

const edit = (n: number) => keeper.service.edit((document) => ({ ...document, n }));

/** Puts a version whose id claims to be the keeper's and computed from `base`, as anyone who may write can. */
function forge(base: string, document: object): void {
  const random = () => randomBytes(8).toString('hex');
  const ClientRequestToken = `kc2-p00000-${random()}-${digestOf(base)}-0a1b2c3d-${random()}`;
  keeper.service.putAs(ClientRequestToken, JSON.stringify(document));
}

/** Draws the Garmin key anew; gives the version before it. */
async function rotateGarmin(): Promise<string> {
  const base = keeper.service.id('AWSCURRENT') ?? '';
  await keeper.change('rotate', { keys: [GARMIN] }, CONSENTS);
  return base;
}

describe('an id of the keeper’s form that somebody else chose', () => {
  test('does not pass the last Garmin key for one that never was current', async () => {
    const base = await rotateGarmin();
    const last = keeper.service.document[GARMIN];
    keeper.service.tags.clear();
    keeper.service.now += 2 * KEEPER_TIMEOUT_SECONDS * 1_000 + 1;
    const { [GARMIN]: _, ...others } = keeper.service.document;
    forge(base, others);
    edit(1);
    const answer = await keeper.change('recover');
    // Refusing is right as well; an older key is not.
    if (answer.outcome === 'done') {
      expect(keeper.service.document[GARMIN]).toBe(last);
    } else {
      expect(answer).toMatchObject({ rule: 'last-value-unknown' });
    }
  });
});

describe('the tag of the last write', () => {
  test('proves that a recover which only took keys back was made, when nothing else does', async () => {
    keeper.service.drop(GARMIN);
    edit(1);
    const requestId = randomBytes(8).toString('hex');
    const seenVersion = await keeper.seen();
    await keeper.ask({ operation: 'recover', requestId, seenVersion, consents: NONE });
    edit(2);
    edit(3);
    expect(await keeper.ask({ operation: 'fate', requestId })).toMatchObject({ fate: { fate: 'overtaken' } });
  });
});

describe('recover --ignore', () => {
  test.each(['AWSCURRENT', 'AWSPREVIOUS'])(
    'is refused for %s, which is taken into account in any case',
    async (label) => {
      keeper.service.drop(GARMIN);
      const ignore = [keeper.service.id(label) ?? ''];
      expect(await keeper.change('recover', { ignore })).toMatchObject({ outcome: 'refused', rule: 'cannot-ignore' });
      expect(keeper.service.document).not.toHaveProperty(GARMIN);
    },
  );

  test('is taken for an AWSPREVIOUS that cannot be read', async () => {
    const last = keeper.service.document[GARMIN];
    const good = keeper.service.text;
    keeper.service.put('[]');
    const ignore = [keeper.service.id('AWSCURRENT') ?? ''];
    keeper.service.put(JSON.stringify({ ...JSON.parse(good), [GARMIN]: undefined }));
    expect(await keeper.change('recover', { ignore }, CONSENTS)).toMatchObject({ outcome: 'done' });
    expect(keeper.service.document[GARMIN]).toBe(last);
  });
});

test('recover’s plan names a malformed key that no version can bring back', async () => {
  const fresh = await completeKeeper();
  await fresh.change('populate', { values: externalValues() });
  for (const [id, { text, ...rest }] of fresh.service.versions) {
    fresh.service.versions.set(id, { ...rest, text: text.replace(/"188207"/g, '"not digits"') });
  }
  const plan = await fresh.plan({ operation: 'recover' });
  expect(plan.entries.find(({ key }) => key === 'STRAVA_CLIENT_ID')).toMatchObject({
    action: 'keep',
    warning: expect.any(String),
  });
});

describe('one request that arrives twice', () => {
  test.each([
    ['is still current', 0],
    ['was overtaken', 1],
  ])('is told that the first made it where that %s, not that the secret moved', async (_, edits) => {
    const requestId = randomBytes(8).toString('hex');
    const request = { operation: 'rotate', keys: [FLASK], requestId, seenVersion: await keeper.seen(), consents: NONE };
    const first = await keeper.ask(request);
    const versionId = first.outcome === 'done' ? first.change.versionId : '';
    for (let n = 0; n < edits; n += 1) {
      edit(n);
    }
    const writes = keeper.service.versions.size;
    expect(await keeper.ask(request)).toMatchObject({
      outcome: 'refused',
      rule: 'already-made',
      reason: expect.stringContaining(String(versionId)),
    });
    expect(keeper.service.versions.size).toBe(writes);
  });

  const rotation = async () => ({
    operation: 'rotate',
    keys: [FLASK],
    requestId: randomBytes(8).toString('hex'),
    seenVersion: await keeper.seen(),
    consents: NONE,
  });

  test('is not told that it was not made, where nobody can tell', async () => {
    keeper.service.fault = (operation) => (operation === 'TagResource' ? { before: denied } : undefined);
    const request = await rotation();
    const first = await keeper.ask(request);
    const versionId = first.outcome === 'done' ? first.change.versionId : '';
    edit(1);
    edit(2);
    expect(await keeper.ask(request)).toMatchObject({
      rule: 'undecided',
      reason: expect.stringContaining(String(versionId)),
    });
  });

  test('a version whose swap the service refused is known not to be made, also after two console edits', async () => {
    keeper.service.turn = async (operation) => {
      if (operation === 'UpdateSecretVersionStage') {
        keeper.service.turn = async () => undefined;
        edit(1);
        edit(2);
      }
    };
    expect(await keeper.ask(await rotation())).toMatchObject({ rule: 'moved' });
  });
});

describe('a look that is denied after the swap was sent', () => {
  test('does not read as a change that was not made', async () => {
    let swapped = false;
    keeper.service.fault = (operation) => {
      if (operation === 'UpdateSecretVersionStage') {
        swapped = true;
        return { after: new TypeError('cut') };
      }
      return swapped && operation === 'GetSecretValue' ? { before: denied } : undefined;
    };
    expect(await keeper.change('rotate', { keys: [FLASK] })).toMatchObject({ outcome: 'refused', rule: 'undecided' });
  });

  test('a swap that was denied at the first try is a denial: nothing was made', async () => {
    keeper.service.fault = (operation) => (operation === 'UpdateSecretVersionStage' ? { before: denied } : undefined);
    expect(await keeper.change('rotate', { keys: [FLASK] })).toMatchObject({
      outcome: 'refused',
      rule: 'access-denied',
    });
  });
});
