import { CATALOGUE } from '../catalogue/catalogue';

/** What changing a key means for users and integrations. */
export function consequenceOf(name: string): string {
  return CATALOGUE.find((key) => key.name === name)?.consequence ?? 'not in the catalogue';
}
