import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../lib/project-root';
import { sourceFiles, sourceText } from '../support/import-graph';

/** What ARCHITECTURE.md defines, by name. */
const DEFINED = new Map(
  [...readFileSync(join(projectRoot(), 'ARCHITECTURE.md'), 'utf8').matchAll(/^\| (I[0-9]+) \| \*\*(.*?)\*\*.*$/gm)].map(
    ([row, name = '']) => [name, row],
  ),
);

/** Which invariants the titles of a file's tests name. */
function namedIn(file: string): string[] {
  const titles = sourceText(file).matchAll(/\b(?:test|describe)(?:\.each)?\(\s*['`]((?:I[0-9]+(?:, )?)+)\b/g);
  return [...titles].flatMap(([, names = '']) => names.match(/I[0-9]+/g) ?? []);
}

const TESTS = sourceFiles('test').filter((file) => file.endsWith('.test.ts'));
const NAMED = TESTS.flatMap((file) => namedIn(file).map((name) => ({ file, name })));

test('nine invariants are defined', () => {
  expect([...DEFINED.keys()]).toEqual(['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9']);
});

test('every invariant that a test names is defined', () => {
  expect(NAMED.filter(({ name }) => !DEFINED.has(name))).toEqual([]);
});

test.each([...DEFINED])('every test that ARCHITECTURE.md names for %s has it in a title', (name, row) => {
  const shown = [...row.matchAll(/\((test\/[^)]*)\)/g)].map(([, file]) => file);
  const files = NAMED.filter((named) => named.name === name).map(({ file }) => file);
  expect(shown).not.toEqual([]);
  expect(shown.filter((file) => file === undefined || !files.includes(file))).toEqual([]);
});
