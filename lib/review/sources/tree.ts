import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { committed, inAnyLetters, readable, type SourceTree, submoduleAt } from './committed';

/**
 * Text of a file; undefined where there is none. Where the file or a folder on the way to it is a symbolic link, the text is where
 * that leads: it is not followed, since a program that is run by way of it finds other files around it.
 */
export function textOf(tree: SourceTree, path: string): string | undefined {
  const names = path.split('/');
  for (const index of names.keys()) {
    const each = names.slice(0, index + 1).join('/');
    const to = elsewhere(tree, each);
    if (to !== undefined) {
      return each === path ? to : `${each}: ${to}`;
    }
  }
  const file = join(tree.folder, path);
  return entry(file)?.isFile() ? textIn(readFileSync(file)) : undefined;
}

/** Where `path` leads, if it is no file itself: by a symbolic link, or since git takes it from another repository. */
export function elsewhere(tree: SourceTree, path: string): string | undefined {
  const file = join(tree.folder, path);
  if (entry(file)?.isSymbolicLink()) {
    return `a symbolic link to ${readlinkSync(file)}`;
  }
  const commit = submoduleAt(tree, path);
  return commit === undefined ? undefined : `another repository, at commit ${commit}`;
}

/** Whether `path`, which leads elsewhere, says that this is no file of this repository. Where a link leads by way of others is not known. */
export function isOutside(tree: SourceTree, path: string): boolean {
  const file = join(tree.folder, path);
  const to = entry(file)?.isSymbolicLink() ? readlinkSync(file) : undefined;
  return to === undefined || isAbsolute(to) || `${join(dirname(path), to)}/`.startsWith('../');
}

/** Bytes that are no text are told by their digest: as text, all of them would be the same letter. */
function textIn(bytes: Buffer): string {
  return isUtf8(bytes)
    ? bytes.toString()
    : `bytes that are no text, SHA-256 ${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Undefined also where a file stands in the place of a folder on the way. */
function entry(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}

/** Paths of all files below `path`, or of the file itself, in order. */
function filesBelow(tree: SourceTree, path: string): string[] {
  const file = join(tree.folder, path);
  const found = entry(file);
  if (!found?.isDirectory()) {
    return found === undefined ? [] : [readable(path)];
  }
  return readdirSync(file)
    .flatMap((name) => filesBelow(tree, `${path}/${name}`))
    .sort();
}

/** Paths below one of `roots`, or that some file systems take for one of those, whose text differs. */
export function changedFiles(base: SourceTree, head: SourceTree, roots: readonly string[]): string[] {
  const isOne = isBelow(roots);
  const all = [base, head].flatMap((tree) => [
    ...roots.flatMap((root) => filesBelow(tree, root)),
    ...committed(tree).filter(isOne),
  ]);
  return [...new Set(all)].sort().filter((path) => textOf(base, path) !== textOf(head, path));
}

/** Tells of a path whether some file systems take it for one of `roots`, or for something below it. */
export function isBelow(roots: readonly string[]): (path: string) => boolean {
  const starts = roots.map((root) => `${inAnyLetters(root)}/`);
  return (path) => {
    const name = `${inAnyLetters(path)}/`;
    return starts.some((start) => name.startsWith(start));
  };
}
