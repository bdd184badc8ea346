import { isUtf8 } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { NotComparable } from '../not-comparable';

/** The files of one side, as data. */
export interface SourceTree {
  readonly folder: string;
}

/** Folders into which npm and this project's own scripts put what they make. */
const MADE = new Set(['node_modules', 'build', 'cdk.out']);

/**
 * Text of a file; undefined where there is none. Where the file or a folder on the way to it is a symbolic link, the text is where
 * that leads: it is not followed, since a program that is run by way of it finds other files around it.
 */
export function textOf({ folder }: SourceTree, path: string): string | undefined {
  const names = path.split('/');
  const link = names
    .map((_, index) => names.slice(0, index + 1).join('/'))
    .find((each) => entry(join(folder, each))?.isSymbolicLink());
  if (link !== undefined) {
    const to = `a symbolic link to ${readlinkSync(join(folder, link))}`;
    return link === path ? to : `${link}: ${to}`;
  }
  const file = join(folder, path);
  return entry(file)?.isFile() ? textIn(readFileSync(file)) : undefined;
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

/**
 * `path`, which was listed.
 * @throws NotComparable where its bytes were no text: asked for by this name, the file is not there, and so on neither side. Or where
 * it has a backtick, after which a sentence that names it would go on in its own words.
 */
function readable(path: string): string {
  if (/[\ufffd`]/.test(path)) {
    throw new NotComparable(`${JSON.stringify(path)} must have a name in UTF-8, without a backtick`);
  }
  return path;
}

/** Paths below one of `roots` whose text differs. */
export function changedFiles(base: SourceTree, head: SourceTree, roots: readonly string[]): string[] {
  const all = roots.flatMap((root) => [...filesBelow(base, root), ...filesBelow(head, root)]);
  return [...new Set(all)].sort().filter((path) => textOf(base, path) !== textOf(head, path));
}

/**
 * Files that belong to the change, and lie where others are made and then run without another look: at any depth, because Node.js
 * looks for packages beside each file first, and in any letters, because some file systems do not tell them apart.
 */
export function committedWhereFilesAreMade(tree: SourceTree): string[] {
  return committed(tree).filter(isBelowMade);
}

/** Whether files are made in one of the folders on the way to `path`. */
export function isBelowMade(path: string): boolean {
  return path.split('/').some(isMade);
}

/**
 * The files that belong to a side, of which git says which they are; without it all, and each folder where files are made as one.
 */
export function committed({ folder }: SourceTree): string[] {
  if (!existsSync(join(folder, '.git'))) {
    return walked(folder, '');
  }
  const { GIT_DIR: _, GIT_WORK_TREE: __, GIT_INDEX_FILE: ___, ...env } = process.env;
  // A setting of the repository must not run anything.
  const args = ['-c', 'core.fsmonitor=false', 'ls-files', '-z'];
  const listed = execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 256_000_000 });
  return listed.split('\0').flatMap((path) => (path === '' ? [] : [readable(path)]));
}

function walked(folder: string, path: string): string[] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((found) => {
    const inner = path === '' ? found.name : `${path}/${found.name}`;
    return found.isDirectory() && !isMade(found.name) ? walked(folder, inner) : [inner];
  });
}

function isMade(name: string): boolean {
  return MADE.has(name.toLowerCase());
}
