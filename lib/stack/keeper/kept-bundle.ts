import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';

const recordSchema = v.object({
  /** Every file and folder that decided what is in the bundle, from the project's folder: a copy of the project has its own. */
  decisive: v.array(v.string()),
  /** Their state. */
  state: v.string(),
  /** Hash of the bundle. */
  bundle: v.string(),
});

/** Decide what an import means, and how the bundle is made: what npm installed, and the bundling itself. */
const BESIDES = [
  'node_modules/.package-lock.json',
  'lib/stack/keeper/keeper-bundle.ts',
  'package.json',
  'tsconfig.json',
];
/** Of a folder, decide what an import of or from below it means. */
const DECIDING = ['package.json', 'tsconfig.json'];

/** What a bundling was made of. */
export interface Bundling {
  /** Paths from the project's folder. */
  readonly inputs: readonly string[];
  /** Hash of the bundle. */
  readonly bundle: string;
  /** When it began, by the clock of the file system: `ctimeNs` of a file that was written then. */
  readonly began: bigint;
}

/** What a keeper's function runs. */
export interface KeeperCode {
  /** A CommonJS module that exports `handler`. */
  readonly content: Uint8Array;
  /** SHA-256 of it, in hexadecimal. */
  readonly hash: string;
}

/** The code in the file `bundle`, if it is what `record` says was made of what is in the project's folder `root` now, unchanged. */
export function keptCode(record: string, bundle: string, root: string): KeeperCode | undefined {
  try {
    const made = v.parse(recordSchema, JSON.parse(readFileSync(record, 'utf8')));
    const content = readFileSync(bundle);
    const hash = hashOf(content);
    return made.bundle === hash && made.state === stateOf(root, made.decisive) ? { content, hash } : undefined;
  } catch {
    // None was made, or a file is gone.
    return undefined;
  }
}

/**
 * Keeps what the bundle was made of; nothing where npm left no record of what it installed, and where a file changed after the
 * bundling began: which of its texts went into the bundle nobody can say.
 */
export function writeRecord(record: string, root: string, { inputs, bundle, began }: Bundling): void {
  rmSync(record, { force: true });
  if (!BESIDES.every((path) => existsSync(join(root, path)))) {
    return;
  }
  const folders = [...foldersOf(inputs)];
  const deciding = folders.flatMap((folder) => DECIDING.map((name) => `${folder}/${name}`));
  const decisive = [...inputs, ...BESIDES, ...folders, ...deciding].filter((path) => existsSync(join(root, path)));
  // Before the question when they changed, which then also tells of what changes from here on.
  const state = stateOf(root, decisive);
  if (decisive.every((path) => changed(join(root, path)) < began)) {
    writeFileSync(record, JSON.stringify({ decisive, state, bundle }));
  }
}

/** SHA-256, in hexadecimal. */
export function hashOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * Which files and folders they are, and when they last changed. Another file or package that takes an import's place, and a
 * link that leads elsewhere, change their folder. No program sets the time of the last change of an inode: what is the same in
 * all of these is the same file, unchanged.
 */
function stateOf(root: string, paths: readonly string[]): string {
  const states = paths.map((path) => {
    const { dev, ino, size, ctimeNs } = statSync(join(root, path), { bigint: true });
    return `${dev} ${ino} ${size} ${ctimeNs}`;
  });
  return hashOf(states.join('\n'));
}

/** When a file or folder last changed, in nanoseconds of the file system's clock. */
export function changed(path: string): bigint {
  return statSync(path, { bigint: true }).ctimeNs;
}

/** The folders of `inputs` and those above, below the project's. */
function foldersOf(inputs: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of inputs) {
    for (let folder = dirname(path); folder !== '.' && !found.has(folder); folder = dirname(folder)) {
      found.add(folder);
    }
  }
  return found;
}
