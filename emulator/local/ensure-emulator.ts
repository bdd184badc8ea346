import { startEmulator } from '../emulator';
import { EmulatorError } from '../errors';
import { DEFAULT_PORT } from './local-port';
import type { Progress } from './progress';
import { endpointOf, remember, runningEmulator, STATE_DIR } from './running-emulator';

/**
 * Endpoint of the local AWS: the one that runs already, or a new one that stays when this process ends.
 * @throws EmulatorError where it runs on another port than the one asked for, or does not start.
 */
export async function ensureEmulator(requested: number | undefined, progress: Progress): Promise<string> {
  const running = await runningEmulator();
  if (running !== undefined) {
    if (requested !== undefined && requested !== running.port) {
      throw new EmulatorError(
        `the local AWS runs on port ${running.port} already, not on ${requested}`,
        'npm run local:stop, then start it again; or leave KAIZENCOACH_LOCAL_PORT away to use it as it is',
      );
    }
    progress.step(`the embedded AWS runs already, on port ${running.port}`);
    return endpointOf(running.port);
  }
  const port = requested ?? DEFAULT_PORT;
  progress.step(`starting the embedded AWS on port ${port}`);
  const emulator = await startEmulator({
    port,
    stateDir: STATE_DIR,
    detached: true,
    log: (line) => progress.detail(line),
  });
  remember(emulator);
  return emulator.endpoint;
}
