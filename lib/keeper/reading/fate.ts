import type { Fate } from '../../contract/fate';
import type { Surroundings } from '../surroundings';
import { Lineage } from '../versions/lineage';
import { claimOf } from '../versions/version-id';

/**
 * What became of the change that was asked for with this request id, by the versions that were made for it.
 * @throws Refusal where there is no secret, or where it is scheduled for deletion.
 */
export async function fate(requestId: string, { store }: Surroundings, signal: AbortSignal): Promise<Fate> {
  const { records, lastWritten } = await store.describeUsable(signal);
  const versions = await store.versions(signal);
  const current = versions.find(({ stages }) => stages.includes('AWSCURRENT'));
  const currentVersionId = current?.versionId ?? null;
  const mine = versions.filter(({ versionId }) => claimOf(versionId)?.requestId === requestId);
  const known = new Lineage(versions, records, lastWritten);
  const made = mine.find((version) => known.wasCurrent(version));
  if (made !== undefined) {
    return {
      fate: made === current ? 'current' : 'overtaken',
      versionId: made.versionId,
      currentVersionId,
    };
  }
  const unproved = mine.find((version) => !known.neverWasCurrent(version));
  if (unproved !== undefined) {
    return { fate: 'unproved', versionId: unproved.versionId, currentVersionId };
  }
  return { fate: mine.length === 0 ? 'not-stored' : 'not-made', currentVersionId };
}
