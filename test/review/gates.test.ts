import { readFileSync } from 'node:fs';
import { GATES } from '../../lib/review/gates';
import { sourceFiles } from '../support/import-graph';

test('every gate is named by a test that makes a change for it', () => {
  const tests = sourceFiles('test').filter((path) => /^test\/(e2e\/)?review\//.test(path));
  const text = tests.map((path) => readFileSync(path, 'utf8')).join('\n');
  expect(Object.keys(GATES).filter((gate) => !text.includes(`'${gate}'`))).toEqual([]);
});
