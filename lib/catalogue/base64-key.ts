import type { RandomBytes } from './catalogue-key';
import { text } from './text-formats';
import { malformed, VALID, weak } from './verdict';

const KEY_BYTES = 32;
/** Python's `a2b_base64` skips whatever is in neither alphabet. */
const SKIPPED = /[^A-Za-z0-9+/_=-]/g;
/**
 * The digits of 32 bytes and the padding. What is behind it: older Pythons ignore it, newer ones read on; of "=" between the digits
 * it is the other way round (gh-145264). Here both pass: what one of them reads may be in use.
 */
const DIGITS = /^(?:=*[^=]){43}(?==)/;
const EXACT = /^(?:[A-Za-z0-9+/]{43}|[A-Za-z0-9_-]{43})=$/;
const SAME_IN_BOTH_ALPHABETS = /^[A-Za-z0-9]+=$/;

/**
 * 32 bytes in base64, either alphabet of RFC 4648 (§4, §5), as Python's `Fernet` takes them in a `str`. What it reads is never
 * malformed, however it is written: passwords are stored under it. What it refuses always is.
 */
export const base64Key = text((value) => {
  const length = `(length ${value.length})`;
  if (canonicalBase64Key(value) === undefined) {
    return malformed(`must be base64 of exactly ${KEY_BYTES} bytes ${length}`);
  }
  if (!/^\p{ASCII}*$/u.test(value)) {
    return malformed(
      `must hold no character outside ASCII, which Fernet refuses: take that out, change nothing else ${length}`,
    );
  }
  if (digitsOf(value) === undefined) {
    return malformed(`must end with "=", without which Fernet refuses it: add that, change nothing else ${length}`);
  }
  return EXACT.test(value) ? VALID : weak(`44 characters of one alphabet are expected, and nothing else ${length}`);
});

/**
 * The one spelling that stands for all of a key's bytes: the standard alphabet, padded. Undefined where the value has no 32 bytes.
 * It does not say that Fernet takes the value: where only the padding is missing, or where something outside ASCII is between
 * the digits, the bytes are told and Fernet refuses them.
 */
export function canonicalBase64Key(value: unknown): string | undefined {
  const digits = typeof value === 'string' ? digitsOf(`${value}=`) : undefined;
  return digits === undefined ? undefined : Buffer.from(digits, 'base64').toString('base64');
}

/** Whether two values are equal, or two spellings of the same 32 bytes. */
export function isSameBase64Key(one: unknown, other: unknown): boolean {
  const canonical = canonicalBase64Key(one);
  return one === other || (canonical !== undefined && canonical === canonicalBase64Key(other));
}

function digitsOf(value: string): string | undefined {
  return DIGITS.exec(value.replace(SKIPPED, ''))?.[0].replaceAll('=', '');
}

/**
 * Draws 32 random bytes until their base64 text reads the same in both alphabets of RFC 4648: the guide's tools decode
 * the standard one (§4), the app's Fernet the URL-safe one (§5). About one draw in four fits, which costs two of the
 * 256 bits.
 */
export function generateBase64Key(randomBytes: RandomBytes): string {
  for (;;) {
    const drawn = Buffer.from(randomBytes(KEY_BYTES)).toString('base64');
    if (SAME_IN_BOTH_ALPHABETS.test(drawn)) {
      return drawn;
    }
  }
}
