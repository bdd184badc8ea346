import { Refusal } from '../../refusal';
import { hasMember } from '../../secret/secret-document';
import { settingOf } from '../decision';
import { keyNamed, type Proposal, type Situation } from './proposal';

/**
 * Draws new values for generated keys that are there.
 * @throws Refusal for an unknown key, for one that the keeper does not generate, and for one that is missing.
 */
export function proposeRotate(
  { snapshot, surroundings }: Situation,
  { keys }: { readonly keys: readonly string[] },
): Proposal {
  const values = keys.map((name) => {
    const { generate, source } = keyNamed(name);
    if (generate === undefined) {
      throw new Refusal({
        rule: 'not-generated',
        reason: `${name} is not generated here, so the keeper cannot rotate it`,
        next: `make a new one (${source}) and populate it`,
      });
    }
    if (!hasMember(snapshot.document, name)) {
      throw new Refusal({
        rule: 'missing',
        reason: `${name} is missing, so there is nothing to rotate`,
        next: 'seed the environment, which takes it back if an edit dropped it',
      });
    }
    return [name, JSON.stringify(generate(surroundings.randomBytes))] as const;
  });
  return { edit: settingOf(new Map(values)), drawn: values.map(([name]) => name), takenBack: [], needsConsents: [] };
}
