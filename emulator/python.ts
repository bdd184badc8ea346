import { EmulatorError } from './errors';
import { runProcess } from './run-process';

const CANDIDATES = ['python3', 'python'];
const INSTALL = 'install Python 3.10 or newer, so that `python3 --version` shows it, and run the command again';

/** Oldest version that the emulator runs on, by its own declaration. */
const OLDEST = [3, 10] as const;

/**
 * Name of a Python that the emulator runs on.
 * @throws EmulatorError where there is none, or only older ones.
 */
export async function findPython(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const tooOld: string[] = [];
  for (const candidate of CANDIDATES) {
    const version = await versionOf(candidate, environment);
    if (version !== undefined && isRecentEnough(version)) {
      return candidate;
    }
    if (version !== undefined) {
      tooOld.push(`${candidate} is ${version}`);
    }
  }
  const found = tooOld.length === 0 ? 'no Python was found' : `Python is too old (${tooOld.join(', ')})`;
  throw new EmulatorError(`the embedded AWS needs Python 3.10 or newer; ${found}`, INSTALL);
}

/** Whether a version such as `3.11.7` is one that the emulator runs on. */
export function isRecentEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === OLDEST[0] && minor >= OLDEST[1];
}

async function versionOf(command: string, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const result = await runProcess(command, ['-c', 'import platform; print(platform.python_version())'], {
      environment,
    });
    return result.exitCode === 0 ? result.output.trim() : undefined;
  } catch {
    return undefined;
  }
}
