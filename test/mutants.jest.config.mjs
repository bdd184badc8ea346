import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import all from '../jest.config.mjs';

const [unit] = all.projects;

export default {
  ...unit,
  rootDir: dirname(dirname(fileURLToPath(import.meta.url))),
  testMatch: ['<rootDir>/test/support/mutated-folders.ts'],
};
