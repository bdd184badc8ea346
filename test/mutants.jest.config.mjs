import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import all from '../jest.config.mjs';

const [{ moduleNameMapper: _, ...unit }] = all.projects;

export default {
  ...unit,
  // Stryker extends the environment, and looks for it among the packages only.
  testEnvironment: 'node',
  rootDir: dirname(dirname(fileURLToPath(import.meta.url))),
  testMatch: ['<rootDir>/test/support/mutated-folders.ts'],
};
