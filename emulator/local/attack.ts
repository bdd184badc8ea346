import { openArena } from '../attacks/arena';
import { outcomeOf } from '../attacks/outcome';
import type { Played, Scenario } from '../attacks/scenario';
import { SCENARIOS } from '../attacks/scenarios';
import { EmulatorError } from '../errors';
import { main } from './main';
import { renderTable } from './table';

/** `npm run local:attack [scenario…|--list|--all]`: plays attacks, and shows what was denied and who heard of it. */
async function attack(): Promise<void> {
  const asked = process.argv.slice(2);
  if (asked.length === 0 || asked.includes('--list')) {
    process.stdout.write(
      `${renderTable(
        ['scenario', 'attempted'],
        SCENARIOS.map(({ id, attempt }) => [id, attempt]),
      )}\n`,
    );
    return;
  }
  const scenarios = asked.includes('--all') ? SCENARIOS : asked.map(named);
  const arena = await openArena((line) => process.stdout.write(`${line}\n`));
  const played: Played[] = [];
  try {
    for (const scenario of scenarios) {
      played.push(await arena.player.play(scenario));
    }
  } finally {
    await arena.end();
  }
  const head = ['scenario', 'attempted', 'outcome', 'EventBridge', 'log', 'seconds'];
  process.stdout.write(`\n${renderTable(head, played.map(row))}\n`);
  const differing = played.filter(({ differences }) => differences.length > 0);
  for (const { id, differences } of differing) {
    process.stdout.write(
      `\n${id} went otherwise than its row says:\n${differences.map((one) => `  ${one}\n`).join('')}`,
    );
  }
  process.exitCode = differing.length > 0 ? 1 : 0;
}

function named(id: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.id === id);
  if (found === undefined) {
    throw new EmulatorError(`there is no scenario ${JSON.stringify(id)}`, 'npm run local:attack -- --list');
  }
  return found;
}

function row(played: Played): string[] {
  const { id, attempt, everyday, heard, seconds } = played;
  const unheard = !everyday && heard.immediate.length + heard.log.length === 0;
  return [
    id,
    attempt,
    outcomeOf(played),
    unheard ? 'unheard' : heard.immediate.join(', '),
    heard.log.join(', '),
    seconds.toFixed(2),
  ];
}

void main(attack);
