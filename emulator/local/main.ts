/**
 * Runs a command and ends this process with its outcome: 0, or 1 with the reason on the error output. People at a terminal
 * get the message and the next step, not the stack.
 */
export async function main(command: () => Promise<void>): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read has seen enough, as `head` does; what was begun goes on to its end.
    if (error.code !== 'EPIPE') {
      throw error;
    }
  });
  try {
    await command();
  } catch (error) {
    process.stderr.write(`\nerror: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
