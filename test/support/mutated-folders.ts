import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// The tests of the folders under mutation in one module registry: what they share is loaded once for a mutant, not once for
// each file. The model and the interleavings repeat at random what the rules' tests state, and take longer than all of them.
const FOLDERS = (process.env['MUTANTS_OF'] ?? 'keeper,catalogue').split(',');
const LEFT_OUT = ['model.test.ts', 'interleavings.test.ts'];

for (const folder of FOLDERS) {
  const root = join(__dirname, '..', folder);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.test.ts') && !LEFT_OUT.some((end) => name.endsWith(end)))) {
    describe(`${folder}/${file}`, () => {
      jest.requireActual(join(root, file));
    });
  }
}
