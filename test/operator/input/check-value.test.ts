import { randomBytes } from 'node:crypto';
import { environmentNamed } from '../../../lib/environments/rows';
import { isSecret, ruleBrokenBy } from '../../../lib/operator/input/check-value';
import { looksLikePlaceholder } from '../../../lib/operator/input/placeholder';
import { keyGiven } from '../../../lib/operator/names';

const staging = environmentNamed('staging');

test.each([
  ['', 'empty'],
  [' \n', 'empty'],
  [' abc', 'white-space'],
  ['abc\n', 'white-space'],
  ['your_strava_app_client_secret', 'placeholder'],
  ['REPLACE_ME: 40 hexadecimal digits', 'placeholder'],
  ['<client secret>', 'placeholder'],
  [['$', '{STRAVA_CLIENT_SECRET}'].join(''), 'placeholder'],
  ['changeme', 'placeholder'],
  ['abc123def456...', 'placeholder'],
  ['abc…', 'placeholder'],
  ['xxxxxxxx', 'placeholder'],
  ['random_40_char_token_you_generated', 'placeholder'],
  ['base64_encoded_32_byte_key', 'placeholder'],
  [['a1b2c3d4e5f67890', '12345678901234567890abcd'].join(''), 'placeholder'],
  ['not hexadecimal', 'malformed'],
])('%j as a client secret breaks the rule %s', (value, rule) => {
  const found = ruleBrokenBy(keyGiven('STRAVA_CLIENT_SECRET'), value, staging);

  expect(found?.name).toBe(rule);
  expect(found?.text).toContain(`(length ${value.length})`);
  expect(value.length < 5 || !found?.text.includes(value)).toBe(true);
});

test('a real value breaks no rule', () => {
  expect(ruleBrokenBy(keyGiven('STRAVA_CLIENT_SECRET'), randomBytes(20).toString('hex'), staging)).toBeUndefined();
});

test.each([
  ['STRAVA_CLIENT_ID', '188207', false],
  ['STRAVA_CLIENT_ID', 'pasted-into-the-wrong-field', true],
  ['FLASK_SECRET_KEY', 'x', true],
  ['FEEDBACK_TRIGGER_SECRET', 'x', true],
  ['GOOGLE_APPLICATION_CREDENTIALS_JSON', 'x', true],
  ['AI_MODEL', 'x', false],
  ['NOT_IN_THE_CATALOGUE', 'x', true],
  // What every output names anyway.
  ['FLASK_ENV', 'production', false],
  ['APP_HOST', 'staging.kaizencoach.training', false],
  ['PRODUCTION', 'production1', true],
  ['FLASK_SECRET_KEY', 'production', true],
])('%s = %s: secret %s', (name, value, secret) => {
  expect(isSecret(name, value)).toBe(secret);
});

test.each([' <client secret>\n', '  changeme  ', ` ${['a1b2c3d4e5f67890', '12345678901234567890abcd'].join('')}\n`])(
  'white space around it makes no value of a placeholder: %j',
  (value) => {
    expect(looksLikePlaceholder(value)).toBe(true);
  },
);
