import { EmulatorError } from '../errors';

/** Port of the local AWS where nothing else is said: the one that emulators of AWS use by custom. */
export const DEFAULT_PORT = 4566;

/**
 * The port that a person asked `command` for; undefined where they did not.
 * @throws EmulatorError where it is not a port that a program may use.
 */
export function requestedPort(text: string | undefined, command: string): number | undefined {
  if (text === undefined || text === '') {
    return undefined;
  }
  const port = Number(text);
  if (!/^[0-9]+$/.test(text) || port < 1024 || port > 65_535) {
    throw new EmulatorError(
      `KAIZENCOACH_LOCAL_PORT must be a port between 1024 and 65535, got ${JSON.stringify(text)}`,
      `KAIZENCOACH_LOCAL_PORT=4600 ${command}`,
    );
  }
  return port;
}
