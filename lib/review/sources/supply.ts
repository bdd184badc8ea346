import { basename } from 'node:path';
import { code, type Found } from '../finding';
import { committed, inAnyLetters, isBelowMade, type SourceTree, takenForOne } from './committed';
import { lockFindings } from './lock';
import { manifestFindings } from './manifest';
import { elsewhere, isBelow, isOutside, textOf } from './tree';
import { PIPELINE, WATCHED } from './watched';

/** Files, and folders, that are judged by what is in them. */
const JUDGED = ['package.json', 'package-lock.json'];
const isWatched = isBelow([...PIPELINE, ...WATCHED.flatMap(({ roots }) => roots)]);
/**
 * Files that decide nothing where something is deployed. Of tsconfig.json the bundler of the programs reads nothing; that of the
 * keeper does, whose bytes are compared themselves.
 */
const HARMLESS = [
  ...['.editorconfig', '.gitignore', 'LICENSE', 'biome.json', 'jest.config.mjs', 'stryker.config.mjs'],
  'tsconfig.json',
];

/** What the two sides differ in of packages, of what tools look for, and of what a path leads to. */
export function supplyFindings(base: SourceTree, head: SourceTree): Found[] {
  return [
    ...lockFindings(base, head),
    ...manifestFindings(base, head),
    ...fileFindings(base, head),
    ...nameFindings(base, head),
  ];
}

function fileFindings(base: SourceTree, head: SourceTree): Found[] {
  return [...new Set([...committed(base), ...committed(head)])].sort().flatMap((path): Found[] => {
    // Where that leads nothing is judged, nor does who reads the change see it.
    const to = elsewhere(head, path);
    const isAsked = mayTell(path) || (to !== undefined && !isWatched(path));
    const [before, after] = isAsked && !isBelowMade(path) ? [textOf(base, path), textOf(head, path)] : [];
    const sentence =
      to === undefined
        ? `A file changes that npm or another tool may look for by its name: ${code(path)}.`
        : `${code(path)} would be ${isOutside(head, path) ? 'no file of this repository: ' : ''}${code(to)}.`;
    return before === after
      ? []
      : [{ gate: 'supply.lock', sentence, before, after, evidence: [{ logicalId: path, path: '' }] }];
  });
}

/** Of two names that are one elsewhere, people may read the one, and the other runs. */
function nameFindings(base: SourceTree, head: SourceTree): Found[] {
  const known = takenForOne(base).map(String);
  return takenForOne(head)
    .filter((names) => !known.includes(String(names)))
    .map((names) => ({
      gate: 'supply.lock',
      sentence: `${names.map(code).join(' and ')} have one name: where letters are not told apart, one takes the place of the other.`,
      before: undefined,
      after: names,
      evidence: names.map((logicalId) => ({ logicalId, path: '' })),
    }));
}

/**
 * Whether a tool may look for a file by its name. At the top, and among what is hidden, that may be any name, so that those are
 * listed that tell nobody anything. Everywhere else Node.js and the bundler look for package.json.
 */
function mayTell(path: string): boolean {
  const [top = ''] = path.split('/');
  const name = basename(path);
  if (JUDGED.includes(path) || isWatched(path) || HARMLESS.includes(name)) {
    return false;
  }
  return top === path ? !path.endsWith('.md') : /(^|\/)\./.test(path) || inAnyLetters(name) === 'package.json';
}
