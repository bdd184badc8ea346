import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from '../../../lib/project-root';
import { bundle } from '../../../lib/stack/keeper/keeper-bundle';

let folder: string;
let target: string;

beforeEach(() => {
  mkdirSync(join(projectRoot(), 'build'), { recursive: true });
  folder = mkdtempSync(join(projectRoot(), 'build', 'bundle-'));
  target = join(folder, 'code', 'index.js');
  writeFileSync(join(folder, 'entry.ts'), "import { word } from './word';\nexport const handler = () => word;\n");
  writeFileSync(join(folder, 'word.ts'), "export const word: string = 'first';\n");
  bundleAgain();
});
afterEach(() => rmSync(folder, { recursive: true }));

function bundleAgain(): string {
  const relative = join('build', basename(folder));
  bundle(join(relative, 'entry.ts'), join(relative, 'code'));
  return readFileSync(target, 'utf8');
}

test('a bundle whose sources are the same is left as it is', () => {
  const before = statSync(target).ino;
  bundleAgain();
  expect(statSync(target).ino).toBe(before);
});

test('a change in any source makes it anew', () => {
  writeFileSync(join(folder, 'word.ts'), "export const word: string = 'second';\n");
  expect(bundleAgain()).toContain('second');
});

test('a bundle that somebody edited is made anew', () => {
  writeFileSync(target, 'exports.handler = () => "forged"');
  expect(bundleAgain()).not.toContain('forged');
});
