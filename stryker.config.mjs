/** Mutation testing by unit tests alone: `npm run mutants`, or `npm run mutants -- --mutate 'lib/keeper/changes/**'`. */
export default {
  testRunner: 'jest',
  jest: { projectType: 'custom', configFile: 'test/mutants.jest.config.mjs', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  mutate: ['lib/keeper/**/*.ts', 'lib/catalogue/**/*.ts', 'lib/contract/**/*.ts'],
  // What a person reads is judged by people; the tests pin rules, names and next commands.
  mutator: { excludedMutations: [] },
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: 'build/mutants.json' },
  tempDirName: 'build/mutants',
  ignorePatterns: ['build', 'docs', 'review'],
  thresholds: { high: 85, low: 85, break: 85 },
  concurrency: 2,
};
