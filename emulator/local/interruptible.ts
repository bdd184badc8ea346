import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Runs a command that Ctrl-C may end at any moment: `tidy` then puts things in order and gives the line to show, and the
 * process ends with the signal's customary exit code, 130 for Ctrl-C.
 */
export async function interruptible(command: () => Promise<void>, tidy: () => Promise<string>): Promise<void> {
  let leaving: Promise<void> | undefined;
  // More than once: the terminal sends Ctrl-C to this process, and npm passes its own on.
  const leave = (signal: (typeof SIGNALS)[number]) => {
    leaving ??= tidy().then((line) => {
      process.stderr.write(`\n${line}\n`);
      // The command still waits for other processes; nothing else would end it.
      process.exit(128 + constants.signals[signal]);
    });
  };
  for (const signal of SIGNALS) {
    process.on(signal, leave);
  }
  try {
    await command();
  } catch (error) {
    // What fails because it was interrupted is no news.
    if (leaving === undefined) {
      throw error;
    }
  }
  await leaving;
  for (const signal of SIGNALS) {
    process.off(signal, leave);
  }
}
