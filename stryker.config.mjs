const OPERATOR = ['changes', 'input', 'verify', 'doctor', 'compare'].map((folder) => `lib/operator/${folder}/**/*.ts`);
const KEEPER = ['lib/keeper/**/*.ts', 'lib/catalogue/**/*.ts', 'lib/contract/**/*.ts'];
const isOperator = process.env.MUTANTS_OF === 'operator';

/**
 * Mutation testing by unit tests alone: `npm run mutants`, `npm run mutants:operator`, or one folder of either:
 * `npm run mutants:operator -- --mutate 'lib/operator/verify/**'`. A mutant in what a module does while it is loaded needs a new
 * process; `-- --ignoreStatic` leaves those out, and takes half the time.
 */
export default {
  testRunner: 'mocha',
  mochaOptions: { spec: ['test/support/mutated-folders.cjs'], 'no-config': true },
  coverageAnalysis: 'perTest',
  mutate: isOperator ? OPERATOR : KEEPER,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: 'build/mutants.json' },
  tempDirName: 'build/mutants',
  ignorePatterns: ['build', 'review'],
  thresholds: isOperator ? { high: 80, low: 80, break: 80 } : { high: 85, low: 85, break: 85 },
  concurrency: 2,
};
