import type { KeyStatus, SecretStatus } from '../../lib/contract/operator-answer';
import { environmentNamed } from '../../lib/environments/rows';
import { checkKeys } from '../../lib/operator/doctor/check-keys';
import { renderText, withoutColour } from '../../lib/operator/rendering/render-text';
import { isComplete, keyReports, statusView } from '../../lib/operator/status-report';
import { aStatus } from './support/fake-context';

const MADE = '2025-01-01T00:00:00Z';

function flaskAt(now: string) {
  return keyReports(aStatus({}, MADE), new Date(now)).find(({ name }) => name === 'FLASK_SECRET_KEY');
}

test.each([
  ['2025-01-01T00:00:00Z', 0, false],
  ['2025-01-01T23:59:59Z', 0, false],
  ['2025-01-02T00:00:00Z', 1, false],
  ['2025-12-31T23:59:59Z', 364, false],
  ['2026-01-01T00:00:00Z', 365, true],
  ['2024-12-31T00:00:00Z', 0, false],
])('at %s the key is %i days old, due %s', (now, ageDays, dueForRotation) => {
  expect(flaskAt(now)).toMatchObject({ ageDays, dueForRotation });
});

test('a key without a record, or that is missing, has no age', () => {
  const [record] = aStatus({}, MADE).keys.flatMap((key) => key.record ?? []);
  const missing = { name: 'FLASK_SECRET_KEY', origin: 'generated', required: true, state: 'missing' as const };
  const status = aStatus({ keys: [...aStatus().keys.slice(0, 1), { ...missing, ...(record && { record }) }] });

  for (const key of keyReports(status, new Date('2030-01-01T00:00:00Z'))) {
    expect(key).not.toHaveProperty('ageDays');
    expect(key.dueForRotation).toBe(false);
  }
});

test.each([
  ['missing', true, false],
  ['malformed', true, false],
  ['present', true, true],
  ['malformed', false, true],
] as const)('a key that is %s and required %s: complete %s', (state, required, complete) => {
  expect(isComplete(aStatus({ keys: [{ name: 'X', origin: 'external', required, state }] }))).toBe(complete);
});

test('people see what to do next, and not the settings that nobody made', () => {
  const keys = [
    { name: 'STRAVA_CLIENT_SECRET', origin: 'external', required: true, state: 'missing' as const },
    { name: 'FLASK_SECRET_KEY', origin: 'generated', required: true, state: 'missing' as const },
    { name: 'AI_MODEL', origin: 'runtime-setting', required: false, state: 'missing' as const },
  ];
  const status = aStatus({ keys, droppedKeys: ['FLASK_SECRET_KEY'], unknownKeys: ['OLD_KEY'] });

  const text = renderText(statusView(status, new Date()), withoutColour);

  expect(text).toContain('incomplete     STRAVA_CLIENT_SECRET missing, FLASK_SECRET_KEY missing');
  expect(text).toContain('the last edit dropped FLASK_SECRET_KEY');
  expect(text).toContain('not in the catalogue, kept as they are: OLD_KEY');
  expect(text).toContain('next: npx kaizencoach-secrets recover staging');
  expect(text).not.toContain('AI_MODEL');
});

test.each<[string, Partial<KeyStatus>, Partial<SecretStatus>]>([
  ['a generated key is missing', { origin: 'generated' }, {}],
  ['a generated key is malformed', { origin: 'generated', state: 'malformed' }, {}],
  ['an external key is missing', {}, {}],
  ['an external key was dropped', {}, { droppedKeys: ['FLASK_SECRET_KEY'] }],
  ['an external key was broken', { state: 'malformed' }, { differInPrevious: ['FLASK_SECRET_KEY'] }],
  ['an external key was never good', { state: 'malformed' }, {}],
])('%s: status and doctor name the same command', (_, key, overrides) => {
  const base = { name: 'FLASK_SECRET_KEY', origin: 'external', required: true, state: 'missing' as const };
  const status = aStatus({ keys: [{ ...base, ...key }], ...overrides });

  const text = renderText(statusView(status, new Date()), withoutColour);
  const [finding] = checkKeys(status, environmentNamed('staging'), new Date()).filter(({ check }) =>
    check.includes('SECRET_KEY not found'),
  );

  expect(finding?.command).toMatch(/(recover|populate) staging$/);
  expect(text).toContain(`next: ${finding?.command}`);
});

test.each([
  ['malformed', 'npx kaizencoach-secrets recover staging --invalidate-garmin-passwords'],
  ['missing', 'npx kaizencoach-secrets recover staging'],
] as const)(
  'the Garmin key is %s, another was dropped: the one next command has the consent where it may need it',
  (state, next) => {
    const key = { origin: 'generated', required: true };
    const keys = [
      { ...key, name: 'FLASK_SECRET_KEY', state: 'missing' as const },
      { ...key, name: 'GARMIN_ENCRYPTION_KEY', state },
    ];
    const status = aStatus({ keys, droppedKeys: ['FLASK_SECRET_KEY'] });

    const text = renderText(statusView(status, new Date()), withoutColour);
    const commands = checkKeys(status, environmentNamed('staging'), new Date()).flatMap(({ command }) => command ?? []);

    expect(text.match(/next: .*/g)).toEqual([`next: ${next}`]);
    expect(new Set(commands.filter((command) => command.includes(' recover ')))).toEqual(new Set([next]));
  },
);

test('a secret without a value is seeded, since nothing can come back', () => {
  const key = { name: 'FLASK_SECRET_KEY', origin: 'generated', required: true, state: 'missing' as const };
  const text = renderText(statusView(aStatus({ keys: [key], versionId: null }), new Date()), withoutColour);

  expect(text).toContain('next: npx kaizencoach-secrets seed staging');
});

test.each([
  [true, true],
  [undefined, false],
])('a version before that cannot be read (%s) is told of: %s', (previousUnreadable, told) => {
  const text = renderText(statusView(aStatus({ previousUnreadable }), new Date()), withoutColour);

  expect(text.includes('(AWSPREVIOUS) cannot be read: what the last edit dropped is not known')).toBe(told);
});
