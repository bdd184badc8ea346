import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { base64Key, canonicalBase64Key, isSameBase64Key } from '../../lib/catalogue/base64-key';

/** Bytes whose digits differ in the two alphabets. */
const BYTES = Buffer.concat([Buffer.from([0xfb, 0xff, 0xbf]), randomBytes(29)]);
const KEY = BYTES.toString('base64');
const [URL_SAFE, DIGITS] = [`${BYTES.toString('base64url')}=`, KEY.slice(0, -1)];
const OTHER = randomBytes(32).toString('base64');
const NO_BREAK_SPACE = '\u00a0';

/** What `Fernet(text)` of cryptography 48 on CPython 3.11 took as KEY's bytes. */
const READ: readonly (readonly [what: string, text: string])[] = [
  ['as it was drawn', KEY],
  ['in the other alphabet', URL_SAFE],
  ['in both', `${KEY.slice(0, 20)}${URL_SAFE.slice(20)}`],
  ['in quotes', `'${KEY}'`],
  ['in double quotes', `"${KEY}"`],
  ['in brackets', `<${KEY}>`],
  ['with a comma behind it', `${KEY},`],
  ['with a semicolon behind it', `${KEY};`],
  ['with a remark behind it', `${KEY} # staging`],
  ['with another key behind it', `${KEY}${OTHER}`],
  ['with more padding', `${KEY}==`],
  ['with padding before it', `==${KEY}`],
  ['with a line end', `${KEY}\n`],
  ['in two lines', `${KEY.slice(0, 20)}\r\n${KEY.slice(20)}`],
  ['with a control character', `\u0000${KEY}`],
];

/** What it refused, though the bytes are KEY's. */
const REFUSED: readonly (readonly [what: string, text: string])[] = [
  ['without its padding', DIGITS],
  ['without its padding, in quotes', `"${DIGITS}"`],
  ['with a no-break space', `${KEY}${NO_BREAK_SPACE}`],
  ['with a byte-order mark', `\ufeff${KEY}`],
  ['with a line separator', `${KEY}\u2028`],
  ['in typographic quotes', `“${KEY}”`],
  ['without its padding, with a no-break space', `${DIGITS}${NO_BREAK_SPACE}`],
];

/** What it refused, and of which nobody can say which key it was. */
const NO_KEY: readonly (readonly [what: string, text: string])[] = [
  ['as Python’s repr shows bytes', `b'${KEY}'`],
  ['with a digit before it', `0${KEY}`],
  ['without its first digit', KEY.slice(1)],
  ['without its last digit', `${DIGITS.slice(0, -1)}=`],
  ['without its padding, and a remark behind it', `${DIGITS} # staging`],
  ['with nothing but padding', '='],
];

test.each(READ)('Fernet reads a key %s: it is not malformed', (_, text) => {
  expect(base64Key(text).kind).toBe(text === KEY || text === URL_SAFE ? 'valid' : 'weak');
  expect(canonicalBase64Key(text)).toBe(KEY);
});

test.each(REFUSED)('Fernet refuses a key %s: it is malformed, and its bytes are known', (_, text) => {
  expect(base64Key(text).kind).toBe('malformed');
  expect(canonicalBase64Key(text)).toBe(KEY);
});

test.each(NO_KEY)('Fernet refuses a key %s: it is malformed, and is no key', (_, text) => {
  expect(base64Key(text).kind).toBe('malformed');
  expect(canonicalBase64Key(text)).toBeUndefined();
});

test('two values are the same key where their bytes are, and otherwise only where they are equal', () => {
  expect(isSameBase64Key(DIGITS, URL_SAFE)).toBe(true);
  expect(isSameBase64Key(KEY, OTHER)).toBe(false);
  expect(isSameBase64Key('broken', 'broken')).toBe(true);
  expect(isSameBase64Key('broken', 'broken too')).toBe(false);
});

/** The bytes that Python's `urlsafe_b64decode` gives, by which Fernet reads a key; undefined where it refuses or they are not 32. */
function asPythonReads(texts: readonly string[]): readonly (string | undefined)[] {
  const program = `
import base64, json, sys
def read(text):
    try:
        found = base64.urlsafe_b64decode(text)
        return base64.b64encode(found).decode() if len(found) == 32 else ""
    except ValueError:
        return ""
print(json.dumps([read(text) for text in json.load(sys.stdin)]))`;
  const read: string[] = JSON.parse(
    execFileSync('python3', ['-c', program], { input: JSON.stringify(texts), encoding: 'utf8' }),
  );
  return read.map((bytes) => (bytes === '' ? undefined : bytes));
}

/** Digits of about a key's number, other characters between and around them, and padding where `padding` puts it. */
const spelled = (padding: 'behind' | 'anywhere') =>
  fc
    .tuple(
      fc.uint8Array({ minLength: 33, maxLength: 33 }),
      fc.constantFrom(42, 43, 43, 43, 43, 44),
      fc.array(
        fc.tuple(fc.nat(60), fc.constantFrom(' ', '\n', '"', ',', '%', '\u0000', '\u00a0', '\ufeff', 'é', '😀')),
        {
          maxLength: 3,
        },
      ),
      fc.array(fc.nat(60), { maxLength: 3 }),
      fc.nat(3),
    )
    .map(([bytes, digits, others, pads, behind]) => {
      const text = [
        ...Buffer.from(bytes)
          .toString(behind % 2 === 0 ? 'base64' : 'base64url')
          .slice(0, digits),
      ];
      for (const at of padding === 'anywhere' ? pads : []) {
        text.splice(at, 0, '=');
      }
      text.push('='.repeat(behind));
      for (const [at, other] of others) {
        text.splice(at, 0, other);
      }
      return text.join('');
    });

test('what Python reads is never malformed, and has the bytes that Python reads', () => {
  const texts = [...fc.sample(spelled('anywhere'), 2_000), ...[...READ, ...REFUSED, ...NO_KEY].map(([, text]) => text)];
  const read = asPythonReads(texts);
  expect(read.filter((bytes) => bytes !== undefined).length).toBeGreaterThan(100);
  const wrong = texts.filter(
    (text, at) =>
      read[at] !== undefined && (base64Key(text).kind === 'malformed' || canonicalBase64Key(text) !== read[at]),
  );
  expect(wrong).toEqual([]);
});

test('what Python refuses is always malformed, where every Python reads alike: with padding at the end alone', () => {
  const texts = fc.sample(spelled('behind'), 2_000);
  const read = asPythonReads(texts);
  expect(read.filter((bytes) => bytes === undefined).length).toBeGreaterThan(100);
  expect(texts.filter((text, at) => read[at] === undefined && base64Key(text).kind !== 'malformed')).toEqual([]);
});
