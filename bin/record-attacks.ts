import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { openArena } from '../emulator/attacks/arena';
import { seenIn } from '../emulator/attacks/seen-in';
import { inProject } from '../emulator/paths';
import { SEEN_FILE } from '../lib/documentation/seen';

async function record(): Promise<void> {
  const arena = await openArena((line) => process.stdout.write(`${line}\n`));
  try {
    writeFileSync(SEEN_FILE, JSON.stringify(await seenIn(arena), null, 2));
    // The linter wants it as the formatter writes it.
    execFileSync(inProject('node_modules', '.bin', 'biome'), ['format', '--write', SEEN_FILE]);
  } finally {
    await arena.end();
  }
}

void record();
