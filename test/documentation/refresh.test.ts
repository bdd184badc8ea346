import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { architectureSvg } from '../../lib/documentation/blocks/architecture-diagram';
import { documents, refreshed } from '../../lib/documentation/refresh';
import { projectRoot } from '../../lib/project-root';

test.each(documents().map((file) => [basename(file), file]))('%s says what the code says (npm run docs)', (_, file) => {
  const text = readFileSync(file, 'utf8');
  expect(refreshed(text)).toBe(text);
});

test('a marker that names no block is an error', () => {
  expect(() => refreshed('<!-- generated: nothing -->\n\n<!-- end -->')).toThrow(
    'no generated block is called nothing',
  );
});

test('a block that is empty yet is made', () => {
  expect(refreshed('<!-- generated: review-gates -->\n<!-- end -->')).toContain('| `pipeline.trust` |');
});

test('docs/architecture.svg shows what the diagram says (npm run docs)', () => {
  expect(readFileSync(join(projectRoot(), 'docs', 'architecture.svg'), 'utf8')).toBe(architectureSvg());
});
