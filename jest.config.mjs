import { availableParallelism } from 'node:os';

const common = {
  // Else Jest looks at every file that was ever installed or made in build/.
  roots: ['<rootDir>/bin', '<rootDir>/emulator', '<rootDir>/lib', '<rootDir>/test'],
  testEnvironment: '<rootDir>/test/support/node-environment.cjs',
  // A global of a test's own context is looked up slowly; these are handed to each module.
  sandboxInjectedGlobals: [
    'Array',
    'JSON',
    'Map',
    'Math',
    'Number',
    'Object',
    'RegExp',
    'Set',
    'String',
    'Symbol',
    'WeakMap',
  ],
  setupFiles: process.env.PROPERTY_SEED === undefined ? [] : ['<rootDir>/test/support/property-seed.ts'],
  moduleNameMapper: { '^@aws-cdk/aws-service-spec$': '<rootDir>/test/support/service-spec.cjs' },
  // These packages are ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(age-encryption|@noble|@scure)/)'],
  transform: { '^.+\\.[jt]s$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' } }] },
};

export default {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/e2e/'],
      globalSetup: '<rootDir>/test/support/own-temporary-folder.ts',
    },
    {
      ...common,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
      globalSetup: '<rootDir>/test/e2e/support/shared-assembly.ts',
    },
  ],
  testSequencer: '<rootDir>/test/support/end-to-end-first.cjs',
  // The end-to-end tests wait for other processes most of the time.
  maxWorkers: availableParallelism() + 1,
  testTimeout: 180_000,
};
