import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { documents, refreshed } from '../../lib/documentation/refresh';

test.each(documents().map((file) => [basename(file), file]))('%s says what the code says (npm run docs)', (_, file) => {
  const text = readFileSync(file, 'utf8');
  expect(refreshed(text)).toBe(text);
});

test('a marker that names no block is an error', () => {
  expect(() => refreshed('<!-- generated: nothing -->\n\n<!-- end -->')).toThrow(
    'no generated block is called nothing',
  );
});
