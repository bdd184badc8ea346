const { createRequire } = require('node:module');
const { TestEnvironment } = require('jest-environment-node');

// Building the engine of the CDK's template validation takes two seconds, and every file of tests has modules of its own:
// so a worker builds it once, for all files that it runs.
const engines = new Map();
let library;

function sharedLibrary() {
  library ??= createRequire(require.resolve('aws-cdk-lib/package.json'))('@aws/cloudformation-validate');
  return {
    ...library,
    CompositeEngine: function sharedEngine(config) {
      const key = JSON.stringify(config);
      const engine = engines.get(key) ?? new library.CompositeEngine(config);
      engines.set(key, engine);
      engine.free = () => undefined;
      return engine;
    },
  };
}

module.exports = class SharedValidationEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.defineProperty(this.global, 'sharedValidationLibrary', { get: sharedLibrary });
  }
};
