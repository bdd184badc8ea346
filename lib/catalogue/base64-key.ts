import type { RandomBytes } from './catalogue-key';
import { text } from './text-formats';
import { malformed, VALID, weak } from './verdict';

const KEY_BYTES = 32;
const EITHER_ALPHABET = /^(?:[A-Za-z0-9+/]+|[A-Za-z0-9_-]+)={0,2}$/;
const SAME_IN_BOTH_ALPHABETS = /^[A-Za-z0-9]+=$/;

/**
 * The one spelling that stands for all of a key's bytes: the standard alphabet (RFC 4648 §4), padded. Undefined where the value
 * is no such key.
 */
export function canonicalBase64Key(value: unknown): string | undefined {
  const bytes = typeof value === 'string' && EITHER_ALPHABET.test(value) ? Buffer.from(value, 'base64') : undefined;
  return bytes?.length === KEY_BYTES ? bytes.toString('base64') : undefined;
}

/**
 * 32 bytes in base64, either alphabet of RFC 4648 (§4, §5), as Python's `Fernet` takes them: it refuses them without padding,
 * and takes too much of it (tried: cryptography 48, Python 3.9 to 3.13).
 */
export const base64Key = text((value) => {
  const length = `(length ${value.length})`;
  if (canonicalBase64Key(value) === undefined) {
    return malformed(`must be base64 of exactly ${KEY_BYTES} bytes ${length}`);
  }
  if (!value.endsWith('=')) {
    return malformed(
      `must end with "=", without which Fernet refuses it: put that behind the same text, and change nothing else ${length}`,
    );
  }
  return value.endsWith('==') ? weak(`one "=" at its end is enough ${length}`) : VALID;
});

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
