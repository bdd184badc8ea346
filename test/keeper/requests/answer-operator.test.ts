import { CONTRACT_VERSION } from '../../../lib/contract/operator-request';
import { CONSENTS, completeKeeper, Keeper } from '../support/keeper';

let lines: string[];
const logged = () => JSON.parse(lines.at(-1) ?? '');
beforeEach(() => {
  lines = [];
  jest.spyOn(console, 'info').mockImplementation((line) => lines.push(String(line)));
});

describe('a request that is not understood does nothing', () => {
  const NEXT = 'use the operators’ tool of the version that was deployed, or deploy the version of the tool';

  test.each([1, 3])('of contract %i: it is answered in that one, and names both', async (contract) => {
    const keeper = new Keeper();
    expect(await keeper.ask({ contract, operation: 'status' })).toEqual({
      contract,
      outcome: 'refused',
      rule: 'other-contract',
      reason: `the keeper speaks contract ${CONTRACT_VERSION} and the request contract ${contract}; nothing was done`,
      next: NEXT,
    });
    expect(keeper.service.calls).toEqual([]);
  });

  test.each([
    { operation: 'delete' },
    { operation: 'status', more: 1 },
    ...[0, -1, 1.5, '1', null].map((contract) => ({ contract, operation: 'status' })),
  ])('%j: it is answered in the keeper’s own contract', async (request) => {
    const keeper = new Keeper();
    expect(await keeper.ask(request)).toEqual({
      contract: CONTRACT_VERSION,
      outcome: 'refused',
      rule: 'unknown-request',
      reason: `the keeper does not understand the request (contract ${CONTRACT_VERSION})`,
      next: NEXT,
    });
    expect(keeper.service.calls).toEqual([]);
    expect(logged()).toEqual({ operation: 'unknown', outcome: 'refused', rule: 'unknown-request' });
  });
});

describe('the log tells what was done, in names', () => {
  test('of a change', async () => {
    const keeper = await completeKeeper();
    const versionId = () => keeper.service.id('AWSCURRENT');
    const nothing = { generated: '', takenBack: '', populated: '', removed: '' };
    await keeper.change('rotate', { keys: ['FLASK_SECRET_KEY', 'STRAVA_VERIFY_TOKEN'] });
    expect(logged()).toEqual({
      ...nothing,
      operation: 'rotate',
      outcome: 'done',
      versionId: versionId(),
      generated: 'FLASK_SECRET_KEY,STRAVA_VERIFY_TOKEN',
    });
    await keeper.change('populate', { values: { AI_MODEL: 'm', GCP_LOCATION: 'europe-west1' } });
    expect(logged()).toEqual({
      ...nothing,
      operation: 'populate',
      outcome: 'done',
      versionId: versionId(),
      populated: 'AI_MODEL,GCP_LOCATION',
    });
    await keeper.change('rollback', {}, CONSENTS);
    expect(logged()).toEqual({
      ...nothing,
      operation: 'rollback',
      outcome: 'done',
      versionId: versionId(),
      removed: 'AI_MODEL,GCP_LOCATION',
    });
    keeper.service.drop('FLASK_SECRET_KEY', 'STRAVA_VERIFY_TOKEN');
    await keeper.change('seed');
    expect(logged()).toMatchObject({ operation: 'seed', takenBack: 'STRAVA_VERIFY_TOKEN,FLASK_SECRET_KEY' });
  });

  test('of a look, and of a refusal', async () => {
    const keeper = await completeKeeper();
    await keeper.status();
    expect(logged()).toEqual({ operation: 'status', outcome: 'status' });
    await keeper.change('rotate', { keys: ['STRAVA_CLIENT_SECRET'] });
    expect(logged()).toEqual({ operation: 'rotate', outcome: 'refused', rule: expect.stringMatching(/^[a-z-]+$/) });
  });
});
