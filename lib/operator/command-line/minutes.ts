import { UsageError } from '../operator-error';

/**
 * How long to wait, as an option says it.
 * @throws UsageError for anything but a whole number of minutes from 1 to 120.
 */
export function minutesGiven(text: string, flag: string): number {
  const found = Number(text);
  if (!Number.isInteger(found) || found < 1 || found > 120) {
    throw new UsageError({
      rule: 'usage',
      reason: `${flag} must be a whole number of minutes from 1 to 120 (length ${text.length})`,
      next: `${flag} 15`,
    });
  }
  return found;
}
