const { AsyncLocalStorage } = require('node:async_hooks');
const { createRequire } = require('node:module');
const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/** Storages in use since the last file of tests. */
const inUse = new Set();
const { run } = AsyncLocalStorage.prototype;

AsyncLocalStorage.prototype.run = function noted(...given) {
  inUse.add(this);
  return run.apply(this, given);
};

/** Each module that a worker compiled, by its file. */
const compiled = new Map();

/**
 * Jest compiles every module anew for each file of tests, and V8 each of its functions at its first call. A script is compiled once
 * and runs in any context. None can import dynamically, which Jest too allows with a flag only.
 */
vm.compileFunction = function compiledOnce(source, parameters, { filename, parsingContext }) {
  const head = `(function (${parameters.join()}) {`;
  let kept = compiled.get(filename);
  if (kept?.source !== source || kept.head !== head) {
    const script = new vm.Script(`${head}${source}\n})`, { filename, columnOffset: -head.length });
    kept = { head, source, script };
    compiled.set(filename, kept);
  }
  return kept.script.runInContext(parsingContext);
};

/** Texts of templates: a worker makes each once, whatever the number of files that read it. */
const templates = new Map();

const requireOfDiff = createRequire(require.resolve('@aws-cdk/cloudformation-diff'));
let serviceSpec;

function loadAwsServiceSpecOnce() {
  serviceSpec ??= requireOfDiff('@aws-cdk/aws-service-spec').loadAwsServiceSpecSync();
  return serviceSpec;
}

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
    this.global.loadAwsServiceSpecOnce = loadAwsServiceSpecOnce;
  }

  async teardown() {
    await super.teardown();
    for (const storage of inUse) {
      storage.disable();
    }
    inUse.clear();
  }
};
