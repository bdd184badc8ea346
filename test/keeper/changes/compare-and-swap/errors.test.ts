import { InvalidParameterException, ResourceNotFoundException } from '@aws-sdk/client-secrets-manager';
import { Refusal } from '../../../../lib/keeper/refusal';
import { denied, first, lost, PUT, READ, SWAP, Trial } from './trial';

let trial: Trial;

beforeEach(() => {
  trial = new Trial('{"n":0}');
});

describe('an error that ends it', () => {
  const cut = () => ({ before: new TypeError('cut') });

  test('before anything was sent is told as it is', async () => {
    trial.at(PUT, 1, cut);
    await expect(trial.swap()).rejects.toThrow('cut');
  });

  test('after the swap was sent: nobody can tell', async () => {
    trial.at(SWAP, 1, () => ({ after: new TypeError('cut') }));
    const made = await trial.swap().catch((error: unknown) => error);
    expect(made).toMatchObject({
      rule: 'undecided',
      message: expect.stringContaining(trial.keeper.service.id('AWSCURRENT') ?? 'no version'),
    });
  });

  test.each([
    ['refused', () => ({ before: new InvalidParameterException(first) })],
    ['refused, as its version is gone', () => ({ before: new ResourceNotFoundException(first) })],
  ])('after the swap was %s is told as it is: nothing was made', async (_, fault) => {
    trial.at(SWAP, 1, fault);
    trial.at(READ, 2, cut);
    await expect(trial.swap()).rejects.toThrow('cut');
  });

  test('a swap that is denied is told as denied', async () => {
    trial.at(SWAP, 1, () => ({ before: denied }));
    await expect(trial.swap()).rejects.toBe(denied);
  });

  test('after a swap of which the list says that it was not made is told as it is', async () => {
    trial.at(SWAP, 1, () => ({ before: lost() }));
    trial.at(PUT, 2, cut);
    await expect(trial.swap()).rejects.toThrow('cut');
  });

  test('of a decision is told as it is, and nothing is written', async () => {
    const refusal = new Refusal({ rule: 'needs-consent', reason: 'some reason', next: 'some step' });
    await expect(trial.swap({ decide: () => Promise.reject(refusal) })).rejects.toBe(refusal);
    expect(trial.keeper.service.calls).toEqual([READ]);
  });

  test('after the time is up is told as it is, also where the swap was sent', async () => {
    const time = new AbortController();
    trial.at(SWAP, 1, () => {
      time.abort();
      return { after: new TypeError('cut') };
    });
    await expect(trial.swap({ signal: time.signal })).rejects.toThrow('cut');
  });
});
