import { GARMIN, GENERATED_KEYS, REQUIRED_KEYS } from '../../catalogue/catalogue';
import type { CatalogueKey, ValidationContext } from '../../catalogue/catalogue-key';
import type { PlannedChange } from '../../contract/operator-request';
import { isUsable, type OtherVersion, otherVersion, usableSource } from '../secret/other-version';
import type { Records } from '../secret/record-tags';
import { holds } from '../secret/secret-document';
import type { SecretStore } from '../secret/secret-store';
import type { Snapshot } from '../secret/snapshot';
import { type Drawing, drawingOf, drawnByCurrent } from '../versions/drawn-by-current';
import { type History, type LastValue, lastValue } from '../versions/last-value';
import { readHistory } from '../versions/read-history';
import { claimOf } from '../versions/version-id';

/** Everything that a change depends on, read once; what follows from it is pure. */
export interface Situation {
  /** What messages call it. */
  readonly environment: string;
  readonly context: ValidationContext;
  readonly snapshot: Snapshot;
  /** The version labelled AWSPREVIOUS; `none` also where nothing depends on it. */
  readonly previous: OtherVersion;
  /** The tags; absent where nothing depends on them. */
  readonly records?: Records;
  /** The last value of each key that neither AWSCURRENT nor AWSPREVIOUS has, where the change depends on it. */
  readonly lastValues: ReadonlyMap<string, LastValue>;
  /** Every version that there is, where the change depends on one of them. */
  readonly history?: History;
  /** What the current version drew, as far as keys without a record depend on it. */
  readonly drawn: ReadonlyMap<string, Drawing>;
}

/** What a change asks of the situation beside AWSCURRENT. */
export interface Look {
  readonly change: PlannedChange;
  /** Reads the tags in any case, to complete them. */
  readonly completeRecords: boolean;
  /** Versions that this very change made and the service refused to make current. */
  readonly notMade: readonly string[];
  readonly environment: string;
  readonly context: ValidationContext;
}

/** Somebody wrote between the look at the value and the look at its history: what was seen does not belong together. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/**
 * Looks at what the change depends on, and at no more: one call for a complete current version of the keeper's own, none
 * beside that which gave the snapshot.
 * @throws Refusal where there is no secret, or where it is scheduled for deletion; Overtaken.
 */
export async function situationOf(
  snapshot: Snapshot,
  store: SecretStore,
  { change, completeRecords, notMade, environment, context }: Look,
  signal: AbortSignal,
): Promise<Situation> {
  const unusable = REQUIRED_KEYS.filter((key) => !isUsable(snapshot.document, key, context));
  const goesBack = change.operation === 'rollback' || change.operation === 'restore' || change.operation === 'recover';
  const readPrevious = () => previousOf(snapshot, store, signal);
  const readsPrevious = snapshot.versionId !== undefined && (unusable.length > 0 || change.operation === 'rollback');
  const previous: OtherVersion = readsPrevious ? await readPrevious() : { kind: 'none' };
  const unsettled = unusable.filter(
    (key) => dependsOn(change, key, snapshot) && usableSource(previous, key, context) === undefined,
  );
  const readsAll = unsettled.length > 0 || (change.operation === 'recover' && unusable.length > 0);
  const isOthers = snapshot.versionId === undefined || claimOf(snapshot.versionId) === undefined;
  const described =
    readsAll || completeRecords || isOthers || goesBack ? await store.describeUsable(signal) : undefined;
  const ignored = change.operation === 'recover' ? (change.ignore ?? []) : [];
  const history =
    readsAll && described !== undefined
      ? { ...described, versions: await readHistory(store, ignored, signal), isPartial: ignored.length > 0, notMade }
      : undefined;
  const labelled = history?.versions.filter(({ stages }) => stages.includes('AWSCURRENT')) ?? [];
  if (labelled.length > 0 && labelled.every(({ versionId }) => versionId !== snapshot.versionId)) {
    throw new Overtaken();
  }
  const lacksRecord = GENERATED_KEYS.some(
    ({ name }) => described?.records.has(name) === false && holds(snapshot.document, name),
  );
  const base = lacksRecord && drawingOf(snapshot) !== undefined && !readsPrevious ? await readPrevious() : previous;
  return {
    environment,
    context,
    snapshot,
    previous,
    drawn: drawnByCurrent(snapshot, base),
    ...(described === undefined ? {} : { records: described.records }),
    ...(history === undefined ? {} : { history }),
    lastValues:
      history === undefined ? new Map() : new Map(unsettled.map((key) => [key.name, lastValue(history, key, context)])),
  };
}

/** @throws Overtaken where the label has moved to the snapshot itself; a version to which somebody gave both labels stays. */
async function previousOf({ versionId }: Snapshot, store: SecretStore, signal: AbortSignal): Promise<OtherVersion> {
  const previous = await otherVersion(() => store.read('AWSPREVIOUS', signal));
  if (previous.kind === 'document' && previous.versionId === versionId) {
    const current = await store.read('AWSCURRENT', signal);
    if (current.versionId !== versionId) {
      throw new Overtaken();
    }
  }
  return previous;
}

/** Whether what a change does depends on the last value of a key that has no usable one. */
function dependsOn(change: PlannedChange, key: CatalogueKey, { document }: Snapshot): boolean {
  switch (change.operation) {
    case 'seed':
      return GENERATED_KEYS.some(({ name }) => name === key.name) && !holds(document, key.name);
    case 'recover':
      return true;
    case 'populate':
      return key.name === GARMIN && Object.hasOwn(change.values, GARMIN);
    case 'restore':
      return key.name === GARMIN;
    case 'rotate':
    case 'rollback':
      return key.name === GARMIN && (change.keys?.includes(GARMIN) ?? true);
  }
}
