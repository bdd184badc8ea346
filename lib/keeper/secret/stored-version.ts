/** The labels that the keeper reads by. */
export type VersionStage = 'AWSCURRENT' | 'AWSPREVIOUS';

/**
 * Private staging label of the keeper. PutSecretValue would move AWSCURRENT by itself unless it is given another label; the
 * keeper moves AWSCURRENT in a second step that names the version it expects there. Every write moves it, so no decision
 * reads it. AWSPENDING is rotation's.
 */
export const STAGING_LABEL = 'KAIZENCOACH_STAGED';

/**
 * A version of the secret. `text` is absent where there is no value yet: AWS has no version at all then (`versionId` absent
 * too), and some services create a version that holds an empty string.
 */
export interface StoredVersion {
  readonly versionId?: string;
  readonly text?: string;
  /** When it was made, by whomever. */
  readonly createdAt?: Date;
}

/** A version as the list of versions tells of it. */
export interface ListedVersion {
  readonly versionId: string;
  readonly createdAt: Date;
  /** Its labels; none where later versions have taken them. */
  readonly stages: readonly string[];
}
