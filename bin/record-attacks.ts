import { writeFileSync } from 'node:fs';
import { openArena } from '../emulator/attacks/arena';
import { seenIn } from '../emulator/attacks/seen-in';
import { SEEN_FILE } from '../lib/documentation/seen';

async function record(): Promise<void> {
  const arena = await openArena((line) => process.stdout.write(`${line}\n`));
  try {
    writeFileSync(SEEN_FILE, `${JSON.stringify(await seenIn(arena), null, 2)}\n`);
  } finally {
    await arena.end();
  }
}

void record();
