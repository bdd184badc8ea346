import type { RandomBytes } from './catalogue-key';
import { text } from './text-formats';
import { malformed, VALID, weak } from './verdict';

const KEY_BYTES = 32;
/** What Python's `urlsafe_b64decode` reads, by which Fernet does: it skips white space, and takes too much padding. */
const READ_BY_FERNET = /^[A-Za-z0-9+/_\s-]+=*\s*$/;
const EXACT = /^(?:[A-Za-z0-9+/]{43}|[A-Za-z0-9_-]{43})=$/;
const SAME_IN_BOTH_ALPHABETS = /^[A-Za-z0-9]+=$/;

/**
 * 32 bytes in base64, either alphabet of RFC 4648 (§4, §5). What Fernet reads as such is never malformed, however it is written:
 * passwords are stored under it.
 */
export const base64Key = text((value) => {
  const length = `(length ${value.length})`;
  if (!READ_BY_FERNET.test(value) || Buffer.from(value, 'base64').length !== KEY_BYTES) {
    return malformed(`must be base64 of exactly ${KEY_BYTES} bytes ${length}`);
  }
  if (EXACT.test(value)) {
    return VALID;
  }
  return weak(
    value.includes('=')
      ? `44 characters of one alphabet are expected, and nothing else ${length}`
      : `Fernet reads it only with "=" at its end ${length}`,
  );
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
