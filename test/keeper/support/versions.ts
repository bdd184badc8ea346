import { createHash } from 'node:crypto';
import { parseDocument } from '../../../lib/keeper/secret/secret-document';
import type { ReadVersion } from '../../../lib/keeper/versions/last-value';
import { newVersionId, type VersionOperation } from '../../../lib/keeper/versions/version-id';

const START = Date.parse('2026-06-01T00:00:00Z');

/** An id of the keeper's own form that tells of the version it was computed from. */
export function idFrom(base: string | undefined, name: string, operation: VersionOperation = 'populate'): string {
  return newVersionId({ operation, requestId: '0'.repeat(16), invocation: '0a1b2c3d', changed: [], base }, (length) =>
    createHash('sha256').update(name).digest().subarray(0, length),
  );
}

/**
 * A version as it is read from the secret.
 * @param holding its members, or that it has no value or cannot be read.
 */
export function version(
  versionId: string,
  atMs: number,
  stages: readonly string[] = [],
  holding: Readonly<Record<string, unknown>> | 'none' | 'unreadable' = {},
): ReadVersion {
  return {
    versionId,
    createdAt: new Date(START + atMs),
    stages,
    content:
      typeof holding === 'string'
        ? { kind: holding }
        : { kind: 'document', versionId, document: parseDocument(JSON.stringify(holding)) },
  };
}
