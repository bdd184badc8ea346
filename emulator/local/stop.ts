import { endProcess } from '../end-process';
import { EmulatorError } from '../errors';
import { main } from './main';
import { forget, hangingEmulator, runningEmulator } from './running-emulator';

async function stop(): Promise<void> {
  const running = await runningEmulator();
  if (running !== undefined) {
    await endProcess(running.pid);
    process.stdout.write(`the local AWS on port ${running.port} has ended\n`);
  } else {
    await refuseToGuess();
    process.stdout.write('the local AWS is not running\n');
  }
  forget();
}

/** A process that cannot be told from a stranger's is left alone. */
async function refuseToGuess(): Promise<void> {
  const hanging = await hangingEmulator();
  if (hanging !== undefined) {
    throw new EmulatorError(
      `process ${hanging.pid} on port ${hanging.port} may be the local AWS, but does not answer`,
      `try again in a moment, or look at the process yourself: ps -p ${hanging.pid}`,
    );
  }
}

void main(stop);
