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

/** SHA-256 over the paths and contents of everything below `path`, whatever the assembly calls it. */
export function digestOf(path: string): string {
  const digest = createHash('sha256');
  const files = lstatSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))
    : [path];
  for (const file of files.sort()) {
    const found = lstatSync(file);
    if (found.isSymbolicLink()) {
      throw new NotComparable('an asset must not hold symbolic links');
    }
    if (found.isFile()) {
      digest.update(`\0${relative(path, file)}\0${found.size}\0`).update(readFileSync(file));
    }
  }
  return digest.digest('hex');
}
