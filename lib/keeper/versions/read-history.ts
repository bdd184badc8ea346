import { type OtherVersion, otherVersion } from '../secret/other-version';
import { notAnObject } from '../secret/secret-document';
import type { SecretStore } from '../secret/secret-store';
import type { ReadVersion } from './last-value';

/** How many versions are read at a time: Secrets Manager takes many, and a hundred in a row would take long. */
const AT_A_TIME = 10;

/**
 * Every version that there still is and what it holds, in the order of the list: one call for the list and one for each.
 * @param ignored ids of versions that are not even read.
 */
export async function readHistory(
  store: SecretStore,
  ignored: readonly string[],
  signal: AbortSignal,
): Promise<readonly ReadVersion[]> {
  const listed = (await store.versions(signal)).filter(({ versionId }) => !ignored.includes(versionId));
  const found: ReadVersion[] = [];
  for (let start = 0; start < listed.length; start += AT_A_TIME) {
    const batch = listed.slice(start, start + AT_A_TIME).map(async (version) => ({
      ...version,
      content: await contentOf(store, version.versionId, signal),
    }));
    found.push(...(await Promise.all(batch)));
  }
  return found;
}

/** What a version holds that is named by a list or a record. One that is gone meanwhile may have held anything. */
export async function contentOf(store: SecretStore, versionId: string, signal: AbortSignal): Promise<OtherVersion> {
  return otherVersion(async () => {
    const read = await store.readVersion(versionId, signal);
    return read.versionId === undefined ? Promise.reject(notAnObject('is gone')) : read;
  });
}
