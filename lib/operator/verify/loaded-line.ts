import type { LogLine } from '../services/app-log';

/** The app printed that it has loaded the secret. */
export interface Loaded {
  readonly stream: string;
  readonly at: Date;
  /** The first characters of the client id that it loaded. */
  readonly prefix: string;
}

/** What CloudWatch Logs is asked for. */
export const LOADED_PATTERN = '"Secrets loaded"';

/** Characters of the client id that the app prints. */
const PREFIX = 8;

/** The line as the app prints it: `✅ Secrets loaded - STRAVA_CLIENT_ID: 188207...` */
const LOADED = /Secrets loaded - STRAVA_CLIENT_ID: ([0-9]{1,8})\.\.\./;

/** Reads a line of the app's log; undefined where it says something else. */
export function loadedIn({ stream, at, text }: LogLine): Loaded | undefined {
  const prefix = LOADED.exec(text)?.[1];
  return prefix === undefined ? undefined : { stream, at, prefix };
}

/** Whether a line speaks of this client id. */
export function matches({ prefix }: Loaded, clientId: string): boolean {
  return prefix === clientId.slice(0, PREFIX);
}
