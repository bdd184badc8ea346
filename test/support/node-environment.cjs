const { AsyncLocalStorage } = require('node:async_hooks');
const { TestEnvironment } = require('jest-environment-node');

/** Storages in use since the last file of tests. */
const inUse = new Set();
const { run } = AsyncLocalStorage.prototype;

AsyncLocalStorage.prototype.run = function noted(...given) {
  inUse.add(this);
  return run.apply(this, given);
};

/** Texts of templates: a worker makes each once, whatever the number of files that read it. */
const templates = new Map();

/**
 * Jest's runner makes an AsyncLocalStorage for every file of tests and leaves it enabled. Before Node.js 24 whenever a promise is
 * made each of them is looked at, so a worker became slower with every file that it ran; one that is disabled is not.
 */
module.exports = class NodeEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    const { watch, watchAll } = config.globalConfig;
    // Who watches changes the code between two runs of one process.
    this.global.sharedTemplates = watch || watchAll ? new Map() : templates;
  }

  async teardown() {
    await super.teardown();
    for (const storage of inUse) {
      storage.disable();
    }
    inUse.clear();
  }
};
