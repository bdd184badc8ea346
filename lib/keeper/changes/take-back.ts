import { CATALOGUE, GENERATED_KEYS } from '../../catalogue/catalogue';
import type { ValidationContext } from '../../catalogue/catalogue-key';
import { Refusal } from '../refusal';
import { type OtherVersion, usableSource } from '../secret/other-version';
import { hasMember, memberValue, type SecretDocument } from '../secret/secret-document';

/** Names of the keys that `previous` has and `document` lacks: the last edit dropped them. */
export function droppedKeys(
  document: SecretDocument,
  previous: OtherVersion,
  names: readonly string[],
): readonly string[] {
  return previous.kind === 'document'
    ? names.filter((name) => !hasMember(document, name) && hasMember(previous.document, name))
    : [];
}

/**
 * The generated keys that the last edit dropped, as AWSPREVIOUS spells them. Whoever writes a new version takes them back:
 * it pushes the version that still has them out of AWSPREVIOUS.
 * @param except keys that are not looked at, because they get another value now.
 * @throws Refusal where AWSPREVIOUS has one in a form that the app could not use.
 */
export function takenBack(
  document: SecretDocument,
  previous: OtherVersion,
  context: ValidationContext,
  except: readonly string[] = [],
): ReadonlyMap<string, string> {
  const missing = GENERATED_KEYS.filter(({ name }) => !hasMember(document, name) && !except.includes(name));
  return new Map(
    missing.flatMap((key) => {
      const source = usableSource(previous, key, context);
      return source === undefined ? [] : [[key.name, source] as const];
    }),
  );
}

/**
 * Refuses a write that would bury the last good copy of a generated key: its current value is of no use, the previous one is
 * good, and a new version takes the label from the previous one.
 */
export function refuseToBury(
  document: SecretDocument,
  previous: OtherVersion,
  context: ValidationContext,
  changed: readonly string[],
): void {
  const broken = GENERATED_KEYS.filter(
    ({ name, validate }) =>
      !changed.includes(name) &&
      hasMember(document, name) &&
      validate(memberValue(document, name), context).kind === 'malformed' &&
      previous.kind === 'document' &&
      validate(memberValue(previous.document, name), context).kind !== 'malformed',
  ).map(({ name }) => name);
  if (broken.length > 0) {
    throw new Refusal({
      rule: 'would-bury',
      reason: `${broken.join(', ')} is of no use as it is now, and a new version would push the good value out of AWSPREVIOUS; nothing was written`,
      next: `roll back ${broken.join(', ')} first`,
    });
  }
}

/** Whether the catalogue knows the name. */
export function isInCatalogue(name: string): boolean {
  return CATALOGUE.some((key) => key.name === name);
}
