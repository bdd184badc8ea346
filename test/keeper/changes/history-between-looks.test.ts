import { randomBytes } from 'node:crypto';
import { InternalServiceError } from '@aws-sdk/client-secrets-manager';
import { completeKeeper, Keeper, NONE } from '../support/keeper';

const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const FLASK = 'FLASK_SECRET_KEY';
const LOST = new InternalServiceError({ message: 'fault', $metadata: { httpStatusCode: 500, attempts: 4 } });

let keeper: Keeper;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = await completeKeeper();
});

const edit = (of: Keeper, n: number) => of.service.edit((document) => ({ ...document, n }));
/** The call that would make the new version current never arrives, and somebody edits meanwhile. */
function loseTheSwapOnce(): void {
  let once = true;
  keeper.service.fault = (operation) => {
    if (operation === 'UpdateSecretVersionStage' && once) {
      once = false;
      edit(keeper, 1);
      return { before: LOST };
    }
    return undefined;
  };
}

const fateOf = async (requestId: string) => {
  const answer = await keeper.ask({ operation: 'fate', requestId });
  return answer.outcome === 'fate' ? answer.fate.fate : answer;
};

describe('what can be known is not called undecided', () => {
  test('nothing was stored for a request where the secret has no value', async () => {
    const requestId = '0'.repeat(16);
    expect(await new Keeper().ask({ operation: 'fate', requestId })).toMatchObject({
      fate: { fate: 'not-stored', currentVersionId: null },
    });
  });

  test('a swap that never arrived, and one console edit since: not made', async () => {
    loseTheSwapOnce();
    const requestId = randomBytes(8).toString('hex');
    const seenVersion = await keeper.seen();
    const answer = await keeper.ask({
      operation: 'populate',
      values: { AI_MODEL: 'x' },
      requestId,
      seenVersion,
      consents: NONE,
    });
    expect(await fateOf(requestId)).toBe('not-made');
    expect(answer).toMatchObject({ outcome: 'refused', rule: 'moved' });
  });

  test('a deployment is not failed by it', async () => {
    keeper = await completeKeeper();
    keeper.service.drop(FLASK);
    loseTheSwapOnce();
    await expect(keeper.deploy()).rejects.not.toMatchObject({ rule: 'undecided' });
  });
});

test('keys whose first draw was cut off before it was current are taken from there, not drawn again', async () => {
  keeper = new Keeper();
  const { service } = keeper;
  service.put('{}');
  service.fault = (operation) =>
    operation === 'UpdateSecretVersionStage' ? { before: new TypeError('the process ends here') } : undefined;
  await expect(keeper.deploy()).rejects.toMatchObject({ name: 'Refusal' });
  service.fault = () => undefined;
  const staged = service.versions.get(service.id('KAIZENCOACH_STAGED') ?? '')?.text;
  // Its base is neither current nor the version before it any more, so nobody can tell that it never was current.
  service.put('{"n":1}');
  service.put('{"n":2}');
  expect(await keeper.change('seed')).toMatchObject({ outcome: 'done', change: { generated: [] } });
  expect(service.document).toEqual({ n: 2, ...JSON.parse(staged ?? '') });
});

test('a version that vanishes between the list and the read is not "it never existed"', async () => {
  const fresh = await completeKeeper();
  const { service } = fresh;
  service.drop(GARMIN);
  edit(fresh, 1);
  service.tags.clear();
  const holders = [...service.versions].filter(([, { text }]) => text.includes(GARMIN)).map(([id]) => id);
  service.turn = async (operation) => {
    if (operation === 'GetSecretValue' && service.calls.includes('ListSecretVersionIds')) {
      for (const id of holders) {
        service.versions.delete(id);
      }
    }
  };
  service.calls.length = 0;
  await expect(fresh.deploy()).rejects.toMatchObject({ name: 'Refusal' });
  expect(service.document).not.toHaveProperty(GARMIN);
});

describe('another writer between the look at the value and the look at its history', () => {
  /** Lets `other` write once, right before the tags are looked at. */
  const meanwhile = (service: Keeper['service'], other: () => Promise<unknown>) => {
    let once = true;
    service.turn = async (operation) => {
      if (operation === 'DescribeSecret' && once) {
        once = false;
        await other();
      }
    };
  };

  test('a first deployment does not take the keys that another one drew meanwhile for lost', async () => {
    const one = new Keeper();
    meanwhile(one.service, () => new Keeper(one.service).deploy({ RequestType: 'Create' }));
    await one.deploy({ RequestType: 'Create' });
    expect([...one.service.versions.values()].filter(({ stages }) => stages.has('AWSCURRENT'))).toHaveLength(1);
    expect(one.service.document).toHaveProperty(GARMIN);
  });

  test('a deployment that lost to one that was cut off before its tags records what that one drew', async () => {
    const one = new Keeper();
    const { service } = one;
    service.put('{}');
    service.turn = async (operation) => {
      if (operation === 'UpdateSecretVersionStage') {
        service.turn = async () => undefined;
        service.fault = (called) => (called === 'TagResource' ? { before: LOST } : undefined);
        await new Keeper(service).deploy();
        service.fault = () => undefined;
      }
    };
    expect(await one.deploy()).toMatchObject({ Generated: 'none', VersionId: service.id('AWSCURRENT') });
    expect(service.tags.get(`kaizencoach:made:${GARMIN}`)).toMatch(/ seed generated /);
  });

  test('a plan is made of what is current after it', async () => {
    const garmin = keeper.service.document[GARMIN];
    keeper.service.drop(GARMIN);
    edit(keeper, 1);
    meanwhile(keeper.service, async () => edit(keeper, 2));
    const plan = await keeper.plan({ operation: 'recover' });
    expect(plan.versionId).toBe(keeper.service.id('AWSCURRENT'));
    await keeper.change('recover');
    expect(keeper.service.document[GARMIN]).toBe(garmin);
  });

  test('writers that never stop end in a refusal that says so', async () => {
    keeper.service.drop(GARMIN);
    edit(keeper, 1);
    let n = 1;
    keeper.service.turn = async (operation) => {
      if (operation === 'DescribeSecret') {
        n += 1;
        edit(keeper, n);
      }
    };
    await expect(keeper.deploy()).rejects.toMatchObject({ rule: 'lost-race' });
    keeper.service.calls.length = 0;
    expect(await keeper.ask({ operation: 'plan', change: { operation: 'recover' } })).toMatchObject({
      rule: 'lost-race',
    });
    expect(keeper.service.calls.filter((call) => call === 'DescribeSecret')).toHaveLength(6);
  });
});
