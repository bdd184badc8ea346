import { setTimeout as sleep } from 'node:timers/promises';
import { startEmulator } from '../emulator';
import { EmulatorError } from '../errors';
import { answeringToken } from '../health';
import { START_SECONDS } from '../server-process';
import { DEFAULT_PORT } from './local-port';
import type { Progress } from './progress';
import { endpointOf, type NotedEmulator, notedEmulator, remember, STATE_DIR } from './running-emulator';

/**
 * Endpoint of the local AWS: the one that runs already, or a new one that stays when this process ends.
 * @throws EmulatorError where it runs on another port than the one asked for, does not answer, or does not start.
 */
export async function ensureEmulator(requested: number | undefined, progress: Progress): Promise<string> {
  const noted = notedEmulator();
  if (noted !== undefined) {
    if (requested !== undefined && requested !== noted.port) {
      throw new EmulatorError(
        `the local AWS runs on port ${noted.port} already, not on ${requested}`,
        'npm run local:stop, then start it again; or leave KAIZENCOACH_LOCAL_PORT away to use it as it is',
      );
    }
    progress.step(`the embedded AWS runs already, on port ${noted.port}`);
    if (await answersInTime(noted)) {
      remember({ ...noted, ready: true });
      return endpointOf(noted.port);
    }
    progress.step('it ended before it answered');
  }
  return await start(requested ?? DEFAULT_PORT, progress);
}

/**
 * False where it ended: the run that started it may have been killed, and nobody noticed that the start failed.
 * @throws EmulatorError where it runs but does not answer.
 */
async function answersInTime({ pid, port, token }: NotedEmulator): Promise<boolean> {
  const deadline = Date.now() + START_SECONDS * 1000;
  while (notedEmulator() !== undefined) {
    if ((await answeringToken(endpointOf(port))) === token) {
      return true;
    }
    if (Date.now() > deadline) {
      throw new EmulatorError(
        `the local AWS (pid ${pid}, port ${port}) does not answer`,
        'begin anew: npm run local:stop && npm run local',
      );
    }
    await sleep(100);
  }
  return false;
}

async function start(port: number, progress: Progress): Promise<string> {
  progress.step(`starting the embedded AWS on port ${port}`);
  const emulator = await startEmulator({
    port,
    stateDir: STATE_DIR,
    detached: true,
    hasIssuers: true,
    onSpawn: (spawned) => remember({ ...spawned, ready: false }),
    log: (line) => progress.step(line),
  });
  const { pid, token, endpoint } = emulator;
  remember({ pid, port, token, ready: true });
  return endpoint;
}
