import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { hashOf } from '../../../../lib/stack/keeper/kept-bundle';

// biome-ignore lint/suspicious/noExplicitAny: a mutation may put anything anywhere.
export type Loose = any;

/** A copy of an assembly that a mutation may change; what is published gets the names of its changed contents. */
export interface MutableAssembly {
  readonly folder: string;
  /** Changes the template of a stack. */
  template(stack: string, change: (template: Loose) => void): void;
  /** Changes any file of JSON. */
  json(file: string, change: (content: Loose) => void): void;
  /** Changes the text of any file. */
  text(file: string, change: (content: string) => string): void;
}

/** A copy of the assembly in `from`, in a folder of its own. */
export function copyOf(from: string): MutableAssembly {
  const folder = mkdtempSync(join(tmpdir(), 'mutated-'));
  // Whoever deploys from the same folder at the same time makes and removes locks in it.
  cpSync(from, folder, { recursive: true, filter: (file) => !basename(file).startsWith('read.') });
  const text = (file: string, change: (content: string) => string) => {
    const before = readFileSync(join(folder, file), 'utf8');
    const after = change(before);
    writeFileSync(join(folder, file), after);
    rename(hashOf(before), hashOf(after));
  };
  // As a synthesis would: what is published is named by its contents, and the templates name the keeper's code.
  const rename = (was: string, is: string) => {
    const naming = readdirSync(folder).filter((file) => file.endsWith('.json'));
    for (const file of naming.filter((each) => readFileSync(join(folder, each), 'utf8').includes(was))) {
      text(file, (content) => content.replaceAll(was, is));
    }
    if (existsSync(join(folder, `asset.${was}`))) {
      renameSync(join(folder, `asset.${was}`), join(folder, `asset.${is}`));
    }
  };
  const json = (file: string, change: (content: Loose) => void) =>
    text(file, (content) => {
      const parsed: Loose = JSON.parse(content);
      change(parsed);
      return JSON.stringify(parsed, null, 1);
    });
  return { folder, text, json, template: (stack, change) => json(`${stack}.template.json`, change) };
}

/** Removes a copy. */
export function removed({ folder }: MutableAssembly): void {
  rmSync(folder, { recursive: true, force: true });
}

/** The only resource of `type` whose id contains `part`. */
export function one(template: Loose, type: string, part = ''): Loose {
  const found = Object.entries<Loose>(template.Resources).filter(
    ([id, each]) => each.Type === type && id.includes(part),
  );
  const [first] = found;
  if (first === undefined || found.length > 1) {
    throw new Error(`expected one ${type} with ${part}, found ${found.length}`);
  }
  return first[1];
}

/** Logical id of the only resource of `type` whose id contains `part`. */
export function idOf(template: Loose, type: string, part = ''): string {
  const resource = one(template, type, part);
  return Object.keys(template.Resources).find((id) => template.Resources[id] === resource) ?? '';
}
