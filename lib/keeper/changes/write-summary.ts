import { tagsOf } from '../secret/record-tags';
import { isTransient } from '../secret/service-faults';
import type { Surroundings } from '../surroundings';
import type { VersionOperation } from '../versions/version-id';
import type { Decision } from './decision';

const ATTEMPTS = 4;

/** First pause before a repeat, in milliseconds; each further one is twice as long. */
export const FIRST_PAUSE_MS = 100;

/**
 * Writes the tags that summarise a version which is current.
 * @returns whether they could be written: the change stands in any case, and any later run can write them again.
 */
export async function writeSummary(
  { store, now, sleep, random }: Surroundings,
  operation: VersionOperation,
  versionId: string,
  { text, changed, records }: Decision,
  signal: AbortSignal,
): Promise<boolean> {
  if (text === undefined && records.size === 0) {
    return true;
  }
  const recorded = { versionId, changed, records, ...(text === undefined ? {} : { wrote: operation }) };
  for (let attempt = 1; ; attempt += 1) {
    try {
      await store.tag(tagsOf(recorded, now()), signal);
      return true;
    } catch (error) {
      if (!isTransient(error) || attempt === ATTEMPTS) {
        return false;
      }
      await sleep(FIRST_PAUSE_MS * 2 ** attempt * (0.5 + random()), signal).catch(() => undefined);
    }
  }
}
