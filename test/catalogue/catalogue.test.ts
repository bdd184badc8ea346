import {
  CATALOGUE,
  consequenceOf,
  hasValue,
  keyNamed,
  publicClientId,
  REQUIRED_KEYS,
} from '../../lib/catalogue/catalogue';
import type { CatalogueKey } from '../../lib/catalogue/catalogue-key';
import { daysSince, isDueForRotation } from '../../lib/catalogue/key-age';

const CLIENT_ID = 'STRAVA_CLIENT_ID';
const CLIENT_SECRET = 'STRAVA_CLIENT_SECRET';
const TOKEN = 'STRAVA_VERIFY_TOKEN';
const FLASK = 'FLASK_SECRET_KEY';
const GOOGLE = 'GOOGLE_APPLICATION_CREDENTIALS_JSON';
const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const TRIGGER = 'FEEDBACK_TRIGGER_SECRET';
const SETTINGS = [
  'AI_MODEL',
  'AI_TEMPERATURE',
  'AI_MAX_OUTPUT_TOKENS',
  'AI_THINKING_LEVEL',
  'WEBHOOK_DELAY_SECONDS',
  'STRAVA_REDIRECT_URI',
  TRIGGER,
];

const names = (which: (key: CatalogueKey) => boolean) => CATALOGUE.filter(which).map(({ name }) => name);

test.each<[string, (key: CatalogueKey) => boolean, readonly string[]]>([
  [
    'the app does not start without',
    ({ required }) => required,
    [CLIENT_ID, CLIENT_SECRET, TOKEN, FLASK, GOOGLE, GARMIN],
  ],
  ['do harm where they are known', ({ secret }) => secret, [CLIENT_SECRET, TOKEN, FLASK, GOOGLE, GARMIN, TRIGGER]],
  ['another service issues', ({ origin }) => origin === 'external', [CLIENT_ID, CLIENT_SECRET, GOOGLE]],
  ['the keeper draws', ({ origin }) => origin === 'generated', [TOKEN, FLASK, GARMIN]],
  ['follow from another', ({ origin }) => origin === 'derived', ['GCP_PROJECT_ID']],
  ['are the same everywhere', ({ origin }) => origin === 'fixed', ['GCP_LOCATION']],
  ['tune the running app', ({ origin }) => origin === 'runtime-setting', SETTINGS],
  ['two environments may share', ({ shareable }) => shareable, [TOKEN, 'GCP_LOCATION', ...SETTINGS]],
  [
    'are due for rotation after a year',
    ({ rotateAfterDays }) => rotateAfterDays === 365,
    [CLIENT_SECRET, TOKEN, FLASK, GOOGLE, GARMIN],
  ],
  [
    'never are',
    ({ rotateAfterDays }) => rotateAfterDays === undefined,
    [CLIENT_ID, 'GCP_PROJECT_ID', 'GCP_LOCATION', ...SETTINGS],
  ],
  [
    'are compared between environments by a digest',
    ({ isUnguessable }) => isUnguessable !== undefined,
    [CLIENT_SECRET, FLASK, GOOGLE, GARMIN],
  ],
])('the keys that %s', (_, which, expected) => {
  expect(names(which)).toEqual(expected);
});

test('the required keys are those that are marked so', () => {
  expect(REQUIRED_KEYS).toEqual(CATALOGUE.filter(({ required }) => required));
});

test('every key says in words what it is, where it comes from, which form it has, and what a change means', () => {
  const silent = CATALOGUE.filter(({ summary, source, format, consequence }) =>
    [summary, source, format, consequence].some((text) => !/[a-z]{3}/i.test(text)),
  );
  expect(silent).toEqual([]);
});

test('a key is found by its name and by nothing else', () => {
  expect(keyNamed(GARMIN)?.name).toBe(GARMIN);
  expect(['garmin_encryption_key', '', '__proto__'].map(keyNamed)).toEqual([undefined, undefined, undefined]);
});

test('what a change means is told, also of a member that the catalogue does not know', () => {
  expect(consequenceOf(GARMIN)).toContain('every Garmin password that another key encrypted is then unreadable');
  expect(consequenceOf('OTHER')).toBe('not in the catalogue');
});

test('absent, null and empty text are no value; everything else is one', () => {
  expect([undefined, null, ''].map(hasValue)).toEqual([false, false, false]);
  expect([0, false, ' ', [], {}].map(hasValue)).toEqual([true, true, true, true, true]);
});

test('only up to twelve digits are shown as a client id: anything else may be a secret in the wrong field', () => {
  expect(['1', '123456789012'].map(publicClientId)).toEqual(['1', '123456789012']);
  const others = ['', '1234567890123', 'a1', '1a', '1\n', 188207, undefined];
  expect(others.map(publicClientId)).toEqual(others.map(() => undefined));
});

describe('the age of a key', () => {
  const NOW = new Date('2026-06-01T00:00:00Z');

  test.each([
    ['2026-06-01T00:00:00Z', 0],
    ['2026-05-31T00:00:01Z', 0],
    ['2026-05-31T00:00:00Z', 1],
    ['2025-06-01T00:00:00Z', 365],
    ['2026-07-01T00:00:00Z', 0],
    ['once', undefined],
    ['', undefined],
  ])('made at “%s”: %p whole days', (madeAt, days) => {
    expect(daysSince(madeAt, NOW)).toBe(days);
  });

  test.each([
    [GARMIN, 365, true],
    [GARMIN, 364, false],
    [GARMIN, undefined, false],
    [CLIENT_ID, 10_000, false],
    ['OTHER', 10_000, false],
  ])('%s of %p days is due for rotation: %s', (name, days, due) => {
    expect(isDueForRotation(name, days)).toBe(due);
  });
});
