import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmulatorError, tail } from './errors';
import { answeringToken } from './health';
import { inProject } from './paths';
import { type ServerSettings, serverEnvironment } from './server-environment';

/** How long an emulator may take until it answers. */
export const START_SECONDS = 60;

/** The port that an emulator was to use belongs to another process. */
export class PortTakenError extends EmulatorError {
  constructor(port: number) {
    super(
      `port ${port} is taken by another process`,
      'end that process, or choose another port: KAIZENCOACH_LOCAL_PORT=4600 npm run local',
    );
  }
}

/** The emulator's log in its folder. */
export function logFile(stateDir: string): string {
  return join(stateDir, 'emulator.log');
}

/**
 * Starts the emulator's process, as leader of a process group of its own; its log begins anew. Its command line holds the
 * token, by which it is known before it answers.
 */
export function spawnServer(python: string, settings: ServerSettings): ChildProcess {
  const log = openSync(logFile(settings.stateDir), 'w');
  const child = spawn(python, ['-X', `kaizencoach=${settings.token}`, inProject('emulator', 'launcher.py')], {
    cwd: settings.stateDir,
    env: serverEnvironment(settings),
    detached: true,
    // The pipe is never written to: its end tells the emulator that this process is gone.
    stdio: [settings.endsWithParent ? 'pipe' : 'ignore', log, log],
  });
  closeSync(log);
  if (!settings.endsWithParent) {
    child.unref();
  }
  return child;
}

/**
 * Waits until the emulator answers.
 * @throws PortTakenError where another process was faster to take the port.
 * @throws EmulatorError with the end of its log where it ends, or does not answer within a minute.
 */
export async function waitUntilItAnswers(child: ChildProcess, endpoint: string, settings: ServerSettings) {
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  const deadline = Date.now() + START_SECONDS * 1000;
  while ((await answeringToken(endpoint)) !== settings.token) {
    const ended = failure !== undefined || hasEnded(child);
    if (ended || Date.now() > deadline) {
      const log = readFileSync(logFile(settings.stateDir), 'utf8');
      if (ended && /already in use/i.test(log)) {
        throw new PortTakenError(settings.port);
      }
      const problem = ended ? 'ended while it started' : `did not answer within ${START_SECONDS} seconds`;
      throw new EmulatorError(
        `the embedded AWS ${problem}\n${tail(failure?.message ?? log)}`,
        `see ${logFile(settings.stateDir)}`,
      );
    }
    await sleep(100);
  }
}

/** Whether the process has ended. */
export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
