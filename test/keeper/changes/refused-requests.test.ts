import { CONSENTS, completeKeeper, deploymentOf, Keeper } from '../support/keeper';

const FLASK = 'FLASK_SECRET_KEY';
const STRAVA = 'STRAVA_CLIENT_SECRET';

let keeper: Keeper;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = await completeKeeper();
});

describe('foreign: whoever else sends an event gets nothing done', () => {
  const properties = { Purpose: 'seed', SecretName: 'in-memory', Seeding: 'add', GeneratedKeys: [] };

  test.each([
    ['another stack', { StackId: 'arn:aws:cloudformation:eu-west-1:000000000000:stack/Other/id' }],
    ['another secret', { ResourceProperties: { ...properties, SecretName: 'other' } }],
    ['unknown properties', { ResourceProperties: { ...properties, Purpose: 'read' } }],
    ['no properties', { ResourceProperties: undefined }],
  ])('%s', async (_, overrides) => {
    keeper.service.drop(FLASK);
    keeper.service.calls.length = 0;
    await expect(keeper.deploy(overrides)).rejects.toMatchObject({ rule: 'foreign-event' });
    expect(keeper.service.calls).toEqual([]);
  });

  test('a deletion does nothing', async () => {
    keeper.service.calls.length = 0;
    expect(await keeper.deploy({ RequestType: 'Delete' })).toEqual({});
    expect(keeper.service.calls).toEqual([]);
  });

  test('properties of a deployed instance that names no generated keys are taken', async () => {
    const { GeneratedKeys: _, ...old } = properties;
    expect(await keeper.deploy({ ResourceProperties: old })).toMatchObject({ Generated: 'none' });
  });
});

describe('report: an adopted secret that is only looked at', () => {
  test('nothing is written, tags included', async () => {
    const adopted = new Keeper(keeper.service, { SEEDING: 'report' });
    keeper.service.drop(FLASK);
    keeper.service.tags.clear();
    keeper.service.calls.length = 0;
    expect(await adopted.deploy({ RequestType: 'Create' })).toMatchObject({
      Missing: FLASK,
      Dropped: FLASK,
      Generated: 'none',
      TakenBack: 'none',
    });
    expect(keeper.service.calls).toEqual(['GetSecretValue', 'GetSecretValue']);
  });

  test('an operator’s own seeding writes', async () => {
    const adopted = new Keeper(keeper.service, { SEEDING: 'report' });
    keeper.service.drop(FLASK);
    expect(await adopted.change('seed')).toMatchObject({ outcome: 'done', change: { takenBack: [FLASK] } });
  });
});

describe('what the service always sends is required', () => {
  test('an empty answer to DescribeSecret is not "no records": nothing is drawn', async () => {
    const fresh = new Keeper();
    fresh.service.description = {};
    expect(await deploymentOf(fresh)).toMatchObject({ rule: 'service-fault' });
    expect(fresh.service.text).toBe('');
  });
});

describe('names that are no keys', () => {
  test.each(['__proto__', 'constructor', 'prototype'])('%s in a populate is refused', async (name) => {
    const values = JSON.parse(`{"${name}": "x"}`);
    expect(await keeper.change('populate', { values })).toMatchObject({ rule: 'unknown-key' });
  });

  test('a key named twice is drawn and named once', async () => {
    expect(await keeper.change('rotate', { keys: [FLASK, FLASK] })).toMatchObject({ change: { generated: [FLASK] } });
  });

  test.each([
    ['rotate', { keys: ['STRAVA_CLIENT_ID'] }, 'not-generated'],
    ['rotate', { keys: ['NOTHING'] }, 'unknown-key'],
    ['populate', { values: { NOTHING: 'x' } }, 'unknown-key'],
    ['populate', { values: { STRAVA_CLIENT_ID: 'abc' } }, 'malformed'],
    ['populate', { values: { STRAVA_CLIENT_ID: '' } }, 'malformed'],
    ['populate', { values: { AI_MODEL: 'x'.repeat(65_600) } }, 'too-long'],
    ['rollback', { keys: ['NOTHING'] }, 'unknown-key'],
    ['recover', { from: 'no-such-version' }, 'no-such-version'],
    ['restore', { document: 'not JSON' }, 'not-a-backup'],
    ['restore', { document: '{"AI_MODEL":"x"}' }, 'not-a-backup'],
  ])('%s, case %#, is refused', async (operation, details, rule) => {
    if (operation === 'recover') {
      keeper.service.drop(STRAVA);
    }
    const before = keeper.service.text;
    expect(await keeper.change(operation, details, CONSENTS)).toMatchObject({ outcome: 'refused', rule });
    expect(keeper.service.text).toBe(before);
  });

  test('a missing key cannot be rotated', async () => {
    keeper.service.drop(FLASK);
    expect(await keeper.change('rotate', { keys: [FLASK] })).toMatchObject({ rule: 'missing' });
  });

  test('a backup with a value that the app cannot use is refused', async () => {
    const document = JSON.stringify({ ...keeper.service.document, STRAVA_CLIENT_ID: 'abc' });
    expect(await keeper.change('restore', { document }, CONSENTS)).toMatchObject({ rule: 'not-a-backup' });
  });
});
