import type { Found } from '../finding';
import { lockFindings } from './lock';
import { manifestFindings } from './manifest';
import { type SourceTree, textOf } from './tree';

/** Other lock files, which npm or another tool would prefer, and what npm builds by itself where it is in the project's folder. */
const TELLING_NPM = [
  'binding.gyp',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lockb',
  'bun.lock',
  '.npmrc',
  '.yarnrc.yml',
];

/** What the packages of the two sides differ in. */
export function supplyFindings(base: SourceTree, head: SourceTree): Found[] {
  return [...lockFindings(base, head), ...manifestFindings(base, head), ...settingsFindings(base, head)];
}

function settingsFindings(base: SourceTree, head: SourceTree): Found[] {
  return TELLING_NPM.filter((path) => textOf(base, path) !== textOf(head, path)).map((path) => ({
    gate: 'supply.lock',
    sentence: `npm is told otherwise by \`${path}\`.`,
    before: textOf(base, path),
    after: textOf(head, path),
    evidence: [{ logicalId: path, path: '' }],
  }));
}
