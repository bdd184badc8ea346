import type { Situation } from '../../../lib/keeper/changes/situation';
import { parseDocument } from '../../../lib/keeper/secret/secret-document';
import { GCP_PROJECT } from './keeper';

/**
 * A secret with these members in AWSCURRENT and, where they are given, in AWSPREVIOUS.
 * @param more what else is known of it.
 */
export function situationOf(
  current: Readonly<Record<string, unknown>>,
  previous?: Readonly<Record<string, unknown>>,
  more: Partial<Situation> = {},
): Situation {
  return {
    environment: 'staging',
    context: { gcpProject: GCP_PROJECT },
    snapshot: { document: parseDocument(JSON.stringify(current)), isEmpty: false, versionId: 'current' },
    previous:
      previous === undefined
        ? { kind: 'none' }
        : { kind: 'document', versionId: 'previous', document: parseDocument(JSON.stringify(previous)) },
    lastValues: new Map(),
    drawn: new Map(),
    ...more,
  };
}
