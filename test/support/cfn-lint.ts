import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { inProject } from '../../emulator/paths';
import { runProcess } from '../../emulator/run-process';
import { pythonWithTools } from './tools';

/**
 * What its console script does, which would name the folder that it was installed in before that was renamed; without looking for
 * garbage, of which it makes little.
 */
const MAIN = 'import gc; gc.disable(); import sys; from cfnlint.runner import main; sys.exit(main())';

const findingsSchema = v.array(
  v.object({
    Filename: v.string(),
    Rule: v.object({ Id: v.string() }),
    Location: v.object({ Path: v.nullable(v.array(v.union([v.string(), v.number()]))) }),
    Message: v.string(),
  }),
);

/** What cfn-lint says about one place of a template. */
export interface Finding {
  /** Name under which the template was given. */
  readonly template: string;
  /** Id of the rule, such as `E3002`. */
  readonly rule: string;
  /** Where in the template, such as `Resources/Secret/Properties/Name`. */
  readonly path: string;
  readonly message: string;
}

/**
 * What cfn-lint, with its experimental rules, finds in `templates`, by name; installs it on first use.
 * @param region where they would be deployed; `ALL_REGIONS` for wherever that could be.
 */
export async function cfnLint(templates: Readonly<Record<string, object>>, region: string): Promise<Finding[]> {
  const python = await pythonWithTools();
  const folder = mkdtempSync(join(inProject('build'), 'cfn-lint-templates-'));
  try {
    for (const [name, template] of Object.entries(templates)) {
      writeFileSync(join(folder, `${name}.json`), JSON.stringify(template));
    }
    const files = readdirSync(folder).sort();
    // `--` ends the list of Regions. A configuration of the user's own must not decide: hence no home.
    const { exitCode, output } = await runProcess(
      python,
      ['-c', MAIN, '--format', 'json', '--include-experimental', '--regions', region, '--', ...files],
      { cwd: folder, environment: { PATH: process.env['PATH'], HOME: folder } },
    );
    return findingsIn(output, exitCode);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function findingsIn(output: string, exitCode: number | null): Finding[] {
  try {
    return v.parse(findingsSchema, JSON.parse(output)).map(({ Filename, Rule, Location, Message }) => ({
      template: Filename.replace(/\.json$/, ''),
      rule: Rule.Id,
      path: (Location.Path ?? []).join('/'),
      message: Message,
    }));
  } catch (cause) {
    throw new Error(`cfn-lint ended with ${exitCode} and said what is no list of findings:\n${output}`, { cause });
  }
}
