import type { RandomBytes } from './catalogue-key';
import { text } from './text-formats';
import { malformed, VALID, weak } from './verdict';

const KEY_BYTES = 32;
const EITHER_ALPHABET = /^(?:[A-Za-z0-9+/]+|[A-Za-z0-9_-]+)={0,2}$/;
const SAME_IN_BOTH_ALPHABETS = /^[A-Za-z0-9]+=$/;

/** 32 bytes in base64, either alphabet of RFC 4648 (§4, §5), padded or not. */
export const base64Key = text((value) => {
  if (!EITHER_ALPHABET.test(value) || Buffer.from(value, 'base64').length !== KEY_BYTES) {
    return malformed(`must be base64 of exactly ${KEY_BYTES} bytes (length ${value.length})`);
  }
  return value.length === 44
    ? VALID
    : weak(`44 characters with padding are expected by Fernet (length ${value.length})`);
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
