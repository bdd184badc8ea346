import { ENVIRONMENTS } from '../../lib/environments/rows';
import { environmentGiven, keyGiven, suggest } from '../../lib/operator/names';

test.each([
  ['STRAVA_CLIENTID', 'STRAVA_CLIENT_ID'],
  ['strava-client-secret', 'STRAVA_CLIENT_SECRET'],
  ['FLASK_KEY', undefined],
  ['x', undefined],
])('%s is taken for %s', (typed, meant) => {
  expect(suggest(typed, ['STRAVA_CLIENT_ID', 'STRAVA_CLIENT_SECRET', 'FLASK_SECRET_KEY'])).toBe(meant);
});

test('an unknown key: suggests the near one, lists the others and does not repeat what was typed', () => {
  expect(() => keyGiven('FLASK_SECRETKEY')).toThrow(
    expect.objectContaining({
      exitCode: 2,
      rule: 'unknown-key',
      message: 'there is no key of that name (length 15); did you mean FLASK_SECRET_KEY?',
      next: expect.stringContaining('GARMIN_ENCRYPTION_KEY'),
    }),
  );
});

test('an unknown environment: lists the known ones', () => {
  expect(() => environmentGiven('prod')).toThrow(
    expect.objectContaining({
      exitCode: 2,
      message: 'there is no environment of that name (length 4)',
      next: `known environments: ${ENVIRONMENTS.map(({ name }) => name).join(', ')}`,
    }),
  );
});
