/** A shorter value is a word that may stand anywhere, such as `LOW` or `staging`. */
const SHORTEST = 8;

/** A piece of a value as long as this gives away too much of it. */
const LONGEST_PIECE = 12;

/**
 * Knows the secret values that this run has seen, and takes them out of everything that is about to be shown. Nothing here
 * prints a value on purpose: this is the net under it.
 */
export class Redactor {
  readonly #spellings = new Set<string>();

  /** From now on `value` is not shown, in none of its spellings. */
  keep(value: string): void {
    const escaped = JSON.stringify(value).slice(1, -1);
    const lines = value.split(/\r?\n|\\n/).filter((line) => line.length >= LONGEST_PIECE && !/^-----|[{}]/.test(line));
    const encoded = [Buffer.from(value).toString('base64').replace(/=+$/, ''), encodeURIComponent(value)];
    for (const spelling of [value, escaped, JSON.stringify(escaped).slice(1, -1), ...encoded, ...lines]) {
      if (spelling.length >= SHORTEST) {
        this.#spellings.add(spelling);
      }
    }
  }

  /** `text` without the values kept, and without control characters that could play tricks on a terminal. */
  clean(text: string): string {
    return withoutControl(this.hide(text));
  }

  /** `text` without the values kept. */
  hide(text: string): string {
    const longestFirst = [...this.#spellings].sort((one, other) => other.length - one.length);
    return longestFirst.reduce((rest, spelling) => rest.replaceAll(spelling, '‹hidden›'), text);
  }
}

/** Text without control characters that could play tricks on a terminal. */
export function withoutControl(text: string): string {
  return text.replace(CONTROL, '\uFFFD');
}

/** Text of one line: also without line breaks and tabs. */
export function onOneLine(text: string): string {
  return text.replace(CONTROL, '\uFFFD').replace(/[\t\n\u2028\u2029]/g, '\uFFFD');
}

/** Control characters other than tab and line feed, what turns the direction of text, and what is there and not seen. */
const CONTROL = /[^\P{Cc}\t\n]|\p{Cf}|\p{Default_Ignorable_Code_Point}/gu;
