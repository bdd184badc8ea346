// The unit tests of the folders under mutation, once loaded and run again for each mutant. Jest would load them anew for each,
// which takes a hundred times as long as the tests; so Mocha runs them, under the names and with the functions of Jest.
const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { transformSync } = require('@swc/core');
const { expect } = require('expect');
const { bind } = require('jest-each');
const { ModuleMocker } = require('jest-mock');
const { addHook } = require('pirates');

const FOLDERS = (process.env.MUTANTS_OF ?? 'keeper,catalogue').split(',');
// The model and the interleavings repeat at random what the rules' tests state, and take longer than all of them.
const LEFT_OUT = ['model.test.ts', 'interleavings.test.ts'];
const MODULES_ONLY = /node_modules\/(age-encryption|@noble|@scure)\//;

const { it, describe, before, after } = globalThis;
const mocker = new ModuleMocker(globalThis);
const timers = new ModernFakeTimers({ config: { fakeTimers: {}, rootDir: process.cwd() }, global: globalThis });

// Mocha takes a parameter of a test for a callback.
const test = (title, body) => it(title, () => body());
const group = (title, body) => describe(title, () => void body());
Object.assign(test, { each: bind(test, false) });
Object.assign(group, { each: bind(group, false) });

Object.assign(globalThis, {
  test,
  it: test,
  describe: group,
  beforeAll: before,
  afterAll: after,
  expect,
  jest: {
    spyOn: mocker.spyOn.bind(mocker),
    replaceProperty: mocker.replaceProperty.bind(mocker),
    mocked: (value) => value,
    restoreAllMocks: () => mocker.restoreAllMocks(),
    useFakeTimers: (options) => timers.useFakeTimers(options),
    useRealTimers: () => timers.useRealTimers(),
    advanceTimersByTimeAsync: (milliseconds) => timers.advanceTimersByTimeAsync(milliseconds),
    runAllTimersAsync: () => timers.runAllTimersAsync(),
  },
});

addHook(
  (code, filename) =>
    transformSync(code, {
      filename,
      swcrc: false,
      module: { type: 'commonjs' },
      jsc: { parser: { syntax: filename.endsWith('.ts') ? 'typescript' : 'ecmascript' }, target: 'es2023' },
    }).code,
  {
    exts: ['.ts', '.js'],
    ignoreNodeModules: false,
    matcher: (file) => file.endsWith('.ts') || MODULES_ONLY.test(file),
  },
);

for (const folder of FOLDERS) {
  const root = join(__dirname, '..', folder);
  const files = readdirSync(root, { recursive: true });
  for (const file of files.filter((name) => name.endsWith('.test.ts') && !LEFT_OUT.some((end) => name.endsWith(end)))) {
    group(`${folder}/${file}`, () => require(join(root, file)));
  }
}
