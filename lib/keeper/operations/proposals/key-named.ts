import { CATALOGUE } from '../../../catalogue/catalogue';
import type { CatalogueKey } from '../../../catalogue/catalogue-key';
import { Refusal } from '../../refusal';

/**
 * The catalogue's key of that name.
 * @throws Refusal where there is none; the name may be a value in the wrong place, so only its length is said.
 */
export function keyNamed(name: string): CatalogueKey {
  const key = keyNamedOrUnknown(name);
  if (key === undefined) {
    throw new Refusal({
      rule: 'unknown-key',
      reason: `the catalogue has no key of that name (length ${name.length})`,
      next: `known keys: ${CATALOGUE.map((known) => known.name).join(', ')}`,
    });
  }
  return key;
}

/** The catalogue's key of that name; undefined where there is none. */
export function keyNamedOrUnknown(name: string): CatalogueKey | undefined {
  return CATALOGUE.find((candidate) => candidate.name === name);
}
