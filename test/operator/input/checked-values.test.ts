import { MAX_VALUE_BYTES } from '../../../lib/contract/secrets-manager';
import { environmentNamed } from '../../../lib/environments/rows';
import { checkedValues } from '../../../lib/operator/input/brought-values';
import type { BroughtValue } from '../../../lib/operator/input/check-value';
import { keyGiven } from '../../../lib/operator/names';
import { UsageError } from '../../../lib/operator/operator-error';

const staging = environmentNamed('staging');

function brought(name: string, value: string, place = 'a.json, line 1'): BroughtValue {
  return { key: keyGiven(name), value, place };
}

const GOOD = brought('STRAVA_CLIENT_ID', '188207');
const NO_DIGITS = brought('STRAVA_CLIENT_ID', 'x1', 'a.json, line 2');
const NO_HEXADECIMAL = brought('STRAVA_CLIENT_SECRET', 'x1', 'a.json, line 3');
const UNKNOWN = new UsageError({ rule: 'unknown-key', reason: 'there is no such key', next: 'known keys' });

test('values that keep every rule are given as they came', () => {
  const values = [GOOD, brought('AI_MODEL', 'some-model')];
  expect(checkedValues(values, staging)).toEqual(values);
});

test.each([
  ['one fault: itself', [GOOD, UNKNOWN], 'unknown-key', /^there is no such key$/, /^known keys$/],
  [
    'one wrong value: what it should be, and where it comes from',
    [NO_DIGITS],
    'malformed',
    /^a\.json, line 2: STRAVA_CLIENT_ID must be decimal digits \(length 2\)$/,
    /^STRAVA_CLIENT_ID: decimal digits, as a string; where it comes from: https:\/\/www\.strava\.com/,
  ],
  [
    'several that miss one rule: that rule',
    [NO_DIGITS, NO_HEXADECIMAL],
    'malformed',
    /^2 faults: a\.json, line 2: STRAVA_CLIENT_ID .*\(length 2\); a\.json, line 3: STRAVA_CLIENT_SECRET .*\(length 2\)$/,
    /^STRAVA_CLIENT_ID: .*; STRAVA_CLIENT_SECRET: /,
  ],
  [
    'several that miss several rules: a rule of its own, and each step once',
    [UNKNOWN, NO_DIGITS, UNKNOWN],
    'several-faults',
    /^3 faults: there is no such key; a\.json, line 2: .*; there is no such key$/,
    /^known keys; STRAVA_CLIENT_ID: (?!.*known keys)/,
  ],
  [
    'the same key twice: both places',
    [GOOD, brought('STRAVA_CLIENT_ID', '2', 'the standard input')],
    'given-twice',
    /^STRAVA_CLIENT_ID is given twice: a\.json, line 1 and the standard input$/,
    /^give it once$/,
  ],
])('%s', (_, values, rule, reason, next) => {
  expect(() => checkedValues(values, staging)).toThrow(
    expect.objectContaining({
      rule,
      exitCode: 2,
      message: expect.stringMatching(reason),
      next: expect.stringMatching(next),
    }),
  );
});

describe('all values together', () => {
  const filling = (bytes: number) => {
    const values = [brought('AI_MODEL', 'm'), brought('FLASK_SECRET_KEY', '')];
    const rest = bytes - Buffer.byteLength('{"AI_MODEL":"m","FLASK_SECRET_KEY":""}');
    return [...values.slice(0, 1), brought('FLASK_SECRET_KEY', 'ab'.repeat(rest).slice(0, rest))];
  };

  test('may have what a secret may have', () => {
    expect(checkedValues(filling(MAX_VALUE_BYTES), staging)).toHaveLength(2);
  });

  test('have no byte more', () => {
    expect(() => checkedValues(filling(MAX_VALUE_BYTES + 1), staging)).toThrow(
      expect.objectContaining({
        rule: 'too-long',
        exitCode: 2,
        message: `all values together have ${MAX_VALUE_BYTES + 1} bytes, and a secret has at most ${MAX_VALUE_BYTES}`,
        next: 'check that the values are the right ones',
      }),
    );
  });
});
