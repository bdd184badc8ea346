import type { KeyStatus, SecretStatus } from '../../../lib/contract/operator-answer';
import { environmentNamed } from '../../../lib/environments/rows';
import { checkKeys } from '../../../lib/operator/doctor/check-keys';
import { aStatus } from '../support/fake-context';

const NOW = new Date('2026-06-01T00:00:00Z');

function key(name: string, overrides: Partial<KeyStatus> = {}): KeyStatus {
  return { name, origin: 'generated', required: true, state: 'present', ...overrides };
}

function record(operation: string, madeAt = '2026-05-01T00:00:00Z'): Pick<KeyStatus, 'record'> {
  return { record: { operation, madeAt, how: 'generated', versionId: 'v1' } };
}

const GOOGLE = key('GOOGLE_APPLICATION_CREDENTIALS_JSON', { origin: 'external' });
const GARMIN = 'GARMIN_ENCRYPTION_KEY';

function found(overrides: Partial<SecretStatus>): Record<string, string> {
  const findings = checkKeys(aStatus(overrides), environmentNamed('staging'), NOW);
  return Object.fromEntries(findings.map(({ check, verdict, next }) => [check, `${verdict} → ${next ?? ''}`]));
}

test.each<[string, Partial<SecretStatus>, RegExp, string]>([
  ['no value yet', { versionId: null }, /SECRET_KEY not found/, 'problem → npx kaizencoach-secrets populate staging'],
  [
    'a generated key is missing',
    { keys: [key('FLASK_SECRET_KEY', { state: 'missing' })] },
    /SECRET_KEY not found/,
    'problem → npx kaizencoach-secrets recover staging',
  ],
  [
    'a generated key is malformed',
    { keys: [key('FLASK_SECRET_KEY', { state: 'malformed', rule: 'x' })] },
    /SECRET_KEY not found/,
    'problem → npx kaizencoach-secrets recover staging',
  ],
  [
    'an external key is missing',
    { keys: [key('STRAVA_CLIENT_SECRET', { origin: 'external', state: 'missing' })] },
    /SECRET_KEY not found/,
    'problem → npx kaizencoach-secrets populate staging',
  ],
  [
    'an external key was dropped',
    {
      keys: [key('STRAVA_CLIENT_SECRET', { origin: 'external', state: 'missing' })],
      droppedKeys: ['STRAVA_CLIENT_SECRET'],
    },
    /SECRET_KEY not found/,
    'problem → npx kaizencoach-secrets recover staging',
  ],
  [
    'an external key is malformed, and the version before has a good one',
    {
      keys: [key('STRAVA_CLIENT_SECRET', { origin: 'external', state: 'malformed' })],
      differInPrevious: ['STRAVA_CLIENT_SECRET'],
    },
    /SECRET_KEY not found/,
    'problem → npx kaizencoach-secrets recover staging',
  ],
  ['nothing is missing', { keys: [GOOGLE] }, /SECRET_KEY not found/, 'ok → '],
  ['a key was dropped', { droppedKeys: [GARMIN] }, /dropped/, 'problem → npx kaizencoach-secrets recover staging'],
  ['no key was dropped', {}, /dropped/, 'ok → '],
  [
    'the version before cannot be read',
    { previousUnreadable: true },
    /dropped/,
    'not checked → npx kaizencoach-secrets history staging',
  ],
  [
    'the Garmin key was rotated, and the version before cannot be read',
    { keys: [key(GARMIN, record('rotate'))], previousUnreadable: true },
    /Garmin/,
    'warning → users whose Garmin connection fails re-authenticate; leave the key as it is (the version before, which may have the earlier one, cannot be read)',
  ],
  ['the Garmin key was seeded', { keys: [key(GARMIN, record('seed'))] }, /Garmin/, 'ok → '],
  ['the Garmin key was found', { keys: [key(GARMIN, record('found'))] }, /Garmin/, 'ok → '],
  [
    'the Garmin key was rotated',
    { keys: [key(GARMIN, record('rotate'))], differInPrevious: [GARMIN] },
    /Garmin/,
    `warning → if that was a mistake and nothing was stored since: npx kaizencoach-secrets rollback staging ${GARMIN}`,
  ],
  [
    'the Garmin key was rotated, and two writes came since',
    { keys: [key(GARMIN, record('rotate'))] },
    /Garmin/,
    'warning → users whose Garmin connection fails re-authenticate; leave the key as it is',
  ],
  [
    'the Garmin key was brought, and the version before had another one',
    { keys: [key(GARMIN, record('populate'))], differInPrevious: [GARMIN] },
    /Garmin/,
    `warning → if that was a mistake and nothing was stored since: npx kaizencoach-secrets rollback staging ${GARMIN}`,
  ],
  [
    'the Garmin key was brought to a secret that had none',
    { keys: [key(GARMIN, record('populate'))] },
    /Garmin/,
    'warning → users whose Garmin connection fails re-authenticate; leave the key as it is',
  ],
  [
    'the Garmin key has no record',
    { keys: [key(GARMIN)] },
    /Garmin/,
    'not checked → npx kaizencoach-secrets seed staging',
  ],
  ['the Garmin key is missing', { keys: [key(GARMIN, { state: 'missing' })] }, /Garmin/, 'not checked → '],
  ['the Google key is well formed', { keys: [GOOGLE] }, /default credentials/, 'ok → '],
  [
    'the Google key is malformed',
    { keys: [{ ...GOOGLE, state: 'malformed', rule: 'x' }] },
    /default credentials/,
    'problem → npx kaizencoach-secrets populate staging',
  ],
  [
    'the Google key is missing',
    { keys: [] },
    /default credentials/,
    'problem → npx kaizencoach-secrets populate staging',
  ],
  [
    'a key is old',
    { keys: [key('FLASK_SECRET_KEY', record('seed', '2025-06-01T00:00:00Z'))] },
    /age of the keys/,
    'warning → npx kaizencoach-secrets rotate staging FLASK_SECRET_KEY',
  ],
  ['no key is old', {}, /age of the keys/, 'ok → '],
])('%s', (_, overrides, check, expected) => {
  const [name = ''] = Object.keys(found(overrides)).filter((candidate) => check.test(candidate));

  expect(found(overrides)[name]).toBe(expected);
});

test('of a Garmin key that was brought nobody knows whether it replaced another', () => {
  const garmin = { keys: [key(GARMIN, record('populate'))] };
  const causes = checkKeys(aStatus(garmin), environmentNamed('staging'), NOW).map(({ cause }) => cause);

  expect(causes).toContain(
    'the key came from outside at 2026-05-01T00:00:00Z (populate): passwords stored under another key cannot be read',
  );
});
