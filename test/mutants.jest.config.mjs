import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import all from '../jest.config.mjs';

const [unit] = all.projects;

// The tests of the folders that are mutated; the model in few operations, since it runs once for every mutant.
process.env.MODEL_OPERATIONS = '150';
process.env.MODEL_SEED = '7';

export default {
  ...unit,
  rootDir: dirname(dirname(fileURLToPath(import.meta.url))),
  testMatch: [`<rootDir>/test/{${process.env.MUTANTS_OF ?? 'keeper,catalogue,contract'}}/**/*.test.ts`],
};
