import { InternalServiceError } from '@aws-sdk/client-secrets-manager';
import { newRecord } from '../../../../lib/keeper/secret/record-tags';
import { decision, denied, first, TAG, Trial } from './trial';

let trial: Trial;

beforeEach(() => {
  trial = new Trial('{"n":0}');
});

describe('the tags', () => {
  const failing = (error: Error, times: number) => {
    for (let nth = 1; nth <= times; nth += 1) {
      trial.at(TAG, nth, () => ({ before: error }));
    }
  };
  const fault = new InternalServiceError({ ...first, message: '' });

  test.each([
    ['three faults are got over', fault, 3, true, [100, 200, 400]],
    ['a fourth is not', fault, 4, false, [100, 200, 400]],
    ['a denial is final', denied, 1, false, []],
  ])('%s; the change stands', async (_, error, times, recorded, expected) => {
    failing(error, times);
    expect(await trial.swap()).toMatchObject({ recorded });
    expect(trial.pauses).toEqual(expected);
    expect(trial.keeper.service.document).toEqual({ mine: 1, n: 0 });
  });

  test('the pauses between tries are spread', async () => {
    failing(fault, 1);
    await trial.swap({ random: 0.5 });
    expect(trial.pauses).toEqual([200]);
  });

  test('of records that are completed do not say that anything was written', async () => {
    const records = new Map([['FLASK_SECRET_KEY', newRecord(new Date(0), 'found', 'brought')]]);
    const { versionId } = await trial.swap({ decide: async () => ({ ...decision(undefined), records }) });
    expect([...trial.keeper.service.tags]).toEqual([
      ['kaizencoach:made:FLASK_SECRET_KEY', `1970-01-01T00:00:00Z found brought ${versionId}`],
    ]);
  });

  test('say what was written', async () => {
    const { versionId } = await trial.swap();
    expect([...trial.keeper.service.tags]).toEqual([
      ['kaizencoach:written', expect.stringContaining(` populate ${versionId}`)],
    ]);
  });
});
