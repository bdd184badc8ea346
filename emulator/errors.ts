/** A failure that the person at the terminal can mend: what is wrong, then the next step. */
export class EmulatorError extends Error {
  override readonly name = 'EmulatorError';

  constructor(problem: string, next: string) {
    super(`${problem}\n  next: ${next}`);
  }
}

/** The last lines of a log, indented, for a message about what wrote it. */
export function tail(log: string, lines = 12): string {
  const last = log.trimEnd().split('\n').slice(-lines);
  return last.map((line) => `  | ${line}`).join('\n');
}
