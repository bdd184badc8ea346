import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyOf, removed } from '../e2e/review/support/mutated';

test('the copy of an assembly that cdk is reading has none of its locks, which may be gone while it is made', () => {
  const shared = mkdtempSync(join(tmpdir(), 'shared-'));
  for (const name of ['manifest.json', 'read.4711.1.lock', 'read.4711.1.lock.4711_1']) {
    writeFileSync(join(shared, name), '{}');
  }
  const copy = copyOf(shared);
  expect(readdirSync(copy.folder)).toEqual(['manifest.json']);
  removed(copy);
  rmSync(shared, { recursive: true });
});
