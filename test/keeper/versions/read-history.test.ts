import { DecryptionFailure, SecretsManagerServiceException } from '@aws-sdk/client-secrets-manager';
import { contentOf, readHistory } from '../../../lib/keeper/versions/read-history';
import { Keeper } from '../support/keeper';

const { signal } = new AbortController();
const METADATA = { $metadata: { httpStatusCode: 400, attempts: 1 }, message: '' };
const denied = new SecretsManagerServiceException({ ...METADATA, name: 'AccessDeniedException', $fault: 'client' });
let keeper: Keeper;

beforeEach(() => {
  keeper = new Keeper();
});

test('every version is read once, in the order of the list, ten at a time at the most', async () => {
  const ids = Array.from({ length: 21 }, (_, n) => keeper.service.put(`{"n":${n}}`));
  let [reading, most] = [0, 0];
  keeper.service.turn = async (operation) => {
    if (operation === 'GetSecretValue') {
      reading += 1;
      most = Math.max(most, reading);
      await new Promise(setImmediate);
      reading -= 1;
    }
  };
  const history = await readHistory(keeper.surroundings.store, [], signal);
  expect(history.map(({ versionId }) => versionId)).toEqual(ids);
  expect(most).toBe(10);
});

describe('a version that is listed', () => {
  const contentWith = (fault: Error | undefined) => {
    keeper.service.put('{}');
    keeper.service.fault = () => (fault === undefined ? undefined : { before: fault });
    return contentOf(keeper.surroundings.store, keeper.service.id('AWSCURRENT') ?? '', signal);
  };

  test.each([
    ['has a document', undefined, 'document'],
    ['may have held anything where it is denied', denied, 'unreadable'],
    ['may have held anything where its key does not open it', new DecryptionFailure(METADATA), 'unreadable'],
  ])('%s', async (_, fault, kind) => {
    expect(await contentWith(fault)).toMatchObject({ kind });
  });

  test('may have held anything where it is gone', async () => {
    expect(await contentOf(keeper.surroundings.store, 'gone', signal)).toEqual({ kind: 'unreadable' });
  });

  test('is not called unreadable for a fault of the service', async () => {
    const fault = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    await expect(contentWith(fault)).rejects.toBe(fault);
  });
});
