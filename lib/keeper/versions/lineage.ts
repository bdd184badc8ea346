import { KEEPER_TIMEOUT_SECONDS } from '../../contract/keeper-settings';
import type { Records } from '../secret/record-tags';
import type { ListedVersion } from '../secret/stored-version';
import { claimOf, digestOf } from './version-id';

/**
 * The keeper that reads a base is at work for its time-out at most, so versions computed from one base while it was current,
 * one of which took the label, were made within twice that time of one another.
 */
const SIBLINGS_MADE_WITHIN_MS = 2 * KEEPER_TIMEOUT_SECONDS * 1_000;

/**
 * What the ids, labels, dates and records of a secret's versions prove about which of them were AWSCURRENT. Ids are claims and
 * dates are hints: a date orders only versions of which more is known. A label moved by hand makes no version and is not seen.
 */
export class Lineage {
  readonly #byDigest = new Map<string, ListedVersion>();
  /** Ids of the versions that others were computed from. */
  readonly #bases = new Set<string>();
  readonly #siblings = new Map<string, ListedVersion[]>();
  readonly #recorded: ReadonlySet<string>;
  /** Of AWSCURRENT and AWSPREVIOUS, between which no other version was current. */
  readonly #latest: ReadonlySet<string>;

  /** @param lastWritten id of the version that the tag of the last write names. */
  constructor(versions: readonly ListedVersion[], records: Records, lastWritten: string | undefined) {
    for (const version of versions) {
      this.#byDigest.set(digestOf(version.versionId), version);
    }
    for (const version of versions) {
      const base = claimOf(version.versionId)?.base;
      if (base !== undefined) {
        this.#bases.add(base);
        this.#siblings.set(base, [...(this.#siblings.get(base) ?? []), version]);
      }
    }
    const recorded = [...records.values()].flatMap((record) => (record === null ? [] : [record.versionId]));
    this.#recorded = new Set(lastWritten === undefined ? recorded : [...recorded, lastWritten]);
    const latest = versions.filter(({ stages }) => stages.includes('AWSCURRENT') || stages.includes('AWSPREVIOUS'));
    this.#latest = new Set(latest.map(({ versionId }) => digestOf(versionId)));
  }

  /** Whether a version is proved to have been AWSCURRENT: by a label, by a version computed from it, or by a record. */
  wasCurrent({ versionId, stages }: ListedVersion): boolean {
    return (
      stages.includes('AWSCURRENT') ||
      stages.includes('AWSPREVIOUS') ||
      this.#recorded.has(versionId) ||
      this.#bases.has(digestOf(versionId))
    );
  }

  /**
   * Whether a version is proved never to have been AWSCURRENT: the keeper moves the label only from the version that the new
   * one was computed from, and that one is current still, or another version took the label from it: the current one, where
   * it is AWSPREVIOUS, or one that was made at about the same time. One made later proves nothing: whoever may write can choose
   * an id that claims the same base.
   */
  neverWasCurrent(version: ListedVersion): boolean {
    const base = claimOf(version.versionId)?.base;
    return (
      base !== undefined &&
      !this.wasCurrent(version) &&
      (this.#latest.has(base) ||
        (this.#siblings.get(base) ?? []).some(
          (other) =>
            Math.abs(other.createdAt.getTime() - version.createdAt.getTime()) <= SIBLINGS_MADE_WITHIN_MS &&
            this.wasCurrent(other),
        ))
    );
  }

  /** Whether `other` can only have been current before `last` was. */
  cameBefore(other: ListedVersion, last: ListedVersion): boolean {
    if (this.#descends(last, other)) {
      return true;
    }
    if (this.#descends(other, last) || other.createdAt.getTime() >= last.createdAt.getTime()) {
      return false;
    }
    // Made earlier. A version becomes current when it is made, or, the keeper's, unless another one took its place meanwhile.
    return this.wasCurrent(last);
  }

  /** Whether `version` was computed from `ancestor`, as far back as the keeper's own versions tell. */
  #descends(version: ListedVersion, ancestor: ListedVersion): boolean {
    const wanted = digestOf(ancestor.versionId);
    const seen = new Set<string>();
    for (let base = claimOf(version.versionId)?.base; base !== undefined && !seen.has(base); ) {
      if (base === wanted) {
        return true;
      }
      seen.add(base);
      const before = this.#byDigest.get(base);
      base = before === undefined ? undefined : claimOf(before.versionId)?.base;
    }
    return false;
  }
}
