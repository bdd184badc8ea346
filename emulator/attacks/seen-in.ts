import type { Seen } from '../../lib/documentation/seen';
import type { Arena } from './arena';
import { outcomeOf } from './outcome';
import { SCENARIOS } from './scenarios';
import { tryAccess } from './try-access';

/** Plays everything, and tries the access table: what the documents show. */
export async function seenIn(arena: Arena): Promise<Seen> {
  const scenarios: Seen['scenarios'][number][] = [];
  for (const scenario of SCENARIOS) {
    const played = await arena.player.play(scenario);
    const { immediate, log } = played.heard;
    const { id, attempt, everyday } = played;
    scenarios.push({ id, attempt, everyday, outcome: outcomeOf(played), immediate: [...immediate], log: [...log] });
  }
  const access = await tryAccess(arena);
  return { scenarios, access: access.map((row) => ({ ...row, otherwise: [...row.otherwise] })) };
}
