import { basename } from 'node:path';
import type { Found } from '../finding';
import { lockFindings } from './lock';
import { manifestFindings } from './manifest';
import { committed, isBelowMade, type SourceTree, textOf } from './tree';
import { PIPELINE, WATCHED } from './watched';

/** Files that are judged elsewhere. */
const JUDGED = new Set(['package.json', 'package-lock.json', ...WATCHED.flatMap(({ roots }) => roots)]);
/**
 * Files that decide nothing where something is deployed. Of tsconfig.json the bundler of the programs reads nothing; that of the
 * keeper does, whose bytes are compared themselves.
 */
const HARMLESS = [
  ...['.editorconfig', '.gitignore', 'LICENSE', 'biome.json', 'jest.config.mjs', 'stryker.config.mjs'],
  'tsconfig.json',
];

/** What the packages of the two sides differ in. */
export function supplyFindings(base: SourceTree, head: SourceTree): Found[] {
  return [...lockFindings(base, head), ...manifestFindings(base, head), ...settingsFindings(base, head)];
}

function settingsFindings(base: SourceTree, head: SourceTree): Found[] {
  return [...new Set([...committed(base), ...committed(head)])]
    .filter((path) => mayTell(path) && !isBelowMade(path) && textOf(base, path) !== textOf(head, path))
    .sort()
    .map((path) => ({
      gate: 'supply.lock',
      sentence: `A file changes that npm or another tool may look for by its name: \`${path}\`.`,
      before: textOf(base, path),
      after: textOf(head, path),
      evidence: [{ logicalId: path, path: '' }],
    }));
}

/**
 * Whether a tool may look for a file by its name. At the top, and among what is hidden, that may be any name, so that those are
 * listed that tell nobody anything. Everywhere else Node.js and the bundler look for package.json.
 */
function mayTell(path: string): boolean {
  const [top = ''] = path.split('/');
  const name = basename(path);
  if (PIPELINE.includes(top) || JUDGED.has(path) || HARMLESS.includes(name)) {
    return false;
  }
  return top === path ? !path.endsWith('.md') : /(^|\/)\./.test(path) || name.toLowerCase() === 'package.json';
}
