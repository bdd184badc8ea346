import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
const BESIDES = ['node_modules/.package-lock.json', 'lib/stack/keeper/keeper-bundle.ts'];

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
 * Keeps of which `inputs`, paths from the project's folder `root`, the bundle with the hash `bundle` was made; nothing where
 * npm left no record of what it installed.
 */
export function writeRecord(record: string, root: string, inputs: readonly string[], bundle: string): void {
  if (!BESIDES.every((path) => existsSync(join(root, path)))) {
    rmSync(record, { force: true });
    return;
  }
  writeFileSync(record, JSON.stringify({ inputs, sources: hashOfSources(root, inputs), bundle }));
}

/** SHA-256, in hexadecimal. */
export function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Hash of the files, and of the names beside them: another file can take an import's place. */
function hashOfSources(root: string, inputs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of [...inputs, ...BESIDES]) {
    hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  }
  for (const folder of new Set(inputs.map((path) => dirname(path)))) {
    hash.update(`${folder}\0`).update(readdirSync(join(root, folder)).sort().join('\0'));
  }
  return hash.digest('hex');
}
