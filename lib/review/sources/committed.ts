import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { remembered } from '../../remembered';
import { NotComparable } from '../not-comparable';

/** The files of one side, as data. */
export interface SourceTree {
  /** By its absolute path: the bundler takes no other. */
  readonly folder: string;
}

/** Folders into which npm and this project's own scripts put what they make. */
const MADE = new Set(['node_modules', 'build', 'cdk.out']);

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
export function committed(tree: SourceTree): string[] {
  const paths = isRepository(tree) ? [...entries(tree).keys()] : walked(tree.folder, '');
  return paths.map(readable);
}

/** Which commit of another repository git takes as the folder at `path`; undefined where that is nothing. */
export function submoduleAt(tree: SourceTree, path: string): string | undefined {
  const [, commit] = (isRepository(tree) && /^160000 ([0-9a-f]+) /.exec(entries(tree).get(path) ?? '')) || [];
  return commit;
}

/**
 * Names of files, or of folders on the way, of which some file systems make one: they tell neither capitals from small letters nor
 * apart in how many characters a letter is written.
 */
export function takenForOne(tree: SourceTree): string[][] {
  const spellings = new Map<string, Set<string>>();
  for (const path of committed(tree)) {
    const names = path.split('/');
    for (const [index, name] of names.entries()) {
      const folder = names.slice(0, index).join('/');
      const one = remembered(spellings, `${folder}/${inAnyLetters(name)}`, () => new Set());
      one.add(names.slice(0, index + 1).join('/'));
    }
  }
  return [...spellings.values()].filter(({ size }) => size > 1).map((names) => [...names].sort());
}

/** `name` as such a file system compares it. */
export function inAnyLetters(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase();
}

function isRepository({ folder }: SourceTree): boolean {
  return existsSync(join(folder, '.git'));
}

/** What git says of each path: its mode, the name of its contents, and the path again. */
function entries(tree: SourceTree): ReadonlyMap<string, string> {
  return remembered(ENTRIES, tree, () => {
    const { GIT_DIR: _, GIT_WORK_TREE: __, GIT_INDEX_FILE: ___, ...env } = process.env;
    // A setting of the repository must not run anything.
    const args = ['-c', 'core.fsmonitor=false', 'ls-files', '--stage', '-z'];
    const listed = execFileSync('git', args, { cwd: tree.folder, env, encoding: 'utf8', maxBuffer: 256_000_000 });
    const all = listed.split('\0').filter((entry) => entry !== '');
    return new Map(all.map((entry) => [entry.slice(entry.indexOf('\t') + 1), entry]));
  });
}

const ENTRIES = new WeakMap<SourceTree, ReadonlyMap<string, string>>();

/**
 * `path`, which was listed.
 * @throws NotComparable where its bytes were no text: asked for by this name, the file is not there, and so on neither side. Or where
 * it has a backtick, after which a sentence that names it would go on in its own words.
 */
export function readable(path: string): string {
  if (/[\ufffd`]/.test(path)) {
    throw new NotComparable(`${JSON.stringify(path)} must have a name in UTF-8, without a backtick`);
  }
  return path;
}

function walked(folder: string, path: string): string[] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((found) => {
    const inner = path === '' ? found.name : `${path}/${found.name}`;
    return found.isDirectory() && !isMade(found.name) ? walked(folder, inner) : [inner];
  });
}

function isMade(name: string): boolean {
  return MADE.has(inAnyLetters(name));
}
