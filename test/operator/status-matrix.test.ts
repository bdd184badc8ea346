import type { KeyStatus } from '../../lib/contract/operator-answer';
import { renderText, withoutColour } from '../../lib/operator/rendering/render-text';
import { run } from '../../lib/operator/run';
import { type Asked, matrixView } from '../../lib/operator/status-matrix';
import { aCompleteStatus, aStatus, fakeContext } from './support/fake-context';

const NOW = new Date('2026-06-01T00:00:00Z');

function key(name: string, state: KeyStatus['state'], madeAt?: string): KeyStatus {
  const record =
    madeAt === undefined ? {} : { record: { madeAt, operation: 'seed', how: 'generated' as const, versionId: 'v' } };
  return { name, origin: 'generated', required: true, state, ...record };
}

const ASKED: readonly Asked[] = [
  {
    environment: 'production',
    status: aStatus({
      keys: [key('FLASK_SECRET_KEY', 'present', '2025-01-01T00:00:00Z'), key('STRAVA_CLIENT_ID', 'present')],
    }),
  },
  {
    environment: 'staging',
    status: aStatus({ keys: [key('FLASK_SECRET_KEY', 'missing'), key('STRAVA_CLIENT_ID', 'present')] }),
  },
  {
    environment: 'mark',
    status: aStatus({ keys: [key('FLASK_SECRET_KEY', 'malformed'), key('STRAVA_CLIENT_ID', 'present')] }),
  },
  { environment: 'dom', status: undefined },
];
const SHARED = [{ key: 'STRAVA_CLIENT_ID', environments: ['staging', 'mark'], verdict: 'warning' as const }];

const shown = (columns?: number) => renderText(matrixView(ASKED, SHARED, NOW), withoutColour, columns);

test('wide: one row for each key, one column for each environment, in words', () => {
  const lines = shown().split('\n');

  expect(lines[0]).toMatch(/^key +production +staging +mark +dom$/);
  expect(lines[3]).toMatch(/^FLASK_SECRET_KEY +516 d, due +missing +malformed +not asked$/);
  expect(lines[2]).toMatch(/^STRAVA_CLIENT_ID +present +present, shared a +present, shared a +not asked$/);
});

test('narrow: the same in signs, with their meaning', () => {
  const lines = shown(60).split('\n');

  expect(lines[3]).toMatch(/^FLASK_SECRET_KEY +516! +- +x +\?$/);
  expect(lines[2]).toMatch(/^STRAVA_CLIENT_ID +ok +ok a +ok a +\?$/);
  expect(shown(60)).toContain('! due for rotation');
});

test('the keys of all environments fit on a terminal of 80 columns', () => {
  const asked = ['production', 'staging', 'mark', 'shane', 'dom'].map((environment) => ({
    environment,
    status: aCompleteStatus(),
  }));
  const text = renderText(matrixView(asked, [], new Date('2027-06-01T00:00:00Z')), withoutColour, 80);

  expect(text).toMatch(/^GOOGLE_APPLICATION_CREDENTIALS_JSON +396! +396! +396! +396! +396!$/m);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('status --all asks for the digests too, under one nonce; as JSON it does not', async () => {
  const nonces: string[] = [];
  const keeper = {
    status: async () => aCompleteStatus(),
    fingerprints: async (nonce: string) => {
      nonces.push(nonce);
      return { environment: 'x', digests: { FLASK_SECRET_KEY: 'd' }, tooWeak: [], unusableClientId: false };
    },
  };
  const context = fakeContext({ keepers: { staging: keeper, mark: keeper } });

  await run(['status', '--all'], context);
  expect(context.stdout.text).toMatch(/FLASK_SECRET_KEY.* shared a .* shared a/);
  expect(new Set(nonces).size).toBe(1);
  expect(nonces).toHaveLength(2);

  await run(['status', '--all', '--json'], context);
  expect(nonces).toHaveLength(2);
});
