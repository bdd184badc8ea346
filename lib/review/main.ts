import { CommanderError } from 'commander';
import { reviewDeployed } from './deployed/review-deployed';
import { explained } from './explained';
import { NotComparable } from './not-comparable';
import { type Options, parseOptions, UsageError } from './options';
import { markdownPage } from './page/page';
import { terminalPage } from './page/terminal';
import { exitCodeOf, type Report } from './report';
import { reviewAssemblies } from './review-assemblies';
import { reviewBase } from './synthesize/review-base';

/** Could not compare, or was not understood. */
const FAILED = 2;

/**
 * Runs the program on `args` and sets the exit code: 0 clean or accepted, 1 something needs acceptance, 2 could not compare.
 * Nothing but a complete report goes to standard output.
 */
export async function main(args: readonly string[]): Promise<void> {
  process.exitCode = FAILED;
  try {
    process.exitCode = await run(parseOptions(args));
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) {
      process.exitCode = 0;
      return;
    }
    const text = error instanceof Error ? error.message : String(error);
    const isKnown = error instanceof NotComparable || error instanceof UsageError || error instanceof CommanderError;
    process.stderr.write(`${isKnown ? text : `the review failed: ${text}`}\n`);
    process.exitCode = FAILED;
  }
}

async function run(options: Options): Promise<number> {
  if (options.explain !== undefined) {
    process.stdout.write(explained(options.explain));
    return 0;
  }
  if (options.base !== undefined) {
    const { exitCode, output } = await reviewBase(options.base, options);
    process.stdout.write(output);
    return exitCode;
  }
  const report =
    options.deployed === undefined ? await reviewAssemblies(options) : await reviewDeployed(options.deployed, options);
  process.stdout.write(rendered(report, options));
  return exitCodeOf(report);
}

function rendered(report: Report, { format }: Options): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'markdown':
      return markdownPage(report);
    default:
      return terminalPage(report);
  }
}
