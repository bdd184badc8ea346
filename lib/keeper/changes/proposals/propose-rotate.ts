import { GENERATED_KEYS } from '../../../catalogue/catalogue';
import { Refusal } from '../../refusal';
import { holds } from '../../secret/secret-document';
import type { Situation } from '../situation';
import { bringBack, type Draw, keyAskedFor, type Proposal, proposal } from './proposal';

/**
 * Draws new values for generated keys that are there.
 * @throws Refusal for an unknown key, for one that the keeper does not generate, and for one that is missing.
 */
export function proposeRotate(
  { snapshot, environment }: Situation,
  { keys }: { readonly keys: readonly string[] },
  draw: Draw,
): Proposal {
  const values = new Map<string, string>();
  for (const name of keys) {
    const { source } = keyAskedFor(name);
    const key = GENERATED_KEYS.find((generated) => generated.name === name);
    if (key === undefined) {
      throw new Refusal({
        rule: 'not-generated',
        reason: `${name} is not generated here, so the keeper cannot rotate it`,
        next: `make a new one (${source}) and populate it`,
      });
    }
    if (!holds(snapshot.document, name)) {
      throw new Refusal({
        rule: 'missing',
        reason: `${name} is missing, so there is nothing to rotate`,
        next: bringBack([name], environment),
      });
    }
    values.set(name, JSON.stringify(draw(key)));
  }
  return proposal({ values, drawn: [...values.keys()] });
}
