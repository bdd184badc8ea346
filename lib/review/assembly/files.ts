import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { NotComparable } from '../not-comparable';

/**
 * The file `name` of the assembly in `folder`.
 * @throws NotComparable where it is none of its own: it is elsewhere, or a symbolic link is on the way to it.
 */
export function inside(folder: string, name: string): string {
  const file = join(folder, name);
  const below = relative(folder, file);
  // From the root the CLI would look for it elsewhere.
  const isBelow = !isAbsolute(name) && below !== '' && !below.startsWith('..');
  if (!isBelow || realOf(file) !== join(realpathSync(folder), below)) {
    throw new NotComparable(`${folder} must hold the file ${JSON.stringify(name)}, and no symbolic link in its place`);
  }
  return file;
}

function realOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** Whether a folder is at `path`. */
export function isFolder(path: string): boolean {
  return lstatSync(path).isDirectory();
}

/**
 * SHA-256 over the file at `path`, in hexadecimal; of a folder, over the `index.js` in it.
 * @throws NotComparable where a folder has anything else, which such a hash would not tell.
 */
export function contentHash(path: string): string {
  const file = isFolder(path) ? join(path, 'index.js') : path;
  if ((isFolder(path) && readdirSync(path).join() !== 'index.js') || !lstatSync(file).isFile()) {
    throw new NotComparable('a folder that is published must hold the file index.js and nothing else');
  }
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
