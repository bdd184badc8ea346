import { isRequired } from './catalogue';

/**
 * Of the malformed keys of a backup, those for which it is refused as a whole: required ones, and the GCP project of another
 * environment where no Google key shows that the backup is this one's. The others are settings without which the app runs.
 */
export function unrestorable(malformed: readonly string[], holdsGoogleKey: boolean): readonly string[] {
  return malformed.filter((name) => isRequired(name) || (name === 'GCP_PROJECT_ID' && !holdsGoogleKey));
}
