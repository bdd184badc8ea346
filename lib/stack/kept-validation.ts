import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  CloudFormationValidatePlugin,
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  type PolicyValidationStack,
} from 'aws-cdk-lib';

/** Built once in a process, when a template has to be validated. */
let engine: CloudFormationValidatePlugin | undefined;

/**
 * The library's own validation of templates, which is not repeated for a template that it found nothing wrong with: building
 * its engine takes longer than the rest of a synthesis. Kept is only that nothing was found, by the bytes of the template,
 * account, Region, and the versions of library and engine (which the rules come with). A report is the library's own, so the
 * assembly is the same whether or not verdicts were kept.
 */
export class KeptValidation implements IPolicyValidationPlugin {
  readonly name = CloudFormationValidatePlugin.PLUGIN_NAME;
  readonly #folder: string;

  /** @param folder where verdicts are kept; absent to validate everything. */
  constructor(folder: string | undefined) {
    this.#folder = folder ?? '';
  }

  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const isKept = (stack: PolicyValidationStack) => this.#folder !== '' && existsSync(this.#verdictOf(stack));
    const stackTemplates = context.stackTemplates.filter((stack) => !isKept(stack));
    if (stackTemplates.length === 0) {
      return { success: true, violations: [] };
    }
    const templatePaths = stackTemplates.map(({ templatePath }) => templatePath);
    engine ??= new CloudFormationValidatePlugin();
    const report = engine.validate({ ...context, stackTemplates, templatePaths });
    const found = new Set(
      report.violations.flatMap(({ violatingResources }) => violatingResources.map(({ templatePath }) => templatePath)),
    );
    for (const stack of stackTemplates.filter(({ templatePath }) => this.#folder !== '' && !found.has(templatePath))) {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(this.#verdictOf(stack), '');
    }
    return report;
  }

  #verdictOf({ templatePath, accountId, region }: PolicyValidationStack): string {
    const identity = createHash('sha256').update(JSON.stringify([VERSIONS, accountId, region]));
    return join(this.#folder, identity.update(readFileSync(templatePath)).digest('hex'));
  }
}

const library = createRequire(require.resolve('aws-cdk-lib/package.json'));
/** Of the library and of the engine that it brings. */
const VERSIONS = ['./package.json', '@aws/cloudformation-validate/package.json'].map((manifest) =>
  versionIn(library.resolve(manifest)),
);

function versionIn(path: string): unknown {
  const manifest: { readonly version?: unknown } = JSON.parse(readFileSync(path, 'utf8'));
  return manifest.version;
}
