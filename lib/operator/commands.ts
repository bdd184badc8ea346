import type { Command } from './command-line/command';
import { backup } from './commands/backup';
import { compare } from './commands/compare';
import { doctor } from './commands/doctor';
import { populate } from './commands/populate';
import { reload } from './commands/reload';
import { restore } from './commands/restore';
import { rollback } from './commands/rollback';
import { rotate } from './commands/rotate';
import { seed } from './commands/seed';
import { status } from './commands/status';
import { template } from './commands/template';
import { verify } from './commands/verify';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  status,
  template,
  populate,
  seed,
  rotate,
  rollback,
  reload,
  verify,
  doctor,
  compare,
  backup,
  restore,
];
