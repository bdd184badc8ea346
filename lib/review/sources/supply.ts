import type { Found } from '../finding';
import { lockFindings } from './lock';
import { manifestFindings } from './manifest';
import { committed, isBelowMade, type SourceTree, textOf } from './tree';
import { PIPELINE, WATCHED } from './watched';

/** Files that are judged elsewhere. */
const JUDGED = new Set(['package.json', 'package-lock.json', ...WATCHED.flatMap(({ roots }) => roots)]);
/** Files at the top that decide nothing where something is deployed: the bundler of the programs reads no tsconfig.json. */
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
      sentence: `npm, or another tool that looks for a file of that name, is told otherwise by \`${path}\`.`,
      before: textOf(base, path),
      after: textOf(head, path),
      evidence: [{ logicalId: path, path: '' }],
    }));
}

/**
 * Whether a tool may look for a file by its name. At the top, and in hidden folders there, that may be any name, so that those are
 * listed that tell nobody anything. In all others Node.js and the bundler look for package.json.
 */
function mayTell(path: string): boolean {
  const [top = '', ...inner] = path.split('/');
  if (PIPELINE.includes(top) || JUDGED.has(path)) {
    return false;
  }
  return inner.length === 0
    ? !HARMLESS.includes(path) && !path.endsWith('.md')
    : top.startsWith('.') || inner.at(-1) === 'package.json';
}
