import { CommanderError } from 'commander';
import { explained } from './explained';
import { NotComparable } from './not-comparable';
import { type Options, parseOptions, UsageError } from './options';
import { exitCodeOf, type Report } from './report';
import { type Judged, reviewBase } from './synthesize/review-base';

/** Could not compare, or was not understood. */
const FAILED = 2;

/** What the program leaves: what it wrote, and how it ended. */
export interface Ending {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  exitCode?: typeof process.exitCode;
}

/**
 * Runs the program on `args` and sets the exit code: 0 clean or accepted, 1 something needs acceptance (with `--drift`: or
 * anything differs), 2 could not compare.
 * Nothing but a complete report goes to standard output.
 * @param ending - @default the process
 */
export async function main(args: readonly string[], ending: Ending = process): Promise<void> {
  ending.exitCode = FAILED;
  try {
    const { exitCode, output } = await run(parseOptions(args));
    ending.stdout.write(output);
    ending.exitCode = exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) {
      ending.exitCode = 0;
      return;
    }
    const text = error instanceof Error ? error.message : String(error);
    const isKnown = error instanceof NotComparable || error instanceof UsageError || error instanceof CommanderError;
    ending.stderr.write(`${isKnown ? text : `the review failed: ${text}`}\n`);
  }
}

async function run(options: Options): Promise<Judged> {
  if (options.explain !== undefined) {
    return { exitCode: 0, output: explained(options.explain) };
  }
  if (options.base !== undefined) {
    return await reviewBase(options.base, options);
  }
  const report = await reported(options);
  return { exitCode: exitCodeOf(report, options), output: await rendered(report, options) };
}

// What one call does not need is not loaded: the clients of AWS take longer to load than many reviews take.

async function reported(options: Options): Promise<Report> {
  if (options.deployed === undefined) {
    const { reviewAssemblies } = await import('./review-assemblies');
    return await reviewAssemblies(options);
  }
  const { reviewDeployed } = await import('./deployed/review-deployed');
  return await reviewDeployed(options.deployed, options);
}

async function rendered(report: Report, { format }: Options): Promise<string> {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'markdown': {
      const { markdownPage } = await import('./page/page');
      return markdownPage(report);
    }
    default: {
      const { terminalPage } = await import('./page/terminal');
      return terminalPage(report);
    }
  }
}
