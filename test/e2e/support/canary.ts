/** A shorter run of characters occurs by chance, or is no help to anyone who finds it. */
const SHORTEST = 12;

/**
 * The spellings in which a secret value could show: as it is, escaped in JSON once and twice, in base64, by its first
 * characters, and each line of a PEM.
 */
export function spellingsOf(value: string): string[] {
  const escaped = inJson(value);
  const lines = value.split(/\r?\n|\\n/).filter((line) => line.length >= 40 && !line.startsWith('-----'));
  const whole = [value, escaped, inJson(escaped), ...[0, 1, 2].map((offset) => base64At(value, offset))];
  // A PEM or a key file starts like every other: its beginning says nothing.
  const beginning = /^[-{]/.test(value) ? [] : [value.slice(0, SHORTEST)];
  return [...whole, ...lines, ...beginning].filter((spelling) => spelling.length >= SHORTEST);
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The characters of a longer base64 text that depend on `value` alone where it starts at `offset` modulo 3. */
function base64At(value: string, offset: number): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)])
    .toString('base64')
    .replace(/=+$/, '');
  const whole = (offset + Buffer.byteLength(value)) % 3 === 0;
  return encoded.slice(offset === 0 ? 0 : offset + 1, whole ? undefined : -1);
}
