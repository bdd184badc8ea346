/**
 * Whether IAM's `pattern` matches everything that the pattern `text` does: only a star matches a star, or a reference such as
 * `${AWS::Region}`, of which nobody knows the length. Each star takes as little as it can, and more only while no later one was
 * met: no pattern makes it look again from every place.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  return matches(parts(pattern), parts(text));
}

/** Characters, but a reference as one. */
function parts(text: string): string | readonly string[] {
  return text.includes('${') ? (text.match(/\$\{[^{}]*\}|./gs) ?? []) : text;
}

function matches(pattern: string | readonly string[], text: string | readonly string[]): boolean {
  let [at, star, from] = [0, -1, 0];
  let place = 0;
  while (place < text.length) {
    const next = pattern[at];
    if (next === '*') {
      star = at;
      from = place;
      at += 1;
    } else if (next === text[place] || (next === '?' && text[place] !== '*' && text[place]?.length === 1)) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      from += 1;
      place = from;
      at = star + 1;
    } else {
      return false;
    }
  }
  return [...pattern.slice(at)].every((part) => part === '*');
}
