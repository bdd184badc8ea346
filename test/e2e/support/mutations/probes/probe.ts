import type { Arena } from '../../../../../emulator/attacks/arena';
import { type Call, isDenied } from '../../../../../emulator/attacks/caller';
import type { As } from '../../../../../emulator/attacks/scenario';

/** One look at how things are; two looks are equal where nothing that it sees has changed. */
export type Probe = (arena: Arena) => Promise<string>;

/** Whether IAM, or a resource's policy, lets somebody make a call. */
export async function verdict(arena: Arena, as: As, asked: Call): Promise<string> {
  return isDenied(await arena.caller.call(await arena.player.credentials(as), asked)) ? 'denied' : 'let through';
}

/** The same of several calls. */
export async function verdicts(arena: Arena, calls: readonly (readonly [As, Call])[]): Promise<string> {
  const found: string[] = [];
  for (const [as, asked] of calls) {
    found.push(`${as} ${asked.operation} ${await verdict(arena, as, asked)}`);
  }
  return found.join('\n');
}
