import { KEEPER_AT_WORK_MS } from '../../contract/keeper-settings';
import type { SecretStatus } from '../../contract/operator-answer';
import type { LastWrite, Records } from '../secret/record-tags';
import type { ListedVersion } from '../secret/stored-version';
import { Lineage } from '../versions/lineage';
import { claimOf } from '../versions/version-id';

/** The tags hold whole seconds. */
const CUT_MS = 1_000;

/**
 * Between which moments the current version became so; undefined where the list does not have it. Where a later version was
 * or may have been current, somebody moved the label back, and nothing tells when. A label that was moved back and forth again
 * leaves no such version, and is not seen.
 */
export function lastChange(
  currentId: string | undefined,
  versions: readonly ListedVersion[],
  { records, ...last }: LastWrite & { readonly records: Records },
): SecretStatus['lastChange'] {
  const current = versions.find(({ versionId }) => versionId === currentId);
  if (current === undefined) {
    return undefined;
  }
  const known = new Lineage(versions, records, last.lastWritten);
  const made = current.createdAt.getTime();
  const later = versions.filter((version) => version.createdAt.getTime() > made && !known.neverWasCurrent(version));
  const proved = later.filter((version) => known.wasCurrent(version)).map(({ createdAt }) => createdAt.getTime());
  const earliest = new Date(Math.max(made, ...proved)).toISOString();
  return later.length > 0 ? { earliest } : { earliest, latest: latestOf(current, last).toISOString() };
}

/** The keeper stages a version and moves the label after that; what others write is current at once. */
function latestOf({ versionId, createdAt }: ListedVersion, { lastWritten, lastWrittenAt }: LastWrite): Date {
  const made = createdAt.getTime();
  if (claimOf(versionId) === undefined) {
    return createdAt;
  }
  return lastWritten === versionId && lastWrittenAt !== undefined
    ? new Date(Math.max(made, lastWrittenAt.getTime() + CUT_MS))
    : new Date(made + KEEPER_AT_WORK_MS);
}
