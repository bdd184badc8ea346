import type { HistoryEntry } from '../../contract/operator-answer';
import type { OtherVersion } from '../secret/other-version';
import { memberSource } from '../secret/secret-document';
import { shownName } from '../secret/shown-name';
import type { Surroundings } from '../surroundings';
import type { ReadVersion } from '../versions/last-value';
import { Lineage } from '../versions/lineage';
import { readHistory } from '../versions/read-history';
import { claimOf, digestOf } from '../versions/version-id';

/**
 * Every version that there still is, newest first, and how each differs from the one that it was made of, as its id claims; where
 * the id claims none that is there, from the newest made before it that may have been current: names only.
 * @throws Refusal where there is no secret, or where it is scheduled for deletion.
 */
export async function history({ store }: Surroundings, signal: AbortSignal): Promise<HistoryEntry[]> {
  const { records, lastWritten } = await store.describeUsable(signal);
  const versions = [...(await readHistory(store, [], signal))].sort(
    (one, other) => one.createdAt.getTime() - other.createdAt.getTime(),
  );
  const known = new Lineage(versions, records, lastWritten);
  return versions
    .map((version, place) => entryOf(version, madeOf(version, versions.slice(0, place), known), known))
    .reverse();
}

/** @param earlier the versions made before it, oldest first. */
function madeOf({ versionId }: ReadVersion, earlier: readonly ReadVersion[], known: Lineage): ReadVersion | undefined {
  const base = claimOf(versionId)?.base;
  const claimed = earlier.find((other) => digestOf(other.versionId) === base);
  return claimed ?? earlier.filter((other) => !known.neverWasCurrent(other)).at(-1);
}

function entryOf(version: ReadVersion, before: ReadVersion | undefined, known: Lineage): HistoryEntry {
  const claim = claimOf(version.versionId);
  return {
    versionId: version.versionId,
    madeAt: version.createdAt.toISOString(),
    ...(claim === undefined
      ? {}
      : { operation: claim.operation, requestId: claim.requestId, invocation: claim.invocation }),
    labels: [...version.stages],
    current: currentness(version, known),
    readable: version.content.kind !== 'unreadable',
    ...differences(version.content, before?.content ?? { kind: 'none' }),
  };
}

function currentness(version: ReadVersion, known: Lineage): HistoryEntry['current'] {
  if (version.stages.includes('AWSCURRENT')) {
    return 'is';
  }
  if (known.wasCurrent(version)) {
    return 'was';
  }
  return known.neverWasCurrent(version) ? 'never' : 'unproved';
}

function differences(content: OtherVersion, before: OtherVersion): Pick<HistoryEntry, 'added' | 'changed' | 'removed'> {
  if (content.kind === 'unreadable' || before.kind === 'unreadable') {
    return { added: [], changed: [], removed: [] };
  }
  const sources = (version: OtherVersion) =>
    version.kind === 'document'
      ? new Map([...version.document.members.keys()].map((name) => [name, memberSource(version.document, name)]))
      : new Map<string, string | undefined>();
  const [now, then] = [sources(content), sources(before)];
  return {
    added: [...now.keys()].filter((name) => !then.has(name)).map(shownName),
    changed: [...now]
      .filter(([name, source]) => then.has(name) && then.get(name) !== source)
      .map(([name]) => shownName(name)),
    removed: [...then.keys()].filter((name) => !now.has(name)).map(shownName),
  };
}
