/** Fewer different characters than this do not occur in a random text of this length, as good as never. */
const FEWEST_CHARACTERS = 8;

/** A text of random hexadecimal digits, 128 bits or more. */
export function isRandomHexadecimal(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-fA-F]{32,}$/.test(value) && isVaried(value);
}

/** A text of random base64 characters, 128 bits or more. */
export function isRandomBase64(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z0-9+/_-]{22,}={0,2}$/.test(value) && isVaried(value);
}

/** A key file that holds a private key. */
export function holdsPrivateKey(value: unknown): boolean {
  return typeof value === 'string' && value.includes('PRIVATE KEY') && value.length >= 200;
}

function isVaried(value: string): boolean {
  return new Set(value).size >= FEWEST_CHARACTERS;
}
