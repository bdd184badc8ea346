import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { MAX_VALUE_BYTES } from '../../contract/secrets-manager';
import { systemErrorCode, UsageError } from '../operator-error';
import type { Terminal } from '../terminal/terminal';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENAMETOOLONG: 'that is no path',
  EACCES: 'you may not read it',
  EISDIR: 'it is a folder',
};

/**
 * Text of a file, or of what a named pipe gives.
 * @throws UsageError as `readFileText`.
 */
export async function readSourceText(
  path: string,
  what: string,
  { readPipe }: Terminal,
  most = MAX_VALUE_BYTES,
): Promise<string> {
  return existsSync(path) && statSync(path).isFIFO()
    ? decoded(await readPipe(path, most), `${what} ${path}`, most)
    : readFileText(path, what, most);
}

/**
 * Text of a file. `what` says what it is for, in messages.
 * @throws UsageError where it cannot be read, is no file, has more than `most` bytes, or is not UTF-8.
 */
export function readFileText(path: string, what: string, most = MAX_VALUE_BYTES): string {
  // What is no file may be a value that was typed where a path belongs.
  const place = existsSync(path) ? `${what} ${path}` : `${what} (a path of ${path.length} characters)`;
  try {
    return decoded(bytesOf(path, place, most), place, most);
  } catch (error) {
    if (error instanceof UsageError) {
      throw error;
    }
    const code = systemErrorCode(error);
    throw new UsageError({
      rule: 'unreadable',
      reason: `${place}: ${REASONS[code] ?? `it cannot be read (${code})`}`,
      next: 'check the path; relative paths start at the folder you are in',
    });
  }
}

/** Text of the standard input, under the same rules. */
export async function readStdinText(terminal: Terminal): Promise<string> {
  return decoded(await terminal.readStdin(MAX_VALUE_BYTES), 'the standard input');
}

/** The bytes of a file, and one more than `most` where it has more. A device or a pipe may give bytes without end, or none. */
function bytesOf(path: string, place: string, most: number): Buffer {
  const facts = statSync(path);
  if (!facts.isFile() && !facts.isDirectory()) {
    throw new UsageError({
      rule: 'not-a-file',
      reason: `${place}: it is no file`,
      next: 'give a file, or a pipe such as <(command)',
    });
  }
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(most + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length <= most; length += read) {
      read = readSync(file, bytes, length, bytes.length - length, null);
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

function decoded(bytes: Buffer, place: string, most = MAX_VALUE_BYTES): string {
  if (bytes.length > most) {
    throw new UsageError({
      rule: 'too-long',
      reason: `${place}: more than the ${most} bytes that it can have`,
      next: 'check that it is the right file',
    });
  }
  try {
    // Drops a byte-order mark.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw bytes.subarray(0, BINARY_AGE.length).equals(BINARY_AGE)
      ? notArmored(place)
      : new UsageError({
          rule: 'not-utf-8',
          reason: `${place}: it is not UTF-8 text (${bytes.length} bytes)`,
          next: 'save it as UTF-8 and try again',
        });
  }
}

/** How an age file begins that is not in ASCII armor (https://age-encryption.org/v1). */
const BINARY_AGE = Buffer.from('age-encryption.org/v1\n');

/** Saved by an editor it would be lost. */
function notArmored(place: string): UsageError {
  return new UsageError({
    rule: 'not-armored',
    reason: `${place}: it is an age file in binary form, and only ASCII armor is read here`,
    next: 'put a line -----BEGIN AGE ENCRYPTED FILE-----, what openssl base64 -in <that file> prints, and a line -----END AGE ENCRYPTED FILE----- into a new file, and give that one',
  });
}
