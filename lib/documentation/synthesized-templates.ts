import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { type CostedTemplate, costedTemplateSchema } from '../cost/rules';
import { ENVIRONMENTS } from '../environments/rows';
import { projectRoot } from '../project-root';
import { UNVALIDATED } from '../review/synthesize/synthesize';

/** Templates by the name of their environment. */
export type Templates = Readonly<Record<string, CostedTemplate>>;

let made: Templates | undefined;

/**
 * The templates of all environments as the app synthesizes them; made at most once a process. By a process of its own: this
 * folder does not build on the CDK.
 * @throws Error where the synthesis fails, with what it said.
 */
export function synthesizedTemplates(): Templates {
  made ??= synthesize();
  return made;
}

function synthesize(): Templates {
  const folder = mkdtempSync(join(tmpdir(), 'kaizencoach-templates-'));
  try {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'bin/app.ts'], {
      cwd: projectRoot(),
      // Nothing of the machine that could change a template.
      env: { PATH: process.env['PATH'], CDK_OUTDIR: folder, ...UNVALIDATED },
      encoding: 'utf8',
    });
    if (status !== 0) {
      throw new Error(`the synthesis failed:\n${stderr}`);
    }
    return Object.fromEntries(
      ENVIRONMENTS.map(({ name, stackId }) => {
        const text = readFileSync(join(folder, `${stackId}.template.json`), 'utf8');
        return [name, v.parse(costedTemplateSchema, JSON.parse(text))];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
