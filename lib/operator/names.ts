import { CATALOGUE } from '../catalogue/catalogue';
import type { CatalogueKey } from '../catalogue/catalogue-key';
import type { Environment } from '../environments/row';
import { ENVIRONMENTS } from '../environments/rows';
import { UsageError } from './operator-error';
import { suggest } from './suggest';

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
