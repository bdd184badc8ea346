import type { Command } from './command-line/command';
import { backup } from './commands/backup';
import { compare } from './commands/compare';
import { doctor } from './commands/doctor';
import { history } from './commands/history';
import { populate } from './commands/populate';
import { recover } from './commands/recover';
import { reload } from './commands/reload';
import { restore } from './commands/restore';
import { rollback } from './commands/rollback';
import { rotate } from './commands/rotate';
import { seed } from './commands/seed';
import { status } from './commands/status';
import { template } from './commands/template';
import { verify } from './commands/verify';
import { webhook } from './commands/webhook';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  status,
  history,
  template,
  populate,
  seed,
  rotate,
  rollback,
  recover,
  reload,
  verify,
  webhook,
  doctor,
  compare,
  backup,
  restore,
];
