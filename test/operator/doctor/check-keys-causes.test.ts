import type { KeyStatus, SecretStatus } from '../../../lib/contract/operator-answer';
import { environmentNamed } from '../../../lib/environments/rows';
import { checkKeys, remedyFor } from '../../../lib/operator/doctor/check-keys';
import { aCompleteStatus, aStatus } from '../support/fake-context';

const NOW = new Date('2026-06-01T00:00:00Z');
const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const GOOGLE = 'GOOGLE_APPLICATION_CREDENTIALS_JSON';

function findings(overrides: Partial<SecretStatus>) {
  return checkKeys(aStatus(overrides), environmentNamed('staging'), NOW);
}

function key(name: string, overrides: Partial<KeyStatus> = {}): KeyStatus {
  return { name, origin: 'external', required: true, state: 'present', ...overrides };
}

/** Made a year and a day before now. */
const OLD = { madeAt: '2025-05-31T00:00:00Z', operation: 'seed', how: 'generated' as const, versionId: 'v' };

test('every symptom of the guide is looked at, under its name there', () => {
  const found = checkKeys(aCompleteStatus(), environmentNamed('staging'), NOW);

  expect(found.map(({ check, verdict }) => `${verdict}: ${check}`)).toEqual([
    'ok: “SECRET_KEY not found”: the keys',
    'ok: keys that a console edit dropped',
    'ok: “Error decrypting Garmin password”: the Garmin key',
    'ok: “Could not load default credentials”, 403 from Vertex AI: the Google key file',
    'ok: age of the keys',
    'ok: when a backup of the secret was last handed out',
  ]);
});

test.each<[string, Partial<SecretStatus>, string]>([
  ['missing', { keys: [key('X', { state: 'missing' })] }, 'X is missing'],
  [
    'malformed',
    { keys: [key('X', { state: 'malformed', rule: 'must have 44 characters' })] },
    'X is malformed: it must have 44 characters',
  ],
  ['dropped', { droppedKeys: ['X'] }, 'the last edit dropped X; the version before has it'],
  ['dropped with another', { droppedKeys: ['X', 'Y'] }, 'the last edit dropped X, Y; the version before has them'],
  ['Google’s, missing', { keys: [key(GOOGLE, { state: 'missing' })] }, 'it is missing'],
  ['Google’s, unknown', { keys: [] }, 'it is missing'],
  ['Google’s, malformed', { keys: [key(GOOGLE, { state: 'malformed', rule: 'must be JSON' })] }, 'it must be JSON'],
  ['Google’s, malformed in an unknown way', { keys: [key(GOOGLE, { state: 'malformed' })] }, 'it is malformed'],
  ['too old', { keys: [key('FLASK_SECRET_KEY', { record: OLD })] }, 'FLASK_SECRET_KEY is 366 days old'],
])('a key that is %s: %#', (_, overrides, cause) => {
  expect(findings(overrides).map((found) => found.cause)).toContain(cause);
});

test('a keeper that does not know two keys of the catalogue is older: each is named', () => {
  const keys = aCompleteStatus().keys.filter(({ name }) => name !== 'AI_MODEL' && name !== 'AI_TEMPERATURE');

  expect(findings({ keys })[0]).toMatchObject({
    check: 'age of the keeper',
    verdict: 'warning',
    cause: expect.stringContaining('it does not know AI_MODEL, AI_TEMPERATURE'),
  });
});

test.each(['rollback', 'restore'])(
  'a Garmin key that came back by %s stays, whatever the version before has',
  (operation) => {
    const garmin = key(GARMIN, { record: { ...OLD, operation } });

    expect(
      findings({ keys: [garmin], differInPrevious: [GARMIN] }).find(({ check }) => check.includes('Garmin')),
    ).toMatchObject({
      verdict: 'warning',
      next: 'users whose Garmin connection fails re-authenticate; leave the key as it is',
    });
  },
);

test('a Garmin key that somebody replaced without the keeper is told, where the version before has another', () => {
  const garmin = key(GARMIN, { record: { ...OLD, operation: 'found' } });
  const judged = (differInPrevious: readonly string[]) =>
    findings({ keys: [garmin], differInPrevious: [...differInPrevious] }).find(({ check }) => check.includes('Garmin'));

  expect(judged([GARMIN])).toMatchObject({
    verdict: 'warning',
    cause: expect.stringMatching(/^the key was replaced without the keeper at 2025-05-31T00:00:00Z/),
    next: `if that was a mistake and nothing was stored since: npx kaizencoach-secrets rollback staging ${GARMIN}`,
  });
  // An adopted secret's, which nobody is known to have changed. It may have been another for a while in between.
  expect(judged([])).toMatchObject({ verdict: 'ok', cause: 'the key is the one of 2025-05-31T00:00:00Z (found)' });
});

test('the Garmin key is judged by its own record', () => {
  const keys = [key('X', { record: { ...OLD, operation: 'rotate' } }), key(GARMIN, { record: OLD })];

  expect(findings({ keys }).find(({ check }) => check.includes('Garmin'))?.verdict).toBe('ok');
});

test.each<[string, KeyStatus[], string]>([
  [
    'generated ones by rotate',
    [
      key('FLASK_SECRET_KEY', { origin: 'generated', record: OLD }),
      key('STRAVA_VERIFY_TOKEN', { origin: 'generated', record: OLD }),
    ],
    'rotate staging FLASK_SECRET_KEY STRAVA_VERIFY_TOKEN',
  ],
  ['external ones by populate', [key('STRAVA_CLIENT_SECRET', { record: OLD })], 'populate staging'],
  [
    'of both, those that are generated first',
    [key('STRAVA_CLIENT_SECRET', { record: OLD }), key('FLASK_SECRET_KEY', { origin: 'generated', record: OLD })],
    'rotate staging FLASK_SECRET_KEY',
  ],
])('keys that are due are replaced, %s', (_, keys, command) => {
  expect(findings({ keys }).find(({ check }) => check === 'age of the keys')).toMatchObject({
    verdict: 'warning',
    next: `npx kaizencoach-secrets ${command}`,
  });
});

test.each<[string, KeyStatus[], string]>([
  ['alone', [], `leave ${GARMIN} until its users know that they must re-authenticate; docs/runbook.md says how`],
  [
    'beside a generated one',
    [key('FLASK_SECRET_KEY', { origin: 'generated', record: OLD })],
    'npx kaizencoach-secrets rotate staging FLASK_SECRET_KEY',
  ],
  ['beside a brought one', [key('STRAVA_CLIENT_SECRET', { record: OLD })], 'npx kaizencoach-secrets populate staging'],
])('a Garmin key that is due is told, and not rotated in passing: %s', (_, others, next) => {
  const keys = [...others, key(GARMIN, { origin: 'generated', record: OLD })];

  expect(findings({ keys }).find(({ check }) => check === 'age of the keys')).toMatchObject({
    verdict: 'warning',
    cause: expect.stringContaining(`${GARMIN} is 366 days old`),
    next,
  });
});

test.each<[string, Partial<SecretStatus>, string]>([
  ['is brought', {}, 'populate'],
  ['was dropped comes back', { droppedKeys: [GOOGLE] }, 'recover'],
  ['was good in the version before comes back', { differInPrevious: [GOOGLE] }, 'recover'],
])('a key that the keeper does not list and that %s', (_, overrides, command) => {
  expect(remedyFor(GOOGLE, aStatus({ keys: [], ...overrides }))).toEqual({
    run: `npx kaizencoach-secrets ${command} staging`,
  });
});
