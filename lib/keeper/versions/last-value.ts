import type { CatalogueKey, ValidationContext } from '../../catalogue/catalogue-key';
import { type OtherVersion, usableSource } from '../secret/other-version';
import type { Records } from '../secret/record-tags';
import { holds } from '../secret/secret-document';
import type { ListedVersion } from '../secret/stored-version';
import { Lineage } from './lineage';

/** A version and what it holds. */
export interface ReadVersion extends ListedVersion {
  readonly content: OtherVersion;
}

/** All that there still is of a secret's history. */
export interface History {
  readonly versions: readonly ReadVersion[];
  readonly records: Records;
  /** Id of the version that the tag of the last write names. */
  readonly lastWritten: string | undefined;
  /** The operator has left versions out of account. */
  readonly isPartial: boolean;
  /** Versions of this very change that the service refused to make current. */
  readonly notMade: readonly string[];
}

/** What is known of the last value that a key had while its version was AWSCURRENT. */
export type LastValue =
  /** No version that there is, and no record, has the key: no value of it was ever current. */
  | { readonly kind: 'never' }
  /** `proved`: it was current; otherwise it is the only one there is, and may never have been. */
  | { readonly kind: 'known'; readonly source: string; readonly versionId: string; readonly proved: boolean }
  /** It existed, and no version that there is has it in a form that the app can use. */
  | { readonly kind: 'lost' }
  /** More than one version may hold the last value, or one cannot be read. */
  | { readonly kind: 'unknown'; readonly candidates: readonly string[] };

/**
 * The last value of `key` that was current. What a version holds is read from its document; whether and when it was current is
 * concluded from all versions. What cannot be concluded is unknown.
 */
export function lastValue(
  { versions, records, lastWritten, notMade }: History,
  key: CatalogueKey,
  context: ValidationContext,
): LastValue {
  const lineage = new Lineage(versions, records, lastWritten);
  const sources = new Map<string, string>();
  for (const { versionId, content } of versions) {
    const source = usableSource(content, key, context);
    if (source !== undefined) {
      sources.set(versionId, source);
    }
  }
  const everCurrent = versions.filter(
    (version) => !lineage.neverWasCurrent(version) && !notMade.includes(version.versionId),
  );
  const holders = everCurrent.filter(
    ({ versionId, content }) => content.kind === 'unreadable' || sources.has(versionId),
  );
  if (holders.length === 0) {
    const existed = everCurrent.some(({ content }) => content.kind === 'document' && holds(content.document, key.name));
    return records.has(key.name) || existed ? { kind: 'lost' } : { kind: 'never' };
  }
  const readable = holders
    .flatMap((version) => {
      const source = sources.get(version.versionId);
      return source === undefined ? [] : [{ ...version, source }];
    })
    .sort(newestFirst);
  const proved = readable.filter((version) => lineage.wasCurrent(version));
  const comesAfterAllOthers = (version: ReadVersion) =>
    holders.every(
      (other) => sources.get(other.versionId) === sources.get(version.versionId) || lineage.cameBefore(other, version),
    );
  const last = (proved.length > 0 ? proved : readable).find(comesAfterAllOthers);
  // What the keeper drew and nobody used is as good as another draw, unless a record says that there was one which is gone by
  // now; what a person brought may have been refused for good.
  const mayBeFirst = key.generate !== undefined && !records.has(key.name);
  if (last !== undefined && (proved.length > 0 || mayBeFirst)) {
    return { kind: 'known', source: last.source, versionId: last.versionId, proved: proved.length > 0 };
  }
  const canBeLast = holders.filter(
    (version) =>
      !proved.some(
        (other) =>
          sources.get(other.versionId) !== sources.get(version.versionId) && lineage.cameBefore(version, other),
      ),
  );
  // Versions with the same bytes are one candidate; those that cannot be read are one each.
  const candidates = new Map(canBeLast.map(({ versionId }) => [sources.get(versionId) ?? versionId, versionId]));
  return { kind: 'unknown', candidates: [...candidates.values()] };
}

/** Orders versions by when they were made, the newest first. */
export function newestFirst(one: ListedVersion, other: ListedVersion): number {
  return other.createdAt.getTime() - one.createdAt.getTime();
}
