/**
 * Whether IAM's `pattern` matches everything that the pattern `text` does: only a star matches a star. Each star takes as little as
 * it can, and more only while no later one was met: no pattern makes it look again from every place.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let [at, star, from] = [0, -1, 0];
  let place = 0;
  while (place < text.length) {
    const next = pattern[at];
    if (next === '*') {
      star = at;
      from = place;
      at += 1;
    } else if (next === text[place] || (next === '?' && text[place] !== '*')) {
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
  return /^\**$/.test(pattern.slice(at));
}
