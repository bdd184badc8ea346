import type { KeyRecord } from '../../contract/operator-answer';
import type { NewRecord } from '../store/decision';

/** A record made at `at`, to the second, for the operation named. */
export function newRecord(at: Date, operation: string, how: KeyRecord['how']): NewRecord {
  return { madeAt: `${at.toISOString().slice(0, 19)}Z`, operation, how };
}
