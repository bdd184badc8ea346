import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from './end-process';
import { EmulatorError, tail } from './errors';
import { inProject } from './paths';
import { findPython } from './python';
import { runProcess } from './run-process';

/** Where and of what a virtual environment is made. */
export interface VirtualEnvironmentOptions {
  /** @default - the emulator's own requirements */
  readonly requirements?: string;
  /** Folder that holds the virtual environments. @default - below the project's `build` */
  readonly folder?: string;
  /** Whether all of it is compiled at once; otherwise Python compiles what is used, the first time. @default true */
  readonly isCompiled?: boolean;
  /** Gets one line when something takes time. */
  readonly log?: (line: string) => void;
  /** Environment of Python and pip, where a person's own pip settings are. @default - this process's */
  readonly environment?: NodeJS.ProcessEnv;
}

/** The id of a process that was killed may be another's by now. */
const PATIENCE_MS = 300_000;

/**
 * Path of a Python that has the emulator installed; installs it on first use and when the requirements change.
 * Two processes may call it at once: the later one waits for the other's. Where both began in the same moment, each builds aside,
 * and the first to finish gives the name to its work.
 * @throws EmulatorError where there is no Python, or the installation fails.
 */
export async function pythonWithEmulator(options: VirtualEnvironmentOptions = {}): Promise<string> {
  const requirements = options.requirements ?? inProject('emulator', 'requirements.txt');
  const folder = options.folder ?? inProject('build', 'emulator');
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const home = join(folder, `venv-${hash}`);
  const python = join(home, 'bin', 'python');
  mkdirSync(folder, { recursive: true });
  removeInterrupted(folder);
  for (let waited = 0; waited < PATIENCE_MS && isBeingMade(folder, hash); waited += 100) {
    await sleep(100);
  }
  // False also for the dangling link that an upgrade of the system's Python leaves.
  if (!existsSync(python)) {
    const aside = mkdtempSync(join(folder, `making-${process.pid}-${hash}-`));
    try {
      await install(aside, requirements, options);
      publish(aside, home, python);
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
  }
  return python;
}

/** What installations left whose process ended before they did. */
function removeInterrupted(folder: string): void {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith('making-'))) {
    const [, pid] = /^making-(\d+)-/.exec(name) ?? [];
    if (pid === undefined || !isRunning(Number(pid))) {
      rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 3 });
    }
  }
}

function isBeingMade(folder: string, hash: string): boolean {
  return readdirSync(folder).some((name) => {
    const [, pid, of] = /^making-(\d+)-(\w+)-/.exec(name) ?? [];
    return of === hash && isRunning(Number(pid));
  });
}

async function install(home: string, requirements: string, options: VirtualEnvironmentOptions): Promise<void> {
  const environment = options.environment ?? process.env;
  const python = await findPython(environment);
  options.log?.('installing the embedded AWS (once; about a minute)');
  const made = await runProcess(python, ['-m', 'venv', home], { environment });
  if (made.exitCode !== 0) {
    throw new EmulatorError(
      `${python} could not make a virtual environment\n${tail(made.output)}`,
      'install the venv module of your Python (Debian, Ubuntu: apt install python3-venv) and run the command again',
    );
  }
  const flags = ['--no-deps', '--no-input', '--disable-pip-version-check', '-r', requirements];
  const pip = ['-m', 'pip', 'install', ...(options.isCompiled === false ? ['--no-compile'] : []), ...flags];
  const installed = await runProcess(join(home, 'bin', 'python'), pip, { environment });
  if (installed.exitCode !== 0) {
    throw new EmulatorError(
      `pip could not install the embedded AWS\n${tail(installed.output)}`,
      'check the network and pip’s settings (PIP_INDEX_URL, HTTPS_PROXY), and run the command again',
    );
  }
}

/** A renamed virtual environment works as long as it is used through its `python`, which finds its folder by itself. */
function publish(aside: string, home: string, python: string): void {
  if (existsSync(home) && !existsSync(python)) {
    rmSync(home, { recursive: true, force: true });
  }
  try {
    renameSync(aside, home);
  } catch (error) {
    // Another process was faster: its environment is as good.
    if (!existsSync(python)) {
      throw error;
    }
  }
}
