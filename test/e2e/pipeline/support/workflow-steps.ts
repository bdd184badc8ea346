import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';
import { inProject } from '../../../../emulator/paths';

const stepSchema = v.object({
  name: v.string(),
  run: v.optional(v.string()),
  env: v.optional(v.record(v.string(), v.string()), {}),
  'working-directory': v.optional(v.string(), '.'),
});

const workflowSchema = v.object({
  defaults: v.optional(v.object({ run: v.object({ shell: v.literal('bash') }) })),
  jobs: v.record(v.string(), v.object({ steps: v.optional(v.array(stepSchema), []) })),
});

/** A step that runs a script. */
export interface ScriptStep {
  /** Such as `deploy.yml verify: Examine the environment`. */
  readonly title: string;
  readonly script: string;
  /** Variables, some with GitHub's expressions in them. */
  readonly env: Readonly<Record<string, string>>;
  /** Below the job's workspace. */
  readonly folder: string;
}

/**
 * Every step of every workflow that runs a script.
 * @throws Error where a workflow with scripts does not run them with GitHub's `bash`, which stops at the first failure.
 */
export function scriptSteps(): ScriptStep[] {
  return readdirSync(inProject('.github', 'workflows')).flatMap((file) => {
    const { defaults, jobs } = v.parse(
      workflowSchema,
      parse(readFileSync(inProject('.github', 'workflows', file), 'utf8')),
    );
    return Object.entries(jobs).flatMap(([job, { steps }]) =>
      steps.flatMap(({ name, run, env, 'working-directory': folder }) => {
        if (run === undefined) {
          return [];
        }
        if (defaults === undefined) {
          throw new Error(`${file} must say defaults.run.shell: bash`);
        }
        return [{ title: `${file} ${job}: ${name}`, script: run, env, folder }];
      }),
    );
  });
}
