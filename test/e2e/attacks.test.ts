import { type Arena, openArena } from '../../emulator/attacks/arena';
import { outcomeOf } from '../../emulator/attacks/outcome';
import type { Played } from '../../emulator/attacks/scenario';
import { SCENARIOS } from '../../emulator/attacks/scenarios';
import { tryAccess } from '../../emulator/attacks/try-access';
import { inbox } from '../../emulator/pages';
import { told } from '../../emulator/told';
import { seen } from '../../lib/documentation/seen';

let arena: Arena;

beforeAll(async () => {
  arena = await openArena();
});
afterAll(() => arena.end());

test('the first deployment raises nothing but the notices of what the keeper wrote', async () => {
  const alerts = (await inbox(arena.emulator.endpoint)).map((message) => told(message).alert);
  expect([...new Set(alerts)].sort()).toEqual(['keeper-stored', 'keeper-wrote']);
});

describe('goes as its row says, and as the security model shows', () => {
  test.each(SCENARIOS)('$id: $attempt', async (scenario) => {
    const played: Played = await arena.player.play(scenario);
    expect(played.differences).toEqual([]);
    const { id, attempt, everyday } = scenario;
    const shown = { id, attempt, everyday, outcome: outcomeOf(played), ...played.heard };
    // Another one: npm run docs:seen && npm run docs
    expect(seen().scenarios).toContainEqual(shown);
  });
});

test('the access table holds where it can be tried with real calls, and the security model shows it', async () => {
  const rows = await tryAccess(arena);
  expect(rows.filter(({ otherwise }) => otherwise.length > 0)).toEqual([]);
  expect(rows.reduce((cells, { tried }) => cells + tried, 0)).toBe(rows.length * 9);
  expect(seen().access).toEqual(rows);
});
