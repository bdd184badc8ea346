import { existsSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../project-root';
import { run } from './run';

/** What `cdk synth` made of one side. */
export type Synthesis = { readonly assembly: string } | { readonly failed: string };

/** Leaves the validation of templates out, which is no part of an assembly and takes longer than the rest of a synthesis. */
export const UNVALIDATED = { CDK_VALIDATION: 'false' };

/**
 * Synthesizes the app in `folder` with its own command line, so that its `cdk.json` counts, into a new folder below `into`.
 * Runs the code of that side: whoever does that to a stranger's change trusts it with this machine.
 * @param settings variables beside those that keep the machine and the time out of it. @default - none
 */
export async function synthesize(
  folder: string,
  into: string,
  day: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Synthesis> {
  const assembly = mkdtempSync(join(into, 'assembly-'));
  const cdk = join('node_modules', 'aws-cdk', 'bin', 'cdk');
  if (!existsSync(join(folder, cdk))) {
    return { failed: `${folder} has no installed packages; run: npm ci` };
  }
  const args = [cdk, 'synth', '--quiet', '--no-color', '--ci', '--no-notices', '--output', assembly];
  const { exitCode, stdout, stderr } = await run(process.execPath, args, folder, {
    NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --require ${JSON.stringify(join(projectRoot(), 'lib', 'review', 'synthesize', 'pinned-day.cjs'))}`,
    KAIZENCOACH_REVIEW_DAY: day,
    // From Node 22 on: what V8 made of the command line, and of a base's libraries, whose worktree is new each time.
    NODE_COMPILE_CACHE: join(projectRoot(), 'build', 'run', 'compile-cache'),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    AWS_EC2_METADATA_DISABLED: 'true',
    // Files that do not exist: no profile of the machine decides anything.
    AWS_CONFIG_FILE: join(into, 'no-aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(into, 'no-aws-credentials'),
    ...settings,
  });
  // An error stands above as many lines of where it was thrown.
  return exitCode === 0 ? { assembly } : { failed: `${stdout}${stderr}`.trim().split('\n').slice(-24).join('\n') };
}
