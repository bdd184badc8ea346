import { mock } from 'node:test';
import { BUDGETS } from '../test/keeper/support/call-budget';
import type { Figure } from './figure';

/** How many calls to Secrets Manager each kind of request takes, on the service in memory that the unit tests use. */
export async function keeperCalls(): Promise<Figure[]> {
  const figures: Figure[] = [];
  // The keeper's log.
  const info = mock.method(console, 'info', () => undefined);
  for (const { what, given, asked, calls } of BUDGETS) {
    const keeper = await given();
    keeper.service.calls.length = 0;
    await asked(keeper);
    const made = keeper.service.calls;
    figures.push({
      what: `keeper calls, ${what}`,
      measured: `${made.length}: ${made.join(', ')}`,
      bound: `≤ ${calls.length}`,
      holds: made.length <= calls.length,
    });
  }
  info.mock.restore();
  return figures;
}
