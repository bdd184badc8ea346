import { InvalidParameterException } from '@aws-sdk/client-secrets-manager';
import { ATTEMPTS } from '../../../../lib/keeper/changes/compare-and-swap';
import { LIST, lost, PUT, READ, repeated, SWAP, TAG, Trial } from './trial';

let trial: Trial;

beforeEach(() => {
  trial = new Trial('{"n":0}');
});

describe('the answer is lost', () => {
  test('of a swap that took effect: it is done, and made once', async () => {
    trial.at(SWAP, 1, () => ({ after: lost() }));
    expect(await trial.swap()).toMatchObject({ versionId: trial.keeper.service.id('AWSCURRENT'), overtaken: false });
    expect(trial.asked).toHaveLength(1);
    expect(trial.keeper.service.calls.slice(3)).toEqual([READ, TAG]);
  });

  test('of a swap that did not: it is made again', async () => {
    trial.at(SWAP, 1, () => ({ before: lost() }));
    expect(await trial.swap()).toMatchObject({ overtaken: false });
    expect(trial.asked.map(([, notMade]) => notMade)).toEqual([0, 1]);
    expect(trial.keeper.service.document).toEqual({ mine: 1, n: 0 });
  });

  test('of a swap that did not, and a race is lost after it: what the list told once is not asked again', async () => {
    trial.at(SWAP, 1, () => ({ before: lost() }));
    trial.meanwhile(SWAP, 2);
    expect(await trial.swap()).toMatchObject({ overtaken: false });
    expect(trial.keeper.service.calls.filter((call) => call === LIST)).toHaveLength(1);
  });

  test('of a swap that took effect, and somebody wrote since: it is done, and overtaken', async () => {
    trial.at(SWAP, 1, () => ({ after: lost() }));
    trial.meanwhile(READ, 2);
    expect(await trial.swap()).toMatchObject({ versionId: trial.keeper.service.id('AWSPREVIOUS'), overtaken: true });
  });

  test('of the last swap that is tried, which the SDK’s own repeat hides: it is done, and not one more lost race', async () => {
    for (let nth = 1; nth < ATTEMPTS; nth += 1) {
      trial.meanwhile(SWAP, nth);
    }
    trial.at(SWAP, ATTEMPTS, () => ({ after: new InvalidParameterException(repeated) }));
    trial.meanwhile(READ, ATTEMPTS + 1);
    expect(await trial.swap()).toMatchObject({ versionId: trial.keeper.service.id('AWSPREVIOUS'), overtaken: true });
  });

  test('of a swap, and two wrote since: nobody can tell', async () => {
    trial.at(SWAP, 1, () => ({ after: lost() }));
    trial.at(READ, 2, () => {
      trial.edit(1);
      trial.edit(2);
      return undefined;
    });
    await expect(trial.swap()).rejects.toMatchObject({ rule: 'undecided' });
  });

  test('of a swap, then a refusal of the SDK’s own repeat, and two wrote since: nobody can tell', async () => {
    trial.at(SWAP, 1, () => ({ after: new InvalidParameterException(repeated) }));
    trial.at(READ, 2, () => {
      trial.edit(1);
      trial.edit(2);
      return undefined;
    });
    await expect(trial.swap()).rejects.toMatchObject({ rule: 'undecided' });
  });

  test.each([
    ['of the staging, which did not take effect', () => ({ before: lost() })],
    ['of the staging, which took effect', () => ({ after: lost() })],
  ])('%s: no swap was sent, so nothing was made, whoever wrote since', async (_, fault) => {
    trial.at(PUT, 1, fault);
    trial.at(READ, 2, () => {
      trial.edit(1);
      trial.edit(2);
      return undefined;
    });
    expect(await trial.swap()).toMatchObject({ overtaken: false });
    expect(trial.asked.map(([, notMade]) => notMade)).toEqual([0, 1]);
    expect(trial.keeper.service.calls).not.toContain(LIST);
  });

  test('of a first version that took effect: it is done', async () => {
    trial = new Trial();
    trial.at(PUT, 1, () => ({ after: lost() }));
    expect(await trial.swap()).toMatchObject({ versionId: trial.keeper.service.id('AWSCURRENT'), overtaken: false });
    expect(trial.asked).toHaveLength(1);
  });

  test('of a first version that did not: it is made again', async () => {
    trial = new Trial();
    trial.at(PUT, 1, () => ({ before: lost() }));
    expect(await trial.swap()).toMatchObject({ overtaken: false });
    // The list does not have it: it was not made.
    expect(trial.asked.map(([, notMade]) => notMade)).toEqual([0, 1]);
  });
});
