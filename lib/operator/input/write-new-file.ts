import { writeFileSync } from 'node:fs';
import { UsageError } from '../operator-error';

/**
 * Writes a file that only its owner may read, and that was not there before.
 * @param about `what` is written and by which `option` its place is chosen, for the error.
 * @throws UsageError where there is a file of that name, or it cannot be written.
 */
export function writeNewFile(
  file: string,
  text: string,
  { what, option }: { readonly what: string; readonly option: string },
): void {
  try {
    writeFileSync(file, text.endsWith('\n') ? text : `${text}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError({
      rule: 'not-written',
      reason:
        code === 'EEXIST' ? `${file} exists, and ${what} never replaces a file` : `${file} cannot be written (${code})`,
      next: `choose another file with ${option}`,
    });
  }
}
