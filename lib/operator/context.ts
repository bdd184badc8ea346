import type { Output } from './rendering/output';
import type { Redactor } from './rendering/redactor';
import type { Services } from './services/services';
import type { Terminal } from './terminal/terminal';

/** Everything outside a command's own code that it uses. */
export interface Context {
  readonly services: Services;
  readonly terminal: Terminal;
  readonly output: Output;
  readonly redactor: Redactor;
  readonly now: () => Date;
  /** Waits a moment before looking again; rejects on Ctrl-C. */
  readonly pause: () => Promise<void>;
}
