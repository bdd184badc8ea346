import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { CATALOGUE } from '../../lib/catalogue/catalogue';

const context = { gcpProject: 'kaizencoach-staging' };

function verdict(name: string, value: unknown): string {
  const key = CATALOGUE.find((candidate) => candidate.name === name);
  return key === undefined ? 'no such key' : key.validate(value, context).kind;
}

function privateKey(): string {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;
}

function keyFile(overrides: Record<string, unknown> = {}): string {
  return JSON.stringify({
    type: 'service_account',
    project_id: context.gcpProject,
    private_key: privateKey(),
    ...overrides,
  });
}

const hex = (digits: number) => randomBytes(digits / 2).toString('hex');

test('key names are unique', () => {
  const names = CATALOGUE.map((key) => key.name);
  expect(new Set(names).size).toBe(names.length);
});

test('exactly the generated keys have a generator', () => {
  expect(CATALOGUE.filter((key) => key.generate !== undefined).map((key) => key.origin)).toEqual(
    CATALOGUE.filter((key) => key.origin === 'generated').map((key) => key.origin),
  );
});

test.each([
  ['STRAVA_CLIENT_ID', '176694', 'valid'],
  ['STRAVA_CLIENT_ID', 176694, 'malformed'],
  ['STRAVA_CLIENT_ID', '17a', 'malformed'],
  ['STRAVA_CLIENT_ID', '176694\n', 'malformed'],
  ['STRAVA_CLIENT_SECRET', hex(40), 'valid'],
  ['STRAVA_CLIENT_SECRET', hex(38), 'weak'],
  ['STRAVA_CLIENT_SECRET', 'x'.repeat(40), 'malformed'],
  ['STRAVA_VERIFY_TOKEN', 'a phrase of my own that is long enough for this', 'valid'],
  ['STRAVA_VERIFY_TOKEN', 'short', 'weak'],
  ['STRAVA_VERIFY_TOKEN', 'two\nlines', 'malformed'],
  ['FLASK_SECRET_KEY', hex(64), 'valid'],
  ['FLASK_SECRET_KEY', hex(64).slice(1), 'weak'],
  ['FLASK_SECRET_KEY', '', 'malformed'],
  ['FLASK_SECRET_KEY', null, 'malformed'],
  ['GARMIN_ENCRYPTION_KEY', Buffer.alloc(32, 0xfb).toString('base64'), 'valid'],
  ['GARMIN_ENCRYPTION_KEY', `${Buffer.alloc(32, 0xfb).toString('base64url')}=`, 'valid'],
  ['GARMIN_ENCRYPTION_KEY', Buffer.alloc(32, 0xfb).toString('base64url'), 'weak'],
  ['GARMIN_ENCRYPTION_KEY', `${'A'.repeat(42)}B=`, 'valid'],
  ['GARMIN_ENCRYPTION_KEY', randomBytes(31).toString('base64'), 'malformed'],
  ['GARMIN_ENCRYPTION_KEY', randomBytes(33).toString('base64'), 'malformed'],
  ['GARMIN_ENCRYPTION_KEY', `+_${'A'.repeat(41)}=`, 'malformed'],
  ['GCP_PROJECT_ID', 'kaizencoach-staging', 'valid'],
  ['GCP_PROJECT_ID', 'kaizencoach-prod', 'malformed'],
  ['GCP_LOCATION', 'europe-west1', 'valid'],
  ['GCP_LOCATION', 'Europe', 'malformed'],
  ['AI_MODEL', 'gemini-flash', 'valid'],
  ['AI_MODEL', 'two words', 'malformed'],
  ['AI_TEMPERATURE', '0.7', 'valid'],
  ['AI_TEMPERATURE', 2, 'valid'],
  ['AI_TEMPERATURE', '2.1', 'malformed'],
  ['AI_TEMPERATURE', '', 'malformed'],
  ['AI_MAX_OUTPUT_TOKENS', '2048', 'valid'],
  ['AI_MAX_OUTPUT_TOKENS', '0', 'malformed'],
  ['AI_MAX_OUTPUT_TOKENS', '1.0', 'malformed'],
  ['AI_MAX_OUTPUT_TOKENS', 1.5, 'malformed'],
  ['AI_MAX_OUTPUT_TOKENS', '1.5', 'malformed'],
  ['AI_THINKING_LEVEL', 'HIGH', 'valid'],
  ['AI_THINKING_LEVEL', 'high', 'malformed'],
  ['WEBHOOK_DELAY_SECONDS', '0', 'valid'],
  ['WEBHOOK_DELAY_SECONDS', '-1', 'malformed'],
  ['STRAVA_REDIRECT_URI', 'https://staging.kaizencoach.training/callback', 'valid'],
  ['STRAVA_REDIRECT_URI', 'https://staging.kaizencoach.training/\u001b[31m', 'malformed'],
  ['STRAVA_REDIRECT_URI', 'https://staging.kaizencoach.training/\r', 'malformed'],
  ['STRAVA_REDIRECT_URI', 'https://staging.kaizencoach.training/\u202ecb', 'malformed'],
  ['STRAVA_REDIRECT_URI', 'https://kaizencoach.training@evil.example/cb', 'malformed'],
  ['STRAVA_REDIRECT_URI', 'https://:pw@evil.example/cb', 'malformed'],
  ['STRAVA_REDIRECT_URI', ' https://staging.kaizencoach.training/', 'malformed'],
  ['STRAVA_REDIRECT_URI', 'http://staging.kaizencoach.training/callback', 'malformed'],
  ['FEEDBACK_TRIGGER_SECRET', hex(32), 'valid'],
  ['FEEDBACK_TRIGGER_SECRET', hex(30), 'malformed'],
])('%s, value %#', (name, value, expected) => {
  expect(verdict(name, value)).toBe(expected);
});

describe('GOOGLE_APPLICATION_CREDENTIALS_JSON', () => {
  const judge = (value: unknown) => verdict('GOOGLE_APPLICATION_CREDENTIALS_JSON', value);

  test('takes a key file of this environment’s project on one line', () => {
    expect(judge(keyFile())).toBe('valid');
  });

  test.each([
    ['an object instead of a string', () => JSON.parse(keyFile())],
    ['text that is not JSON', () => 'key'],
    ['an array', () => '[]'],
    ['another type', () => keyFile({ type: 'authorized_user' })],
    ['another project', () => keyFile({ project_id: 'kaizencoach-prod' })],
    ['a private key whose line breaks were lost', () => keyFile({ private_key: privateKey().replaceAll('\n', ' ') })],
    ['no private key', () => keyFile({ private_key: undefined })],
    ['more than one line', () => JSON.stringify(JSON.parse(keyFile()), null, 2)],
  ])('refuses %s', (_, value) => {
    expect(judge(value())).toBe('malformed');
  });
});

test('no verdict repeats the value it judges', () => {
  const value = `canary ${randomBytes(20).toString('hex')}\n`;
  const said = CATALOGUE.map((key) => JSON.stringify(key.validate(value, context))).join();
  expect(said).not.toContain(value.slice(7, 20));
});
