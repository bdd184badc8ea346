import { randomBytes } from 'node:crypto';
import type { PlannedChange } from '../../../lib/contract/operator-request';
import { type Look, situationOf } from '../../../lib/keeper/changes/situation';
import { snapshotOf } from '../../../lib/keeper/secret/snapshot';
import { completeKeeper, GCP_PROJECT, Keeper } from '../support/keeper';

const [GARMIN, FLASK, STRAVA] = ['GARMIN_ENCRYPTION_KEY', 'FLASK_SECRET_KEY', 'STRAVA_CLIENT_SECRET'];
const garmin = randomBytes(32).toString('base64');
const { signal } = new AbortController();
let keeper: Keeper;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = await completeKeeper();
});

async function look(change: PlannedChange, more: Partial<Look> = {}) {
  const { store } = keeper.surroundings;
  const snapshot = snapshotOf(await store.read('AWSCURRENT', signal));
  keeper.service.calls.length = 0;
  const asked = {
    change,
    completeRecords: false,
    notMade: [],
    environment: 'staging',
    context: { gcpProject: GCP_PROJECT },
  };
  return situationOf(snapshot, store, { ...asked, ...more }, signal);
}

const populate = (name: string, value = 'x') => ({ operation: 'populate', values: { [name]: value } }) as const;
const rotate = (...keys: string[]) => ({ operation: 'rotate', keys }) as const;

describe('the last value of a missing key is looked for where a change depends on it, and nowhere else', () => {
  test.each<[string, PlannedChange, readonly string[]]>([
    ['seed', { operation: 'seed' }, [FLASK, GARMIN]],
    ['recover', { operation: 'recover' }, [STRAVA, FLASK, GARMIN]],
    ['populate the Garmin key', populate(GARMIN, garmin), [GARMIN]],
    ['populate another one', populate(FLASK), []],
    ['restore', { operation: 'restore', document: '{}' }, [GARMIN]],
    ['rotate the Garmin key', rotate(FLASK, GARMIN), [GARMIN]],
    ['rotate another one', rotate(FLASK), []],
    ['roll the Garmin key back', { operation: 'rollback', keys: [GARMIN] }, [GARMIN]],
    ['roll another one back', { operation: 'rollback', keys: [FLASK] }, []],
    ['roll everything back', { operation: 'rollback' }, [GARMIN]],
  ])('%s', async (_, change, expected) => {
    keeper.service.drop(STRAVA, FLASK, GARMIN);
    keeper.service.edit((document) => ({ ...document, edits: 2 }));
    const { lastValues, history } = await look(change);
    expect([...lastValues].map(([name]) => name)).toEqual(expected);
    expect([...lastValues.values()].every(({ kind }) => kind === 'known')).toBe(true);
    expect(keeper.service.calls.includes('ListSecretVersionIds')).toBe(expected.length > 0);
    expect(history !== undefined).toBe(expected.length > 0);
  });

  test('seed leaves a key alone that is there in a form of no use', async () => {
    keeper.service.edit((document) => ({ ...document, [FLASK]: 'line\nbreak', [GARMIN]: 'broken' }));
    keeper.service.edit((document) => ({ ...document, edits: 2 }));
    expect((await look({ operation: 'seed' })).lastValues).toEqual(new Map());
  });

  test('one that AWSPREVIOUS has needs no other version, except to recover', async () => {
    keeper.service.drop(GARMIN);
    expect((await look(populate(GARMIN, garmin))).history).toBeUndefined();
    expect((await look({ operation: 'seed' })).history).toBeUndefined();
    const { history, lastValues } = await look({ operation: 'recover' });
    expect([history?.versions.length, lastValues.size]).toEqual([3, 0]);
  });
});

describe('what is looked at where no key is missing', () => {
  const PREVIOUS = 'GetSecretValue';

  test.each<[string, PlannedChange, Partial<Look>, readonly string[]]>([
    ['a change of single keys: nothing more', populate('AI_MODEL'), {}, []],
    ['the same, with the tags to complete', populate('AI_MODEL'), { completeRecords: true }, ['DescribeSecret']],
    ['going back', { operation: 'rollback' }, {}, [PREVIOUS, 'DescribeSecret']],
    ['a backup', { operation: 'restore', document: '{}' }, {}, ['DescribeSecret']],
    ['recover', { operation: 'recover' }, {}, ['DescribeSecret']],
  ])('%s', async (_, change, more, expected) => {
    await look(change, more);
    expect(keeper.service.calls).toEqual(expected);
  });

  test('a version of somebody else’s: the tags', async () => {
    keeper.service.edit((document) => ({ ...document, note: 1 }));
    await look(populate('AI_MODEL'));
    expect(keeper.service.calls).toEqual(['DescribeSecret']);
  });

  test('a version of the keeper’s own that drew keys without a record: what it was computed from, once', async () => {
    await keeper.change('rotate', { keys: [FLASK] });
    keeper.service.tags.clear();
    const { drawn } = await look(populate('AI_MODEL'), { completeRecords: true });
    expect(drawn).toEqual(new Map([[FLASK, 'rotate']]));
    expect(keeper.service.calls).toEqual(['DescribeSecret', PREVIOUS]);
    expect((await look({ operation: 'rollback' })).drawn).toEqual(drawn);
    expect(keeper.service.calls).toEqual([PREVIOUS, 'DescribeSecret']);
  });

  test('one that drew nothing: not what it was computed from, also where a record is missing', async () => {
    keeper.service.tags.clear();
    await look(populate('AI_MODEL'), { completeRecords: true });
    expect(keeper.service.calls).toEqual(['DescribeSecret']);
  });

  test('a secret without a value has no version before it to read', async () => {
    keeper = new Keeper();
    await look({ operation: 'seed' });
    expect(keeper.service.calls).toEqual(['DescribeSecret', 'ListSecretVersionIds']);
  });
});

describe('versions that the operator leaves out of account', () => {
  test('are not read, and the history says that it is not whole', async () => {
    const ignored = keeper.service.id('AWSCURRENT') ?? '';
    keeper.service.drop(GARMIN);
    keeper.service.edit((document) => ({ ...document, edits: 2 }));
    const { history } = await look({ operation: 'recover', ignore: [ignored] });
    expect(history?.isPartial).toBe(true);
    expect(history?.versions.map(({ versionId }) => versionId)).not.toContain(ignored);
    expect((await look({ operation: 'recover' })).history?.isPartial).toBe(false);
  });
});

test('somebody wrote since the value was read: what was seen does not belong together', async () => {
  keeper.service.drop(GARMIN);
  keeper.service.edit((document) => ({ ...document, edits: 2 }));
  keeper.service.turn = async (operation) => {
    if (operation === 'DescribeSecret') {
      keeper.service.edit((document) => ({ ...document, edits: 3 }));
    }
  };
  await expect(look({ operation: 'recover' })).rejects.toMatchObject({ name: 'Overtaken' });
});
