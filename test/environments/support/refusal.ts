import type { Environment } from '../../../lib/environments/row';
import { validateEnvironments } from '../../../lib/environments/rules';
import { RETAINED } from '../../support/sample-environments';

/** The rules that `rows` break on the day `today`, one a line; none where they are accepted. */
export function refusal(rows: readonly Environment[], today?: string): string[] {
  try {
    validateEnvironments(rows, today);
  } catch (error) {
    const lines = error instanceof Error ? error.message.split('\n') : [];
    return lines.slice(1);
  }
  return [];
}

/** The rules that a row breaks which differs from a valid one in `fields` only. */
export function refusalOf(fields: Partial<Environment>, today?: string): string[] {
  return refusal([{ ...RETAINED, ...fields }], today);
}

/** A row as it may arrive where nothing has checked its types. */
export function untyped(fields: object): Environment {
  return Object.assign({ ...RETAINED }, fields);
}
