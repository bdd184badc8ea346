import { accessSync, closeSync, constants, existsSync, lstatSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemErrorCode, UsageError } from '../operator-error';

/** What is written and by which option its place is chosen, for the error. */
interface About {
  readonly what: string;
  readonly option: string;
}

/**
 * Writes a file that only its owner may read, and that was not there before; whole, or not at all.
 * @throws UsageError where there is a file of that name, or it cannot be written.
 */
export function writeNewFile(file: string, text: string, about: About): void {
  let begun: number | undefined;
  try {
    begun = openSync(file, 'wx', 0o600);
    writeFileSync(begun, text.endsWith('\n') ? text : `${text}\n`);
    closeSync(begun);
  } catch (error) {
    throw notWritten(file, systemErrorCode(error), about, begun === undefined ? '' : `; ${removed(file)}`);
  }
}

/** The descriptor is left to the end of the process: closing it may be what failed. */
function removed(file: string): string {
  try {
    rmSync(file);
    return 'what was begun of it is removed';
  } catch {
    return 'what was begun of it is still there: delete it';
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

function notWritten(file: string, code: string, { what, option }: About, rest = ''): UsageError {
  return new UsageError({
    rule: 'not-written',
    reason:
      code === 'EEXIST'
        ? `${file} exists, and ${what} never replaces a file`
        : `${file} cannot be written (${code})${rest}`,
    next: `choose another file with ${option}`,
  });
}
