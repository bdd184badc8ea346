import { accessSync, constants, existsSync, lstatSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemErrorCode, UsageError } from '../operator-error';

/** What is written and by which option its place is chosen, for the error. */
interface About {
  readonly what: string;
  readonly option: string;
}

/**
 * Writes a file that only its owner may read, and that was not there before.
 * @throws UsageError where there is a file of that name, or it cannot be written.
 */
export function writeNewFile(file: string, text: string, about: About): void {
  try {
    writeFileSync(file, text.endsWith('\n') ? text : `${text}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw notWritten(file, systemErrorCode(error), about);
  }
}

/**
 * Looks whether `writeNewFile` would find a place for the file, before anything is done for its sake.
 * @throws UsageError as it does.
 */
export function refuseTakenPlace(file: string, about: About): void {
  try {
    accessSync(dirname(file), constants.W_OK);
    lstatSync(file);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT' && existsSync(dirname(file))) {
      return;
    }
    throw notWritten(file, systemErrorCode(error), about);
  }
  throw notWritten(file, 'EEXIST', about);
}

function notWritten(file: string, code: string, { what, option }: About): UsageError {
  return new UsageError({
    rule: 'not-written',
    reason:
      code === 'EEXIST' ? `${file} exists, and ${what} never replaces a file` : `${file} cannot be written (${code})`,
    next: `choose another file with ${option}`,
  });
}
