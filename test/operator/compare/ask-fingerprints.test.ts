import { ENVIRONMENTS } from '../../../lib/environments/rows';
import { askFingerprints } from '../../../lib/operator/compare/ask-fingerprints';
import { OperatorError } from '../../../lib/operator/operator-error';
import { fakeContext } from '../support/fake-context';

/** Keepers of staging and mark, and the nonces that they were given. */
function keepers() {
  const nonces: string[] = [];
  const keeper = (environment: string) => ({
    fingerprints: async (nonce: string) => {
      nonces.push(nonce);
      return { environment, digests: { X: environment }, tooWeak: [], unusableClientId: false };
    },
  });
  return { nonces, keepers: { staging: keeper('staging'), mark: keeper('mark') } };
}

test('each keeper that answers is compared; each that does not is named, with the reason', async () => {
  const { compared, unreachable } = await askFingerprints(fakeContext(keepers()));

  expect(compared.map(({ environment, fingerprints }) => [environment.name, fingerprints])).toEqual([
    ['staging', { environment: 'staging', digests: { X: 'staging' }, tooWeak: [], unusableClientId: false }],
    ['mark', { environment: 'mark', digests: { X: 'mark' }, tooWeak: [], unusableClientId: false }],
  ]);
  expect(unreachable).toEqual(
    ENVIRONMENTS.filter(({ name }) => !['staging', 'mark'].includes(name)).map(({ name, tier }) => ({
      environment: name,
      tier,
      rule: 'no-keeper',
      reason: 'there is no keeper',
    })),
  );
});

test('a keeper that refuses is not checked, by the rule that it names', async () => {
  const refuses = async () => {
    throw new OperatorError({ rule: 'not-an-object', reason: 'the value is no object', next: 'x' });
  };
  const { unreachable } = await askFingerprints(fakeContext({ keepers: { staging: { fingerprints: refuses } } }));

  expect(unreachable).toContainEqual({
    environment: 'staging',
    tier: 'staging',
    rule: 'not-an-object',
    reason: 'the value is no object',
  });
});

test('all are asked under one nonce of 32 bytes, and no two runs under the same', async () => {
  const { nonces, ...options } = keepers();
  await askFingerprints(fakeContext(options));
  await askFingerprints(fakeContext(options));

  expect(nonces).toEqual([nonces[0], nonces[0], nonces[2], nonces[2]]);
  expect(new Set(nonces).size).toBe(2);
  expect(nonces.filter((nonce) => !/^[0-9a-f]{64}$/.test(nonce))).toEqual([]);
});

test('a fault of this program is not taken for a keeper that does not answer', async () => {
  const faulty = () => Promise.reject(new TypeError('a fault of this program'));

  await expect(askFingerprints(fakeContext({ keepers: { staging: { fingerprints: faulty } } }))).rejects.toThrow(
    'a fault of this program',
  );
});
