// Starts an emulator in the folder given and stays, until somebody kills it. Prints the emulator's process id.
import { startEmulator } from '../../../emulator/emulator';

async function hold(stateDir: string): Promise<void> {
  const { pid } = await startEmulator({ stateDir });
  process.stdout.write(`${pid}\n`);
}

void hold(process.argv[2] ?? '');
