import { GENERATED_KEYS } from '../../catalogue/catalogue';
import type { OtherVersion } from '../secret/other-version';
import { EMPTY_DOCUMENT, holds, memberSource } from '../secret/secret-document';
import type { Snapshot } from '../secret/snapshot';
import { claimOf, digestOf } from './version-id';

/** Operations that draw values. */
export type Drawing = 'seed' | 'rotate';

/**
 * The generated keys whose values came with the current version, by the drawing operation that its id claims. Which keys these
 * are is read from the documents: none where `previous` is not the version that it was computed from, or cannot be read.
 */
export function drawnByCurrent(snapshot: Snapshot, previous: OtherVersion): ReadonlyMap<string, Drawing> {
  const claim = claimOf(snapshot.versionId ?? '');
  const operation = drawingOf(snapshot);
  if (operation === undefined || previous.kind === 'unreadable' || claim?.base !== digestOf(previous.versionId)) {
    return new Map();
  }
  const before = previous.kind === 'document' ? previous.document : EMPTY_DOCUMENT;
  const now = snapshot.document;
  // A rotation draws keys that are there and a seed those that are not; what else differs was taken back.
  const drawn = GENERATED_KEYS.filter(
    ({ name }) =>
      holds(now, name) &&
      holds(before, name) === (operation === 'rotate') &&
      memberSource(now, name) !== memberSource(before, name),
  );
  return new Map(drawn.map(({ name }) => [name, operation]));
}

/** The drawing operation that the id of the current version claims. */
export function drawingOf({ versionId }: Snapshot): Drawing | undefined {
  const operation = claimOf(versionId ?? '')?.operation;
  return operation === 'seed' || operation === 'rotate' ? operation : undefined;
}
