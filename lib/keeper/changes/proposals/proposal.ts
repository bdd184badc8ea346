import { CATALOGUE, type GeneratedKey, keyNamed } from '../../../catalogue/catalogue';
import type { CatalogueKey } from '../../../catalogue/catalogue-key';
import type { Consents } from '../../../contract/operator-request';
import { Refusal } from '../../refusal';
import type { SecretDocument } from '../../secret/secret-document';
import type { NewValues } from '../../secret/splice';

/** Draws a key: once for one change, however often the change has to start over. */
export type Draw = (key: GeneratedKey) => string;

/** What a change would do; made for the plan and again, on what is current then, for the change itself. */
export interface Proposal {
  /** Members that get new values, as JSON text. */
  readonly values: NewValues;
  /** Another version's document that takes the place of the whole. */
  readonly replacement?: SecretDocument;
  /** Names of keys whose new values the keeper drew. */
  readonly drawn: readonly string[];
  /** Names of members whose values the operator brings: whether they differ is not told before they are written. */
  readonly brought: readonly string[];
  /** Keys that stay as they are, because the app could not use what the operator brings for them. */
  readonly leftOut: readonly string[];
  /** Keys that had no usable value and get an earlier one again, with the version that has it. */
  readonly takenBack: ReadonlyMap<string, string>;
  /** Consents that this kind of change needs beside those that every change may need. */
  readonly needsConsents: readonly (keyof Consents)[];
}

/** A proposal that does nothing but what `does` says. */
export function proposal(does: Partial<Proposal>): Proposal {
  return { values: new Map(), drawn: [], brought: [], leftOut: [], takenBack: new Map(), needsConsents: [], ...does };
}

/** The next step where generated keys are missing that may have existed: the way back, and the ways out where there is none. */
export function bringBack(names: readonly string[], environment: string): string {
  return `npx kaizencoach-secrets recover ${environment}; where no version has it: npx kaizencoach-secrets populate ${environment} --set ${names.join('=@FILE --set ')}=@FILE --import-generated, or npx kaizencoach-secrets restore ${environment} FILE --identity FILE`;
}

/**
 * The catalogue's key of that name.
 * @throws Refusal where there is none; the name may be a value in the wrong place, so only its length is said.
 */
export function keyAskedFor(name: string): CatalogueKey {
  const key = keyNamed(name);
  if (key === undefined) {
    throw new Refusal({
      rule: 'unknown-key',
      reason: `the catalogue has no key of that name (length ${name.length})`,
      next: `known keys: ${CATALOGUE.map((known) => known.name).join(', ')}`,
    });
  }
  return key;
}
