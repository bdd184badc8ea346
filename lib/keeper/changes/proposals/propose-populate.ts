import { GARMIN, keyNamed } from '../../../catalogue/catalogue';
import type { Consents } from '../../../contract/operator-request';
import { Refusal } from '../../refusal';
import { memberValue, type SecretDocument } from '../../secret/secret-document';
import type { Situation } from '../situation';
import { keyAskedFor, type Proposal, proposal } from './proposal';

/**
 * Sets exactly the keys given, after every rule of the catalogue has been checked.
 * @throws Refusal for an unknown key and for a value that the app cannot use.
 */
export function proposePopulate(
  { snapshot, context }: Situation,
  { values }: { readonly values: Readonly<Record<string, string>> },
): Proposal {
  for (const [name, value] of Object.entries(values)) {
    const { validate, format } = keyAskedFor(name);
    const verdict = validate(value, context);
    if (verdict.kind === 'malformed') {
      throw new Refusal({ rule: 'malformed', reason: `${name} ${verdict.rule}`, next: `${name}: ${format}` });
    }
  }
  const changed = Object.entries(values).filter(([name, value]) => memberValue(snapshot.document, name) !== value);
  return proposal({
    values: new Map(changed.map(([name, value]) => [name, JSON.stringify(value)] as const)),
    brought: Object.keys(values),
    needsConsents: importConsent(snapshot.document, new Map(Object.entries(values))),
  });
}

/**
 * The consent that values from outside need where the keeper draws them. It does not depend on whether a value differs,
 * which would tell whoever guesses; the Garmin key's does, since bringing back the same one must need no other consent.
 */
export function importConsent(
  document: SecretDocument,
  brought: ReadonlyMap<string, unknown>,
): readonly (keyof Consents)[] {
  const imports = [...brought].some(
    ([name, value]) =>
      keyNamed(name)?.generate !== undefined && (name !== GARMIN || memberValue(document, name) !== value),
  );
  return imports ? ['importGenerated'] : [];
}
