import { join } from 'node:path';
import { inProject } from '../../../../emulator/paths';
import { main } from '../../../../lib/review/main';
import { type Ended, run } from '../../../../lib/review/synthesize/run';

/** What the command said. */
export interface Reviewed {
  readonly exitCode: number;
  readonly output: string;
  /** Gates that stop, each once, in order; empty where nothing was compared. */
  readonly gates: readonly string[];
  /** Gates that only show. */
  readonly shown: readonly string[];
}

/** Runs `kaizencoach-review` as it is shipped, in `cwd`. */
export async function runReview(args: readonly string[], cwd = inProject()): Promise<Reviewed> {
  const program = join(cwd, 'bin', 'kaizencoach-review.mjs');
  return said(args, await run(process.execPath, [program, ...args], cwd));
}

/** The same program without a process of its own, for questions whose number makes the difference. */
export async function runInProcess(args: readonly string[]): Promise<Reviewed> {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text;
    },
  });
  const ending = { exitCode: -1, stdout: stream('stdout'), stderr: stream('stderr') };
  await main(args, ending);
  return said(args, { exitCode: ending.exitCode, ...written });
}

function said(args: readonly string[], { exitCode, stdout, stderr }: Ended): Reviewed {
  // Nothing but a complete report is written to standard output.
  const output = (stdout === '' ? stderr : stdout).trimEnd();
  const report = args.includes('--json') && output.startsWith('{') ? JSON.parse(output) : { findings: [] };
  const of = (stops: boolean) =>
    [
      ...new Set<string>(
        report.findings
          .filter((finding: { stops: string }) => (finding.stops !== 'shown') === stops)
          .map((finding: { gate: string }) => finding.gate),
      ),
    ].sort();
  return { exitCode, output, gates: of(true), shown: of(false) };
}
