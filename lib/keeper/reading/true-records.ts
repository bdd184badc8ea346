import { keyNamed } from '../../catalogue/catalogue';
import { type Records, timestamp } from '../secret/record-tags';
import { holds, memberSource } from '../secret/secret-document';
import type { SecretStore } from '../secret/secret-store';
import type { Snapshot } from '../secret/snapshot';
import { newestFirst, type ReadVersion } from '../versions/last-value';
import { contentOf, readHistory } from '../versions/read-history';
import { claimOf } from '../versions/version-id';

/**
 * The records as the versions bear them out. A tag is written beside the value and after it, so it can be late: a record
 * holds where its version is gone, or has the value that is current. For any other key the record is made of the version
 * since which its value has been the same, but for versions that have no value of it: what was lost and came back is as old as it was.
 */
export async function trueRecords(
  records: Records,
  snapshot: Snapshot,
  store: SecretStore,
  signal: AbortSignal,
): Promise<Records> {
  const ids = new Set([...records.values()].flatMap((record) => (record === null ? [] : [record.versionId])));
  ids.delete(snapshot.versionId ?? '');
  const contents = await Promise.all([...ids].map(async (id) => [id, await contentOf(store, id, signal)] as const));
  const byId = new Map(contents);
  const late = [...records].flatMap(([name, record]) => {
    const source = memberSource(snapshot.document, name);
    const content = record === null ? undefined : byId.get(record.versionId);
    const contradicts = content?.kind === 'document' && memberSource(content.document, name) !== source;
    return contradicts && holds(snapshot.document, name) ? [name] : [];
  });
  if (late.length === 0) {
    return records;
  }
  const history = [...(await readHistory(store, [], signal))].sort(newestFirst);
  return new Map([...records, ...late.map((name) => [name, recordFrom(name, snapshot, history)] as const)]);
}

function recordFrom(name: string, { document, versionId }: Snapshot, history: readonly ReadVersion[]) {
  const source = memberSource(document, name);
  const from = history
    .slice(history.findIndex((version) => version.versionId === versionId))
    .filter(
      ({ content }) => content.kind === 'unreadable' || (content.kind === 'document' && holds(content.document, name)),
    );
  const end = from.findIndex(
    ({ content }) => content.kind !== 'document' || memberSource(content.document, name) !== source,
  );
  const first = from.slice(0, end === -1 ? undefined : end).at(-1);
  if (first === undefined) {
    return null;
  }
  const operation = claimOf(first.versionId)?.operation;
  const isDrawn = keyNamed(name)?.generate !== undefined && (operation === 'seed' || operation === 'rotate');
  return {
    madeAt: timestamp(first.createdAt),
    operation: operation ?? 'found',
    how: isDrawn ? 'generated' : 'brought',
    versionId: first.versionId,
  } as const;
}
