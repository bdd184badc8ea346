import type { Change } from '../../contract/operator-answer';
import { carryOut, NO_CONSENTS } from '../changes/carry-out';
import { droppedKeys, malformedKeys, missingKeys } from '../secret/key-states';
import { type OtherVersion, otherVersion } from '../secret/other-version';
import { snapshotOf, valueVersionOf } from '../secret/snapshot';
import type { Surroundings } from '../surroundings';

/** What was done, as attributes of the custom resource: names and counts. */
export type Attributes = Readonly<Record<string, string>>;

/**
 * Adds the generated keys that are missing, or, where the row says so, only says which.
 * @param isCreate the resource is new: the tags are completed in any case.
 * @throws Refusal where it cannot be done without guessing.
 */
export async function seed(isCreate: boolean, surroundings: Surroundings, signal: AbortSignal): Promise<Attributes> {
  if (surroundings.settings.SEEDING === 'report') {
    return attributes(await report(surroundings, signal));
  }
  const requestId = Buffer.from(surroundings.randomBytes(8)).toString('hex');
  const order = {
    change: { operation: 'seed' },
    requestId,
    consents: NO_CONSENTS,
    completeRecords: isCreate,
  } as const;
  return attributes(await carryOut(order, surroundings, signal));
}

/** Says what is there and writes nothing, tags included. */
async function report({ store, settings }: Surroundings, signal: AbortSignal) {
  const snapshot = snapshotOf(await store.read('AWSCURRENT', signal));
  const missing = missingKeys(snapshot.document);
  const previous: OtherVersion =
    missing.length === 0 ? { kind: 'none' } : await otherVersion(() => store.read('AWSPREVIOUS', signal));
  return {
    versionId: valueVersionOf(snapshot),
    generated: [],
    takenBack: [],
    missing,
    malformed: malformedKeys(snapshot.document, { gcpProject: settings.GCP_PROJECT }),
    dropped: droppedKeys(snapshot.document, previous),
    previousUnreadable: previous.kind === 'unreadable',
  };
}

function attributes(
  change: Pick<
    Change,
    'versionId' | 'generated' | 'takenBack' | 'dropped' | 'previousUnreadable' | 'missing' | 'malformed'
  >,
): Attributes {
  return {
    VersionId: change.versionId ?? 'none',
    Generated: names(change.generated),
    TakenBack: names(change.takenBack),
    Dropped: change.previousUnreadable === true ? 'not known (AWSPREVIOUS cannot be read)' : names(change.dropped),
    Missing: names(change.missing),
    Malformed: names(change.malformed),
  };
}

/** An output of a stack cannot be empty. */
function names(keys: readonly string[]): string {
  return keys.length === 0 ? 'none' : keys.join(', ');
}
