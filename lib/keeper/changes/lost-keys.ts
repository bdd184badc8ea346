import type { GeneratedKey } from '../../catalogue/catalogue';
import type { KeyRecord } from '../../contract/operator-answer';
import { Refusal } from '../refusal';
import type { OtherVersion } from '../secret/other-version';

/** Refuses to draw keys that the generation record knows: they existed, and what they protect still needs them. */
export function refuseLost(
  toDraw: readonly GeneratedKey[],
  records: ReadonlyMap<string, KeyRecord | null>,
  secretName: string,
): void {
  const lost = toDraw.filter((key) => records.has(key.name)).map((key) => key.name);
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
        : `move AWSPREVIOUS to the version that has it (the keeper recorded it in ${version}, unless it was replaced by hand since): ${moveLabel(secretName, version)}, then seed again`,
  });
}

/** Refuses to draw keys while AWSPREVIOUS cannot be read: it may hold them, and no record says that they never existed. */
export function refuseUnreadable(toDraw: readonly GeneratedKey[], previous: OtherVersion, secretName: string): void {
  if (previous.kind !== 'unreadable') {
    return;
  }
  throw new Refusal({
    rule: 'previous-unreadable',
    reason: `${toDraw.map(({ name }) => name).join(', ')} is missing, and AWSPREVIOUS, which may have it, is not one JSON object with unique keys; nothing was written`,
    next: `if nothing in it is needed, take its label away: aws secretsmanager update-secret-version-stage --secret-id ${secretName} --version-stage AWSPREVIOUS --remove-from-version-id <version now labelled AWSPREVIOUS>, then seed again`,
  });
}

function moveLabel(secretName: string, version: string): string {
  return `aws secretsmanager update-secret-version-stage --secret-id ${secretName} --version-stage AWSPREVIOUS --move-to-version-id ${version} --remove-from-version-id <version now labelled AWSPREVIOUS>`;
}
