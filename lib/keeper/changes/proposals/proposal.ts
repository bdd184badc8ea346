import type { Consents } from '../../../contract/operator-request';
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
