/** Exit codes of the command line. */
export const EXIT = {
  done: 0,
  /** The check found something, or the operation failed. */
  failed: 1,
  /** Wrong usage, or input that a person must mend first. */
  usage: 2,
} as const;

/** What is wrong and what to do about it; never a value. */
interface Details {
  /** Stable name of the rule, for scripts. */
  readonly rule: string;
  readonly reason: string;
  /** The next command or step. */
  readonly next: string;
}

/** A command ends without having done its work. The message names keys, rules and lengths, never a value. */
export class OperatorError extends Error {
  override readonly name: string = 'OperatorError';
  readonly exitCode: number = EXIT.failed;
  readonly rule: string;
  readonly next: string;

  constructor({ rule, reason, next }: Details) {
    super(reason);
    this.rule = rule;
    this.next = next;
  }
}

/** Wrong usage, or input that a person must mend first, found here or by the keeper: no value of the secret was changed. */
export class UsageError extends OperatorError {
  override readonly name = 'UsageError';
  override readonly exitCode = EXIT.usage;
}

/** No answer to a change came: it may or may not have been made. */
export class LostReplyError extends Error {
  override readonly name = 'LostReplyError';
}

/** Code of a system error, such as `ENOENT`; `unknown error` where it has none. */
export function systemErrorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error';
}
