import { type Compared, sharedKeys } from '../../../lib/operator/compare/shared-keys';

function compared(
  name: string,
  tier: Compared['environment']['tier'],
  digests: Record<string, string>,
  id?: string,
): Compared {
  const fingerprints = {
    environment: name,
    digests,
    tooWeak: [],
    unusableClientId: false,
    ...(id === undefined ? {} : { stravaClientId: id }),
  };
  return { environment: { name, tier }, fingerprints };
}

test('different values are not shared', () => {
  expect(sharedKeys([compared('a', 'production', { X: '1' }, '5'), compared('b', 'staging', { X: '2' }, '6')])).toEqual(
    [],
  );
});

test('the same digest under another key is not shared', () => {
  expect(sharedKeys([compared('a', 'demo', { X: '1' }), compared('b', 'demo', { Y: '1' })])).toEqual([]);
});

test.each([
  ['production', 'staging', 'refused'],
  ['demo', 'production', 'refused'],
  ['staging', 'demo', 'warning'],
  ['demo', 'demo', 'warning'],
] as const)('%s and %s: %s', (one, other, verdict) => {
  expect(sharedKeys([compared('a', one, { X: '1' }), compared('b', other, { X: '1' })])).toEqual([
    { key: 'X', environments: ['a', 'b'], verdict },
  ]);
});

test('each group of environments with the same Strava app is named', () => {
  const found = sharedKeys([
    compared('a', 'demo', {}, '1'),
    compared('b', 'demo', {}, '2'),
    compared('c', 'demo', {}, '1'),
    compared('d', 'demo', {}, '2'),
    compared('e', 'demo', {}),
  ]);

  expect(found.map(({ environments }) => environments)).toEqual([
    ['a', 'c'],
    ['b', 'd'],
  ]);
});
