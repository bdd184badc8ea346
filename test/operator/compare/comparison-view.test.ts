import { comparisonResult } from '../../../lib/operator/compare/comparison-view';
import type { Compared } from '../../../lib/operator/compare/shared-keys';
import { renderText, withoutColour } from '../../../lib/operator/rendering/render-text';

function compared(
  name: string,
  tier: Compared['environment']['tier'],
  digest: string,
  tooWeak: string[] = [],
): Compared {
  return {
    environment: { name, tier },
    fingerprints: { environment: name, digests: { FLASK_SECRET_KEY: digest }, tooWeak, unusableClientId: false },
  };
}

const DOM = { environment: 'dom', tier: 'demo', rule: 'no-keeper', reason: 'there is no keeper' } as const;
const UNREACHABLE = [DOM];

test.each([
  ['nothing shared', [compared('a', 'production', '1'), compared('b', 'staging', '2')], false],
  ['shared with production', [compared('a', 'production', '1'), compared('b', 'staging', '1')], true],
  ['shared by demos', [compared('a', 'demo', '1'), compared('b', 'staging', '1')], false],
  ['only one answered', [compared('a', 'production', '1')], true],
  ['nobody answered', [], true],
])('%s: failed %s', (_, environments, failed) => {
  expect(comparisonResult(environments, UNREACHABLE).failed).toBe(failed);
});

test('people see what is shared, what was not checked, and no digest', () => {
  const environments = [
    compared('a', 'production', 'd1g3st'),
    compared('b', 'demo', 'd1g3st', ['STRAVA_CLIENT_SECRET']),
  ];
  const { view, data } = comparisonResult(environments, UNREACHABLE);
  const text = renderText(view, withoutColour);

  expect(text).toContain('compared: a, b\nshared values were found');
  expect(text).toMatch(/FLASK_SECRET_KEY +a, b +must not be shared/);
  expect(text).toMatch(/dom +no-keeper/);
  expect(text).toMatch(/b STRAVA_CLIENT_SECRET +weak or malformed/);
  expect(text + JSON.stringify(data)).not.toContain('d1g3st');
});

test('programs get the names of what was compared, shared, too weak and not checked', () => {
  const environments = [compared('a', 'staging', '1'), compared('b', 'demo', '1', ['STRAVA_CLIENT_SECRET'])];

  expect(comparisonResult(environments, UNREACHABLE).data).toEqual({
    compared: ['a', 'b'],
    shared: [{ key: 'FLASK_SECRET_KEY', environments: ['a', 'b'], verdict: 'warning' }],
    tooWeak: [{ environment: 'b', key: 'STRAVA_CLIENT_SECRET' }],
    unusableClientIds: [],
    notChecked: UNREACHABLE,
  });
});

test.each([
  ['production', 'bad', 'must not be shared: give each environment its own'],
  ['demo', 'warning', 'warning: staging and demos may share it, if you mean to'],
] as const)('a value shared with %s is told as %s, in the summary and in its row', (tier, tone, verdict) => {
  const { view } = comparisonResult([compared('a', tier, '1'), compared('b', 'staging', '1')], []);

  expect(view).toEqual([
    { kind: 'lines', lines: ['compared: a, b', { tone, text: 'shared values were found' }] },
    expect.objectContaining({ rows: [['FLASK_SECRET_KEY', 'a, b', { tone, text: verdict }]] }),
  ]);
});

test('one value that is shared with production makes the summary bad, whatever others are shared', () => {
  const environments = [
    compared('a', 'demo', '1'),
    compared('b', 'demo', '1'),
    compared('c', 'production', '2'),
    compared('d', 'demo', '2'),
  ];
  const { view, failed } = comparisonResult(environments, []);

  expect(failed).toBe(true);
  expect(view[0]).toMatchObject({ lines: ['compared: a, b, c, d', { tone: 'bad' }] });
});

test.each([
  ['bad', [compared('a', 'demo', '1')]],
  ['good', [compared('a', 'demo', '1'), compared('b', 'demo', '2')]],
])('where nothing is shared the summary is %s, as many as answered', (tone, environments) => {
  expect(comparisonResult(environments, []).view[0]).toMatchObject({ lines: [expect.anything(), { tone }] });
});

test('where nothing is shared that is all that is said', () => {
  expect(
    renderText(comparisonResult([compared('a', 'demo', '1'), compared('b', 'demo', '2')], []).view, withoutColour),
  ).toBe('compared: a, b\nno shared value was found\n');
  expect(renderText(comparisonResult([], []).view, withoutColour)).toContain('compared: none');
});

const TWO = [compared('a', 'staging', '1'), compared('b', 'demo', '2')] as const;

test.each([
  ['production did not answer', TWO, [{ ...DOM, tier: 'production' } as const], true],
  ['a demo did not answer', TWO, UNREACHABLE, false],
  ['a key was too weak', [TWO[0], compared('b', 'demo', '2', ['STRAVA_CLIENT_SECRET'])], [], false],
])('where %s nobody knows that nothing is shared', (_, environments, notChecked, failed) => {
  const found = comparisonResult(environments, notChecked);

  expect(found.failed).toBe(failed);
  expect(found.view[0]).toMatchObject({ lines: [expect.anything(), { tone: 'warning' }] });
  expect(renderText(found.view, withoutColour)).not.toContain('no shared value');
});

test('one that answered is nothing to compare', () => {
  expect(renderText(comparisonResult([compared('a', 'demo', '1')], []).view, withoutColour)).toContain(
    'fewer than two environments answered, so nothing could be compared',
  );
});

test.each([
  ['production', true],
  ['demo', false],
] as const)('a client id of %s that is none was not compared, and is named: failed %s', (tier, failed) => {
  const one = compared('a', tier, '1');
  const unusable = { ...one, fingerprints: { ...one.fingerprints, unusableClientId: true } };
  const { view, data, failed: found } = comparisonResult([unusable, compared('b', 'staging', '2')], []);
  const text = renderText(view, withoutColour);

  expect(found).toBe(failed);
  expect(text).toMatch(/a STRAVA_CLIENT_ID +malformed/);
  expect(text).not.toContain('no shared value');
  expect(data).toMatchObject({ unusableClientIds: ['a'] });
});
