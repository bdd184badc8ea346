import { randomBytes } from 'node:crypto';
import { assert, constantFrom, property, string } from 'fast-check';
import { excerpt, TROUBLE_PATTERN } from '../../../lib/operator/verify/log-excerpt';

function shown(text: string): string {
  const [line = ''] = excerpt([{ stream: 'instance/i', at: new Date('2026-06-01T12:00:00Z'), text }]);
  return line.replace('2026-06-01T12:00:00Z instance/i  ', '');
}

test.each([
  ['RuntimeError: SECRET_KEY not found', 'RuntimeError: SECRET_KEY not found'],
  ["KeyError: 'FLASK_SECRET_KEY'", "KeyError: 'FLASK_SECRET_KEY'"],
  [
    'google.auth.exceptions.DefaultCredentialsError: Could not load default credentials',
    'google.auth.exceptions.DefaultCredentialsError: Could not load default credentials',
  ],
  ['✅ Secrets loaded - STRAVA_CLIENT_ID: 188207... and more', 'Secrets loaded - STRAVA_CLIENT_ID: 188207...'],
  ['token=abc', 'token=‹hidden›'],
  ['token : abc', 'token : ‹hidden›'],
  ['secret_value: abc', 'secret_value: ‹hidden›'],
  ['Authorization: Bearer abc', 'Authorization: ‹hidden›'],
  ['{"FLASK_SECRET_KEY": "abc"}', '{"FLASK_SECRET_KEY": ‹hidden›'],
  ['got "a quoted text of some length"', 'got ‹hidden›'],
  ['first line\nsecond line', 'first line'],
  ['-----BEGIN PRIVATE KEY-----\nabc', '‹PEM hidden›'],
  ['  a line with blanks around it  ', 'a line with blanks around it'],
  ['a word of twenty: abcdefghijklmnopqrst', 'a word of twenty: #'],
  ['a word of nineteen: abcdefghijklmnopqrs', 'a word of nineteen: abcdefghijklmnopqrs'],
  ['ValueErrorAndThenSomethingElse', '#'],
  ['what has a digit: abc1', 'what has a digit: #'],
  ['what has a digit within: abc1def', 'what has a digit within: #'],
  ['what only ends in the name of an error: a+b/abcdefghijklmnError', 'what only ends in the name of an error: #'],
  ["the end of a key's name: 'ENCRYPTION_KEY'", "the end of a key's name: 'ENCRYPTION_KEY'"],
  ["no more than its beginning: 'GARMIN_ENCRYPTION'", 'no more than its beginning: ‹hidden›'],
  ['word '.repeat(32).replace(/ $/, '.'), 'word '.repeat(32).replace(/ $/, '.')],
  ['quoted "eleven chrs" and "twelve chars"', 'quoted "eleven chrs" and ‹hidden›'],
])('%j is shown as %j', (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test.each([
  'RuntimeError: SECRET_KEY not found',
  'Traceback (most recent call last):',
  'Could not load default credentials',
  '{"message": "Bad Request", "errors": [{"field": "client_id"}]}',
  'Invalid client_id',
  'access denied',
  'Health check failed',
])('CloudWatch is asked for lines such as %j, and for no others', (text) => {
  const terms = [...TROUBLE_PATTERN.matchAll(/\?(?:"([^"]+)"|(\w+))/g)].map(([, quoted, word]) => quoted ?? word ?? '');

  expect(terms.some((term) => text.includes(term))).toBe(true);
  expect(terms.some((term) => 'GET /health 200'.includes(term))).toBe(false);
});

test('no generated value survives, wherever it stands in a line', () => {
  const values = [
    randomBytes(20).toString('hex'),
    randomBytes(32).toString('base64'),
    randomBytes(32).toString('base64url'),
  ];
  assert(
    property(constantFrom(...values), string(), string(), (value, before, after) => {
      expect(shown(`${before} ${value} ${after}`)).not.toContain(value.slice(0, 12));
    }),
  );
});

test('the last ten lines, each cut at 160 characters', () => {
  const lines = Array.from({ length: 12 }, () => ({ stream: 'i', at: new Date(0), text: 'word '.repeat(100) }));

  expect(excerpt(lines)).toHaveLength(10);
  expect(excerpt(lines)[0]).toHaveLength('1970-01-01T00:00:00Z i  '.length + 161);
});
