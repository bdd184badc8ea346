import { CATALOGUE } from '../../../catalogue/catalogue';
import type { CatalogueKey } from '../../../catalogue/catalogue-key';
import type { Consents } from '../../../contract/operator-request';
import { Refusal } from '../../refusal';
import type { OtherVersion } from '../../secret/other-version';
import type { SecretDescription } from '../../secret/secret-store';
import type { Surroundings } from '../../surroundings';
import type { Edit, Snapshot } from '../decision';

/** What an operator's change starts from. */
export interface Situation {
  readonly snapshot: Snapshot;
  readonly described: SecretDescription;
  /** The version labelled AWSPREVIOUS. */
  readonly previous: OtherVersion;
  /** The version that the keeper staged last, where it may hold a key that is nowhere else. */
  readonly staged: OtherVersion;
  readonly surroundings: Surroundings;
}

/** What an operator's change would do; made for the plan and again, on what is current then, for the change itself. */
export interface Proposal {
  readonly edit: Edit;
  /** Names of keys whose new values the keeper drew. */
  readonly drawn: readonly string[];
  /** Names of generated keys that the last edit dropped and this change brings back, so that they are not lost for good. */
  readonly takenBack: readonly string[];
  /** Consents that this kind of change needs beside those that every change may need. */
  readonly needsConsents: readonly (keyof Consents)[];
}

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
