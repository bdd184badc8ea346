import { existsSync, readFileSync, statSync } from 'node:fs';
import { MAX_VALUE_BYTES } from '../../contract/secrets-manager';
import { UsageError } from '../operator-error';
import type { Terminal } from '../terminal/terminal';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENAMETOOLONG: 'that is no path',
  EACCES: 'you may not read it',
  EISDIR: 'it is a folder',
};

/**
 * Text of a file. `what` says what it is for, in messages.
 * @throws UsageError where it cannot be read, has more than `most` bytes, or is not UTF-8.
 */
export function readFileText(path: string, what: string, most = MAX_VALUE_BYTES): string {
  // What is no file may be a value that was typed where a path belongs.
  const place = existsSync(path) ? `${what} ${path}` : `${what} (a path of ${path.length} characters)`;
  try {
    if (statSync(path).size > most) {
      throw tooLong(place, statSync(path).size, most);
    }
    const bytes = readFileSync(path);
    // A pipe has no size before it is read.
    if (bytes.length > most) {
      throw tooLong(place, bytes.length, most);
    }
    return decoded(bytes, place);
  } catch (error) {
    if (error instanceof UsageError) {
      throw error;
    }
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError({
      rule: 'unreadable',
      reason: `${place}: ${REASONS[code] ?? `it cannot be read (${code})`}`,
      next: 'check the path; relative paths start at the folder you are in',
    });
  }
}

/** Text of the standard input, under the same rules. */
export async function readStdinText(terminal: Terminal): Promise<string> {
  const bytes = await terminal.readStdin();
  if (bytes.length > MAX_VALUE_BYTES) {
    throw tooLong('the standard input', bytes.length, MAX_VALUE_BYTES);
  }
  return decoded(bytes, 'the standard input');
}

function decoded(bytes: Buffer, place: string): string {
  try {
    // Drops a byte-order mark.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError({
      rule: 'not-utf-8',
      reason: `${place}: it is not UTF-8 text (${bytes.length} bytes)`,
      next: 'save it as UTF-8 and try again',
    });
  }
}

function tooLong(place: string, bytes: number, most: number): UsageError {
  return new UsageError({
    rule: 'too-long',
    reason: `${place}: ${bytes} bytes, which is more than the ${most} that it can have`,
    next: 'check that it is the right file',
  });
}
