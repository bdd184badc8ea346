import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { CATALOGUE, keyNamed } from '../../lib/catalogue/catalogue';

const context = { gcpProject: 'kaizencoach-staging' };

function verdict(name: string, value: unknown): string {
  return keyNamed(name)?.validate(value, context).kind ?? 'no such key';
}

const PEM = '"private_key" must be a PEM private key with its line breaks';

function keyPair() {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

const privateKey = () => keyPair().privateKey;
const publicKey = () => keyPair().publicKey;

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

const VALUES: readonly (readonly [key: string, value: unknown, verdict: string])[] = [
  ['STRAVA_CLIENT_ID', '176694', 'valid'],
  ['STRAVA_CLIENT_ID', 176694, 'malformed'],
  ['STRAVA_CLIENT_ID', '17a', 'malformed'],
  ['STRAVA_CLIENT_ID', '176694\n', 'malformed'],
  ['STRAVA_CLIENT_ID', 'a17', 'malformed'],
  ['STRAVA_CLIENT_ID', '', 'malformed'],
  ['STRAVA_CLIENT_SECRET', hex(40), 'valid'],
  ['STRAVA_CLIENT_SECRET', hex(38), 'weak'],
  ['STRAVA_CLIENT_SECRET', hex(42), 'weak'],
  ['STRAVA_CLIENT_SECRET', hex(40).toUpperCase(), 'valid'],
  ['STRAVA_CLIENT_SECRET', 'x'.repeat(40), 'malformed'],
  ['STRAVA_CLIENT_SECRET', `x${hex(40)}`, 'malformed'],
  ['STRAVA_CLIENT_SECRET', `${hex(40)}x`, 'malformed'],
  ['STRAVA_CLIENT_SECRET', 5, 'malformed'],
  ['STRAVA_VERIFY_TOKEN', 'x'.repeat(40), 'valid'],
  ['STRAVA_VERIFY_TOKEN', 'x'.repeat(39), 'weak'],
  ['STRAVA_VERIFY_TOKEN', `é${'x'.repeat(40)}`, 'malformed'],
  ['STRAVA_VERIFY_TOKEN', `${'x'.repeat(40)}\n`, 'malformed'],
  ['STRAVA_VERIFY_TOKEN', 'a phrase of my own that is long enough for this', 'valid'],
  ['STRAVA_VERIFY_TOKEN', 'short', 'weak'],
  ['STRAVA_VERIFY_TOKEN', 'two\nlines', 'malformed'],
  ['FLASK_SECRET_KEY', hex(64), 'valid'],
  ['FLASK_SECRET_KEY', hex(64).slice(1), 'weak'],
  ['FLASK_SECRET_KEY', '', 'malformed'],
  ['FLASK_SECRET_KEY', null, 'malformed'],
  ['GARMIN_ENCRYPTION_KEY', Buffer.alloc(32, 0xfb).toString('base64'), 'valid'],
  ['GARMIN_ENCRYPTION_KEY', `${Buffer.alloc(32, 0xfb).toString('base64url')}=`, 'valid'],
  ['GARMIN_ENCRYPTION_KEY', Buffer.alloc(32, 0xfb).toString('base64url'), 'malformed'],
  ['GARMIN_ENCRYPTION_KEY', `${'A'.repeat(42)}B=`, 'valid'],
  ['GARMIN_ENCRYPTION_KEY', randomBytes(31).toString('base64'), 'malformed'],
  ['GARMIN_ENCRYPTION_KEY', randomBytes(33).toString('base64'), 'malformed'],
  ['GARMIN_ENCRYPTION_KEY', `!${'A'.repeat(43)}=`, 'weak'],
  ['GARMIN_ENCRYPTION_KEY', `${'A'.repeat(43)}=!`, 'weak'],
  ['GARMIN_ENCRYPTION_KEY', `${'A'.repeat(43)}===`, 'weak'],
  ['GARMIN_ENCRYPTION_KEY', `${'A'.repeat(43)}=\n`, 'weak'],
  ['GARMIN_ENCRYPTION_KEY', `${'A'.repeat(43)}==`, 'weak'],
  ['GARMIN_ENCRYPTION_KEY', `+_${'A'.repeat(41)}=`, 'weak'],
  ['GCP_PROJECT_ID', 'kaizencoach-staging', 'valid'],
  ['GCP_PROJECT_ID', 'kaizencoach-prod', 'malformed'],
  ['GCP_LOCATION', 'europe-west1', 'valid'],
  ['GCP_PROJECT_ID', null, 'malformed'],
  ['GCP_LOCATION', 'us-east10', 'valid'],
  ['GCP_LOCATION', 'global', 'valid'],
  ...[
    'Europe',
    'Global',
    'global ',
    'global1',
    'aglobal',
    'europe-west',
    'europe1',
    ' europe-west1',
    'europe-west1 ',
    '1-west1',
    'europe-1',
  ].map((region) => ['GCP_LOCATION', region, 'malformed'] as const),
  ['AI_MODEL', 'gemini-flash', 'valid'],
  ['AI_MODEL', 'two words', 'malformed'],
  ['AI_MODEL', ' model', 'malformed'],
  ['AI_MODEL', 'model ', 'malformed'],
  ['AI_TEMPERATURE', '0.7', 'valid'],
  ['AI_TEMPERATURE', 2, 'valid'],
  ...[0, '0', '2', '0.25', '2.0', '-0'].map((value) => ['AI_TEMPERATURE', value, 'valid'] as const),
  ...['2.1', 2.1, -0.1, '-0.1', '1.', '.5', '01', '1e0', ' 1', '1 ', '1x', 'x1', '1.5.5', '0x1', true, null, ['1']].map(
    (value) => ['AI_TEMPERATURE', value, 'malformed'] as const,
  ),
  ['AI_TEMPERATURE', '', 'malformed'],
  ['AI_MAX_OUTPUT_TOKENS', '2048', 'valid'],
  ['AI_MAX_OUTPUT_TOKENS', 1, 'valid'],
  ['AI_MAX_OUTPUT_TOKENS', '10', 'valid'],
  ['AI_MAX_OUTPUT_TOKENS', 0, 'malformed'],
  ['AI_MAX_OUTPUT_TOKENS', '01', 'malformed'],
  ['AI_MAX_OUTPUT_TOKENS', 2 ** 53 - 1, 'valid'],
  ['AI_MAX_OUTPUT_TOKENS', 2 ** 53, 'malformed'],
  ['AI_MAX_OUTPUT_TOKENS', '9007199254740992', 'malformed'],
  ['AI_MAX_OUTPUT_TOKENS', true, 'malformed'],
  ['AI_MAX_OUTPUT_TOKENS', '0', 'malformed'],
  ['AI_MAX_OUTPUT_TOKENS', '1.0', 'malformed'],
  ['AI_MAX_OUTPUT_TOKENS', 1.5, 'malformed'],
  ['AI_MAX_OUTPUT_TOKENS', '1.5', 'malformed'],
  ...['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'].map((level) => ['AI_THINKING_LEVEL', level, 'valid'] as const),
  ['AI_THINKING_LEVEL', '', 'malformed'],
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
  ['STRAVA_REDIRECT_URI', 'https://', 'malformed'],
  ['STRAVA_REDIRECT_URI', 'https://[', 'malformed'],
  ['STRAVA_REDIRECT_URI', 'https://a b', 'malformed'],
  ['STRAVA_REDIRECT_URI', 5, 'malformed'],
  ['STRAVA_REDIRECT_URI', 'http://staging.kaizencoach.training/callback', 'malformed'],
  ['FEEDBACK_TRIGGER_SECRET', hex(32), 'valid'],
  ['FEEDBACK_TRIGGER_SECRET', 'x'.repeat(31), 'malformed'],
  ['FEEDBACK_TRIGGER_SECRET', `${'x'.repeat(32)}\n`, 'malformed'],
];

test.each(VALUES)('%s, value %#', (name, value, expected) => {
  expect(verdict(name, value)).toBe(expected);
});

test.each(CATALOGUE.map(({ name }) => name).filter((name) => name !== 'GOOGLE_APPLICATION_CREDENTIALS_JSON'))(
  '%s has a value that is valid, and one that is malformed',
  (name) => {
    const verdicts = VALUES.filter(([key]) => key === name).map(([, , expected]) => expected);
    expect(verdicts).toEqual(expect.arrayContaining(['valid', 'malformed']));
  },
);

test.each([
  ['STRAVA_CLIENT_ID', 5, 'must be a JSON string'],
  ['STRAVA_CLIENT_ID', '17a', 'must be decimal digits (length 3)'],
  ['STRAVA_CLIENT_SECRET', 'xyz', 'must be hexadecimal digits (length 3)'],
  ['STRAVA_CLIENT_SECRET', 'abc', '40 digits are usual (length 3)'],
  ['STRAVA_VERIFY_TOKEN', 'abc', '40 or more characters are recommended (length 3)'],
  ['FLASK_SECRET_KEY', 'abc', '64 or more characters are recommended (length 3)'],
  ['FLASK_SECRET_KEY', 'a\nb', 'must be printable characters without line breaks (length 3)'],
  ['GARMIN_ENCRYPTION_KEY', 'abc', 'must be base64 of exactly 32 bytes (length 3)'],
  [
    'GARMIN_ENCRYPTION_KEY',
    'A'.repeat(43),
    'must end with "=", without which Fernet refuses it: add that, change nothing else (length 43)',
  ],
  [
    'GARMIN_ENCRYPTION_KEY',
    `${'A'.repeat(43)}=\u00a0`,
    'must hold no character outside ASCII, which Fernet refuses: take that out, change nothing else (length 45)',
  ],
  [
    'GARMIN_ENCRYPTION_KEY',
    `${'A'.repeat(43)}=\n`,
    '44 characters of one alphabet are expected, and nothing else (length 45)',
  ],
  ['GCP_PROJECT_ID', 'abc', 'must be kaizencoach-staging, the GCP project of this environment'],
  ['GCP_LOCATION', 'abc', 'must be global or a GCP region such as europe-west1 (length 3)'],
  ['AI_MODEL', 'a b', 'must be printable characters without spaces (length 3)'],
  ['AI_TEMPERATURE', 'abc', 'must be a number from 0 to 2'],
  ['AI_MAX_OUTPUT_TOKENS', 'abc', 'must be a whole number of at least 1'],
  ['AI_THINKING_LEVEL', 'abc', 'must be one of MINIMAL, LOW, MEDIUM, HIGH'],
  ['STRAVA_REDIRECT_URI', 'abc', 'must be an https URL in printable characters, without a user name (length 3)'],
  ['FEEDBACK_TRIGGER_SECRET', 'abc', 'must be 32 or more printable characters (length 3)'],
])('%s, value %#, is told the rule that it misses', (name, value, rule) => {
  expect(keyNamed(name)?.validate(value, context)).toMatchObject({ rule });
});

describe('GOOGLE_APPLICATION_CREDENTIALS_JSON', () => {
  const judge = (value: unknown) => verdict('GOOGLE_APPLICATION_CREDENTIALS_JSON', value);

  test('takes a key file of this environment’s project on one line', () => {
    expect(judge(keyFile())).toBe('valid');
  });

  test.each<[string, () => unknown, string]>([
    [
      'an object instead of a string',
      () => JSON.parse(keyFile()),
      'must be a JSON string that holds the key file, not an object',
    ],
    ['text that is not JSON', () => 'key', 'must hold a JSON object (length 3)'],
    ['an array', () => '[]', 'must hold a JSON object (length 2)'],
    ['null', () => 'null', 'must hold a JSON object (length 4)'],
    ['text as JSON', () => '"key"', 'must hold a JSON object (length 5)'],
    ['another type', () => keyFile({ type: 'authorized_user' }), '"type" must be service_account'],
    [
      'another project',
      () => keyFile({ project_id: 'kaizencoach-prod' }),
      '"project_id" must be kaizencoach-staging, the GCP project of this environment',
    ],
    [
      'a private key whose line breaks were lost',
      () => keyFile({ private_key: privateKey().replaceAll('\n', ' ') }),
      PEM,
    ],
    ['a public key', () => keyFile({ private_key: publicKey() }), PEM],
    ['no private key', () => keyFile({ private_key: undefined }), PEM],
    ['a private key in another form', () => keyFile({ private_key: { key: privateKey() } }), PEM],
    ['more than one line', () => JSON.stringify(JSON.parse(keyFile()), null, 2), 'must be one line of JSON'],
    ['a carriage return', () => `${keyFile()}\r`, 'must be one line of JSON'],
  ])('refuses %s', (_, value, rule) => {
    expect(keyNamed('GOOGLE_APPLICATION_CREDENTIALS_JSON')?.validate(value(), context)).toEqual({
      kind: 'malformed',
      rule,
    });
  });
});

test('no verdict repeats the value it judges', () => {
  const value = `canary ${randomBytes(20).toString('hex')}\n`;
  const said = CATALOGUE.map((key) => JSON.stringify(key.validate(value, context))).join();
  expect(said).not.toContain(value.slice(7, 20));
});
