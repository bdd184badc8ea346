const { AsyncLocalStorage } = require('node:async_hooks');
const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/** Storages in use since the last file of tests. */
const inUse = new Set();
const { run } = AsyncLocalStorage.prototype;

AsyncLocalStorage.prototype.run = function noted(...given) {
  inUse.add(this);
  return run.apply(this, given);
};

/** What V8 made of a module, by its file. */
const compiled = new Map();
const { compileFunction } = vm;

/** Jest compiles every module anew for each file of tests; the second time V8 reads what it kept. */
vm.compileFunction = function compiledOnce(source, parameters, options) {
  const kept = compiled.get(options.filename);
  const more = kept?.source === source ? { cachedData: kept.cachedData } : { produceCachedData: true };
  const made = compileFunction(source, parameters, { ...options, ...more });
  if (made.cachedData !== undefined) {
    compiled.set(options.filename, { source, cachedData: made.cachedData });
  }
  return made;
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
