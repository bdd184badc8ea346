/** The candidate that `typed` was probably meant to be; undefined where none is near. */
export function suggest(typed: string, candidates: readonly string[]): string | undefined {
  const wanted = typed.toUpperCase().replaceAll('-', '_');
  const near = candidates
    .map((candidate) => ({ candidate, distance: distance(wanted, candidate.toUpperCase().replaceAll('-', '_')) }))
    .filter((found) => found.distance <= Math.max(1, Math.floor(found.candidate.length / 3)))
    .sort((one, other) => one.distance - other.distance);
  return near[0]?.candidate;
}

/** Fewest insertions, deletions and replacements that make `other` of `one` (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [place, letter] of [...one].entries()) {
    const next = [place + 1];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (letter === other[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
