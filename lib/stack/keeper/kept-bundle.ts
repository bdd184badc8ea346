import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';

const recordSchema = v.object({
  /** Every file that went into the bundle, from the project's folder. */
  inputs: v.array(v.string()),
  /** Hash of what they are. */
  sources: v.string(),
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

/** Whether the file `bundle` is what `record` says was made of the very files that are in the project's folder `root` now. */
export function isCurrent(record: string, bundle: string, root: string): boolean {
  try {
    const made = v.parse(recordSchema, JSON.parse(readFileSync(record, 'utf8')));
    return made.bundle === hashOf(readFileSync(bundle)) && made.sources === hashOfSources(root, made.inputs);
  } catch {
    // None was made, or a file is gone.
    return false;
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
  const sources = hashOfSources(root, inputs);
  const folders = [...foldersOf(inputs)];
  const deciding = folders.flatMap((folder) => DECIDING.map((name) => `${folder}/${name}`));
  const decisive = [...inputs, ...BESIDES, ...folders, ...deciding.filter((path) => existsSync(join(root, path)))];
  if (decisive.every((path) => statSync(join(root, path), { bigint: true }).ctimeNs < began)) {
    writeFileSync(record, JSON.stringify({ inputs, sources, bundle }));
  }
}

/** Removes what lies beside `bundle`: the whole folder is deployed, and a `package.json` in it would decide what the bundle means. */
export function removeBeside(bundle: string): void {
  const folder = dirname(bundle);
  if (lstatSync(folder).isSymbolicLink()) {
    // What it leads to is somebody else's.
    rmSync(folder);
    mkdirSync(folder);
  }
  for (const name of readdirSync(folder).filter((each) => each !== basename(bundle))) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** SHA-256, in hexadecimal. */
export function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Hash of the files, and of the names beside and above them: another file or package can take an import's place. */
function hashOfSources(root: string, inputs: readonly string[]): string {
  const hash = createHash('sha256');
  const add = (path: string) => hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  for (const path of [...inputs, ...BESIDES]) {
    add(path);
  }
  for (const folder of foldersOf(inputs)) {
    const names = namesIn(join(root, folder)).sort();
    hash.update(`${folder}\0`).update(names.join('\0'));
    for (const name of DECIDING.filter((each) => names.includes(each))) {
      add(`${folder}/${name}`);
    }
  }
  return hash.digest('hex');
}

/** Names in a folder; a symbolic link's with where it leads. */
function namesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).map((entry) =>
    entry.isSymbolicLink() ? `${entry.name} ${readlinkSync(join(folder, entry.name))}` : entry.name,
  );
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
