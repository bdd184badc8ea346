import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ClientEnvironment, clientEnvironment } from './client-environment';
import { endProcess } from './end-process';
import { freePort, isFree, LOOPBACK } from './ports';
import { hasEnded, PortTakenError, spawnServer, waitUntilItAnswers } from './server-process';
import { pythonWithEmulator } from './virtual-environment';

/** Another process can take a port between the moment it was found free and the emulator's start. */
const ATTEMPTS = 3;

/** How to start an emulator. */
export interface EmulatorOptions {
  /** Port on the loopback address; 0 for one that is free. @default 0 */
  readonly port?: number;
  /** Folder for its log and its files; made where it does not exist. One emulator per folder. */
  readonly stateDir: string;
  /** Leaves the emulator running when this process ends. @default false */
  readonly detached?: boolean;
  /**
   * Gives it a stand-in for Strava, Google and the app, which ends with it, and writes values that they know into its folder.
   * @default false
   */
  readonly hasIssuers?: boolean;
  /** Stand-in for them elsewhere on the loopback address. @default - none of them is asked */
  readonly issuersEndpoint?: string;
  /** Whether IAM decides about every call. @default - yes, unless KAIZENCOACH_LOCAL_IAM is `off` */
  readonly enforcesIam?: boolean;
  /** Gets to know the process as soon as there is one, before it answers; again at another attempt. */
  readonly onSpawn?: (spawned: Pick<Emulator, 'pid' | 'port' | 'token'>) => void;
  /** Gets one line when something takes time. */
  readonly log?: (line: string) => void;
}

/** An embedded AWS that answers. */
export interface Emulator {
  readonly endpoint: string;
  readonly port: number;
  /** Its process id. */
  readonly pid: number;
  /** What its health page shows, and no other emulator's. */
  readonly token: string;
  /** Variables that lead a command to it. */
  readonly environment: ClientEnvironment;
  /** Ends it and its functions, and waits for the end; harmless when it has ended. */
  stop(): Promise<void>;
}

/**
 * Starts an embedded AWS, on the loopback address only, and waits until it answers.
 * @throws EmulatorError where Python is missing, the installation fails, the port is taken, or it does not start.
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const python = await pythonWithEmulator(options.log === undefined ? {} : { log: options.log });
  if (options.port) {
    return await startOn(options.port, python, options);
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOn(await freePort(), python, options);
    } catch (error) {
      if (!(error instanceof PortTakenError) || attempt === ATTEMPTS) {
        throw error;
      }
    }
  }
}

async function startOn(port: number, python: string, options: EmulatorOptions): Promise<Emulator> {
  if (!(await isFree(port))) {
    throw new PortTakenError(port);
  }
  const { stateDir, hasIssuers, issuersEndpoint } = options;
  // Code of functions from an earlier run; it would only grow.
  rmSync(join(stateDir, 'tmp'), { recursive: true, force: true });
  mkdirSync(join(stateDir, 'tmp'), { recursive: true });
  const endpoint = `http://${LOOPBACK}:${port}`;
  const { enforcesIam = process.env['KAIZENCOACH_LOCAL_IAM'] !== 'off' } = options;
  const settings = {
    port,
    stateDir,
    token: randomUUID(),
    endsWithParent: options.detached !== true,
    hasIssuers,
    issuersEndpoint,
    enforcesIam,
  };
  const child = spawnServer(python, settings);
  if (child.pid !== undefined) {
    options.onSpawn?.({ pid: child.pid, port, token: settings.token });
  }
  const stop = async () => {
    if (child.pid !== undefined && !hasEnded(child)) {
      await endProcess(child.pid);
    }
  };
  try {
    await waitUntilItAnswers(child, endpoint, settings);
  } catch (error) {
    await stop();
    throw error;
  }
  const { token } = settings;
  return { endpoint, port, pid: child.pid ?? 0, token, environment: clientEnvironment(endpoint, stateDir), stop };
}
