import { execFile } from 'node:child_process';

/** How a command ended. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Longest that a synthesis or an installation may take, in milliseconds. */
const PATIENCE = 600_000;

/** Runs a command to its end in `cwd`, without a shell, with this process's environment without credentials, and `more`. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  more: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  const foreign = /^(AWS_|CDK_|ACTIONS_|GH_|GITHUB_TOKEN$|GIT_(DIR|WORK_TREE|INDEX_FILE)$)/;
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  const options = { cwd, env: { ...own, ...more }, maxBuffer: 256_000_000, timeout: PATIENCE };
  return new Promise((resolve) => {
    const child = execFile(command, [...args], options, (error, stdout, stderr) => {
      resolve({
        exitCode: error === null ? 0 : (child.exitCode ?? 1),
        stdout,
        stderr: stderr || (error?.message ?? ''),
      });
    });
  });
}
