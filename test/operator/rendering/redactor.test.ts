import { assert, constantFrom, property, string } from 'fast-check';
import { Redactor } from '../../../lib/operator/rendering/redactor';

function redactorOf(...values: string[]): Redactor {
  const redactor = new Redactor();
  for (const value of values) {
    redactor.keep(value);
  }
  return redactor;
}

test.each([
  ['as it is', (value: string) => value],
  ['escaped in JSON', (value: string) => JSON.stringify(value)],
  ['escaped twice', (value: string) => JSON.stringify(JSON.stringify(value))],
  ['in base64', (value: string) => Buffer.from(value).toString('base64')],
  ['in a URL', encodeURIComponent],
])('a value is hidden %s', (_, spelling) => {
  const spellings = constantFrom(...'"\\/é\n €~'.split(''));
  assert(
    property(string({ unit: spellings, minLength: 8 }), (value) => {
      const shown = redactorOf(value).clean(`before ${spelling(value)} after`);
      expect(shown).toMatch(/^before .*‹hidden›.* after$/s);
      expect(shown).not.toContain(spelling(value));
    }),
  );
});

test('each line of a PEM is hidden', () => {
  const line = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC';
  const redactor = redactorOf(`-----BEGIN PRIVATE KEY-----\n${line}\n-----END PRIVATE KEY-----\n`);

  expect(redactor.clean(`x ${line} y -----BEGIN PRIVATE KEY-----`)).toBe('x ‹hidden› y -----BEGIN PRIVATE KEY-----');
});

test('of two values the longer is hidden whole', () => {
  expect(redactorOf('abcdefgh', 'abcdefghijkl').clean('abcdefghijkl')).toBe('‹hidden›');
});

test('a value that is an ordinary word is not looked for', () => {
  expect(redactorOf('staging').clean('status of staging')).toBe('status of staging');
});

test('control characters and direction marks cannot reach the terminal', () => {
  expect(new Redactor().clean('a\u001b[2Jb\u202ec\td\n')).toBe('a\uFFFD[2Jb\uFFFDc\td\n');
});
