/** A source of numbers in [0, 1) that a seed repeats (mulberry32, public domain). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of the choices. */
export function oneOf<T>(random: () => number, choices: readonly T[]): T {
  const chosen = choices[Math.floor(random() * choices.length)];
  if (chosen === undefined) {
    throw new Error('there is nothing to choose from');
  }
  return chosen;
}

/** Some of the choices, at least one. */
export function someOf<T>(random: () => number, choices: readonly T[]): T[] {
  const chosen = choices.filter(() => random() < 0.3);
  return chosen.length === 0 ? [oneOf(random, choices)] : chosen;
}
