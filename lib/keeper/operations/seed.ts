import { GENERATED_KEYS, type GeneratedKey } from '../../catalogue/catalogue';
import type { Change, KeyRecord } from '../../contract/operator-answer';
import { hasMember, memberSource, type SecretDocument } from '../document/secret-document';
import { Refusal } from '../refusal';
import { type Decision, type NewRecord, type Snapshot, settingOf } from '../store/decision';
import type { Surroundings } from '../surroundings';
import type { DrawnKeys } from './drawn-keys';
import { describeUsable, malformedKeys, missingKeys, previousDocument } from './findings';
import { newRecord } from './new-record';

/** How a seeding goes about its work. */
export interface SeedOptions {
  /** `report` names what is missing and writes nothing. */
  readonly seeding: 'add' | 'report';
  /** Looks at the generation record even where nothing is missing, and completes it. */
  readonly completeRecord: boolean;
  readonly drawn: DrawnKeys;
}

/**
 * Adds each generated key that is missing and touches nothing else. A key that AWSPREVIOUS has was dropped by the last edit
 * and is taken back from there; a key that the generation record knows and neither version has is refused, since drawing it
 * anew would make everything encrypted with it unreadable.
 */
export async function decideSeed(
  snapshot: Snapshot,
  { store, settings, now }: Surroundings,
  { seeding, completeRecord, drawn }: SeedOptions,
  signal: AbortSignal,
): Promise<Decision<Change>> {
  const { document } = snapshot;
  const missing = missingKeys(document);
  const described = snapshot.isEmpty || completeRecord ? await describeUsable(store, signal) : undefined;
  const hasPrevious = missing.length > 0 && (described?.hasPrevious ?? true);
  const previous = hasPrevious ? await previousDocument(store, signal) : undefined;
  const dropped = previous === undefined ? [] : missing.filter((name) => hasMember(previous, name));

  const absent = seeding === 'add' ? GENERATED_KEYS.filter((key) => !hasMember(document, key.name)) : [];
  const back = absent.filter((key) => dropped.includes(key.name));
  const fresh = absent.filter((key) => !dropped.includes(key.name));
  const recordsBefore = (described ?? (fresh.length > 0 ? await describeUsable(store, signal) : undefined))?.records;
  // A record of this very operation, from an attempt that lost a race, is no sign of an earlier value.
  const notDrawnNow = fresh.filter((key) => !drawn.has(key));
  refuseLost(notDrawnNow, recordsBefore ?? new Map(), store.name);

  const values = new Map([
    ...back.map((key) => [key.name, backFrom(previous, key)] as const),
    ...fresh.map((key) => [key.name, JSON.stringify(drawn.valueFor(key))] as const),
  ]);
  return {
    edit: settingOf(values),
    records: recordsBefore === undefined ? new Map() : newRecords(recordsBefore),
    recordsBefore: recordsBefore ?? new Map(),
    result: {
      versionId: null,
      generated: fresh.map((key) => key.name),
      takenBack: back.map((key) => key.name),
      populated: [],
      removed: [],
      missing: missing.filter((name) => !values.has(name)),
      malformed: [...malformedKeys(document, { gcpProject: settings.GCP_PROJECT })],
      dropped,
    },
  };

  function newRecords(before: ReadonlyMap<string, KeyRecord | null>): ReadonlyMap<string, NewRecord> {
    const unrecorded = GENERATED_KEYS.filter((key) => fresh.includes(key) || !before.has(key.name));
    return new Map(
      unrecorded.flatMap((key) => {
        if (fresh.includes(key)) {
          return [[key.name, newRecord(now(), 'seed', 'generated')] as const];
        }
        return hasMember(document, key.name) || back.includes(key)
          ? [[key.name, newRecord(now(), 'found', 'brought')] as const]
          : [];
      }),
    );
  }
}

function backFrom(previous: SecretDocument | undefined, key: GeneratedKey): string {
  const source = previous === undefined ? undefined : memberSource(previous, key.name);
  if (source === undefined) {
    throw new Error(`AWSPREVIOUS lost ${key.name} while it was read`);
  }
  return source;
}

function refuseLost(
  fresh: readonly GeneratedKey[],
  records: ReadonlyMap<string, KeyRecord | null>,
  secretName: string,
): void {
  const lost = fresh.filter((key) => records.has(key.name)).map((key) => key.name);
  if (lost.length === 0) {
    return;
  }
  const version = lost.map((name) => records.get(name)?.versionId).find((id) => id !== undefined);
  throw new Refusal({
    rule: 'generated-key-lost',
    reason: `${lost.join(', ')} existed (generation record) but neither AWSCURRENT nor AWSPREVIOUS has it; drawing it anew would lose what it protects, so nothing was written`,
    next:
      version === undefined
        ? 'bring the value back from a backup'
        : `move AWSPREVIOUS to the version that has it (the keeper wrote it in ${version}, unless it was replaced by hand since): aws secretsmanager update-secret-version-stage --secret-id ${secretName} --version-stage AWSPREVIOUS --move-to-version-id ${version} --remove-from-version-id <version now labelled AWSPREVIOUS>, then seed again`,
  });
}
