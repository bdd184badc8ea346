import { GENERATED_KEYS, type GeneratedKey } from '../../../catalogue/catalogue';
import type { RandomBytes } from '../../../catalogue/catalogue-key';
import type { Change, KeyRecord } from '../../../contract/operator-answer';
import { describeUsable, malformedKeys, missingKeys, otherVersion, usableSource } from '../../secret/other-version';
import { hasMember } from '../../secret/secret-document';
import { type SecretDescription, STAGING_LABEL } from '../../secret/secret-store';
import type { Surroundings } from '../../surroundings';
import { type Decision, documentAfter, type NewRecord, type Snapshot, settingOf } from '../decision';
import { newRecord } from '../generation-record';
import { refuseLost, refuseUnreadable } from '../lost-keys';
import { droppedKeys, refuseToBury, takenBack } from '../take-back';

/** How a seeding goes about its work. */
export interface SeedOptions {
  /** `report` names what is missing and writes nothing. */
  readonly seeding: 'add' | 'report';
  /** Completes the generation record even where the keeper itself wrote the current version. */
  readonly completeRecord: boolean;
  readonly drawn: DrawnKeys;
}

/**
 * Adds each generated key that is missing and touches nothing else. A key that AWSPREVIOUS has was dropped by the last edit
 * and is taken back from there; a key that the generation record knows and neither version has is refused, since drawing it
 * anew would make everything encrypted with it unreadable. A key without a record may still be in the version that the
 * keeper staged last, from a write that was cut off.
 */
export async function decideSeed(
  snapshot: Snapshot,
  { store, settings, now }: Surroundings,
  { seeding, completeRecord, drawn }: SeedOptions,
  signal: AbortSignal,
): Promise<Decision<Change>> {
  const { document } = snapshot;
  const context = { gcpProject: settings.GCP_PROJECT };
  const missing = missingKeys(document);
  let described = completeRecord || !snapshot.isKeepers ? await describeUsable(store, signal) : undefined;
  const lookBack = missing.length > 0 && (described?.stages.has('AWSPREVIOUS') ?? true);
  const previous = lookBack ? await otherVersion(store, 'AWSPREVIOUS', signal) : ({ kind: 'none' } as const);

  const back = seeding === 'add' ? takenBack(document, previous, context) : new Map<string, string>();
  const absent = GENERATED_KEYS.filter(({ name }) => !hasMember(document, name) && !back.has(name));
  const fresh = seeding === 'add' ? absent : [];
  if (fresh.length > 0) {
    described ??= await describeUsable(store, signal);
    refuseLost(fresh, described.records, store.name);
    refuseUnreadable(fresh, previous, store.name);
  }
  const cutOff = described === undefined ? new Map<string, string>() : await stagedSources(fresh, described);
  // What an earlier attempt of this very operation staged was drawn by it.
  const toDraw = fresh.filter((key) => drawn.isValue(key, cutOff.get(key.name) ?? '') || !cutOff.has(key.name));
  const values = new Map([
    ...back,
    ...cutOff,
    ...toDraw.map((key) => [key.name, JSON.stringify(drawn.valueFor(key))] as const),
  ]);
  if (values.size > 0) {
    refuseToBury(document, previous, context, [...values.keys()]);
  }
  const edit = settingOf(values);
  const after = documentAfter(document, edit);
  return {
    edit,
    operation: 'seed',
    changed: [...values.keys()],
    records: described === undefined ? new Map() : newRecords(described.records),
    result: {
      versionId: null,
      generated: toDraw.map(({ name }) => name),
      takenBack: [...values.keys()].filter((name) => !toDraw.some((key) => key.name === name)),
      populated: [],
      removed: [],
      missing: [...missingKeys(after)],
      malformed: [...malformedKeys(after, context)],
      dropped: [...droppedKeys(document, previous, missing)],
    },
  };

  async function stagedSources(keys: readonly GeneratedKey[], { stages }: SecretDescription) {
    const look = keys.length > 0 && stages.has(STAGING_LABEL) && !snapshot.isKeepers;
    const staged = look ? await otherVersion(store, STAGING_LABEL, signal) : ({ kind: 'none' } as const);
    return new Map(
      keys.flatMap((key) => {
        const source = usableSource(staged, key, context);
        return source === undefined ? [] : [[key.name, source] as const];
      }),
    );
  }

  /** Records for the keys that will be there without one. */
  function newRecords(before: ReadonlyMap<string, KeyRecord | null>): ReadonlyMap<string, NewRecord> {
    const drawnNow = new Set(toDraw.map(({ name }) => name));
    const unrecorded = GENERATED_KEYS.filter(({ name }) => hasMember(after, name) && !before.has(name));
    return new Map(
      unrecorded.map(({ name }) => [
        name,
        drawnNow.has(name) ? newRecord(now(), 'seed', 'generated') : newRecord(now(), 'found', 'brought'),
      ]),
    );
  }
}

/** Draws each key once for one operation, however often the operation has to start over. */
export class DrawnKeys {
  readonly #randomBytes: RandomBytes;
  readonly #drawn = new Map<string, string>();

  constructor(randomBytes: RandomBytes) {
    this.#randomBytes = randomBytes;
  }

  /** Whether this JSON text is the value that this operation drew for `key`. */
  isValue({ name }: GeneratedKey, source: string): boolean {
    return JSON.stringify(this.#drawn.get(name)) === source;
  }

  /** The value of `key` in this operation. */
  valueFor({ name, generate }: GeneratedKey): string {
    const value = this.#drawn.get(name) ?? generate(this.#randomBytes);
    this.#drawn.set(name, value);
    return value;
  }
}
