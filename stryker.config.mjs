const OPERATOR = ['changes', 'input', 'verify', 'doctor', 'compare'].map((folder) => `lib/operator/${folder}/**/*.ts`);
const KEEPER = ['lib/keeper/**/*.ts', 'lib/catalogue/**/*.ts', 'lib/contract/**/*.ts'];
const isOperator = process.env.MUTANTS_OF === 'operator';

/**
 * Mutation testing by unit tests alone: `npm run mutants`, `npm run mutants:operator`, or one folder of either:
 * `npm run mutants:operator -- --mutate 'lib/operator/verify/**'`.
 */
export default {
  testRunner: 'jest',
  jest: { projectType: 'custom', configFile: 'test/mutants.jest.config.mjs', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  mutate: isOperator ? OPERATOR : KEEPER,
  // What a person reads is judged by people; the tests pin rules, names and next commands.
  mutator: { excludedMutations: [] },
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: 'build/mutants.json' },
  tempDirName: 'build/mutants',
  ignorePatterns: ['build', 'review'],
  thresholds: isOperator ? { high: 80, low: 80, break: 80 } : { high: 85, low: 85, break: 85 },
  concurrency: 2,
};
