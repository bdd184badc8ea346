import { CATALOGUE } from '../catalogue/catalogue';
import type { CatalogueKey } from '../catalogue/catalogue-key';
import type { Environment } from '../environments/row';
import { ENVIRONMENTS } from '../environments/rows';
import { UsageError } from './operator-error';

/**
 * The environment of that name.
 * @throws UsageError that lists the known ones. What was typed is not repeated: it may be a value in the wrong place.
 */
export function environmentGiven(name: string): Environment {
  const names = ENVIRONMENTS.map((environment) => environment.name);
  const found = ENVIRONMENTS.find((environment) => environment.name === name);
  if (found === undefined) {
    throw new UsageError({
      rule: 'unknown-environment',
      reason: `there is no environment of that name (length ${name.length})${meant(name, names)}`,
      next: `known environments: ${names.join(', ')}`,
    });
  }
  return found;
}

/**
 * The key of that name; `place` says where it was given.
 * @throws UsageError that suggests the near one. What was typed is not repeated: it may be a value in the wrong place.
 */
export function keyGiven(name: string, place = ''): CatalogueKey {
  const names = CATALOGUE.map((key) => key.name);
  const found = CATALOGUE.find((key) => key.name === name);
  if (found === undefined) {
    throw new UsageError({
      rule: 'unknown-key',
      reason: `${place}there is no key of that name (length ${name.length})${meant(name, names)}`,
      next: `known keys: ${names.join(', ')}`,
    });
  }
  return found;
}

function meant(name: string, names: readonly string[]): string {
  const near = suggest(name, names);
  return near === undefined ? '' : `; did you mean ${near}?`;
}

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
