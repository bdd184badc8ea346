import type { Arena } from '../../../../../emulator/attacks/arena';
import { type Call, isDenied } from '../../../../../emulator/attacks/caller';
import type { As } from '../../../../../emulator/attacks/scenario';

/**
 * One look at how things are; two looks are equal where nothing that it sees has changed.
 * @param known what an earlier look saw: where this one differs, it may end early.
 */
export type Probe = (arena: Arena, known?: string) => Promise<string>;

/** Whether IAM, or a resource's policy, lets somebody make a call. */
export async function verdict(arena: Arena, as: As, asked: Call): Promise<string> {
  return isDenied(await arena.caller.call(await arena.player.credentials(as), asked)) ? 'denied' : 'let through';
}

/** The same of several calls, up to the first of which `known` says something else. */
export async function verdicts(arena: Arena, calls: readonly (readonly [As, Call])[], known?: string): Promise<string> {
  const found: string[] = [];
  for (const [as, asked] of calls) {
    found.push(`${as} ${asked.operation} ${await verdict(arena, as, asked)}`);
    if (known?.startsWith(found.join('\n')) === false) {
      break;
    }
  }
  return found.join('\n');
}
