import { CATALOGUE } from '../../catalogue/catalogue';
import type { LogLine } from '../services/app-log';
import { loadedIn } from './loaded-line';

/** What CloudWatch Logs is asked for to explain a failure. */
export const TROUBLE_PATTERN =
  '?Error ?error ?Traceback ?"not found" ?failed ?Failed ?denied ?Denied ?"default credentials" ?"Invalid client_id"';

const MOST_LINES = 10;
const LONGEST_LINE = 160;

/** What an app may print beside its message, and what is shown in its place. */
const HIDDEN: readonly [pattern: RegExp, shown: (...found: string[]) => string][] = [
  [/-----BEGIN[\s\S]*/, () => '‹PEM hidden›'],
  // What follows a word such as token, unless it is the name of a key itself.
  [
    /((?:secret|key|token|password|passwd|authorization|bearer)\w*["']?\s*[:=]\s*)(\S.*)/gi,
    (whole, word = '', rest = '') => (isKeyName(rest) ? whole : `${word}‹hidden›`),
  ],
  [/(["'])((?:(?!\1).){12,})\1/g, (whole, _, quoted = '') => (isKeyName(quoted) ? whole : '‹hidden›')],
  [/[A-Za-z0-9+/_=-]+/g, (run) => (isHarmless(run) ? run : '#')],
];

function isKeyName(text: string): boolean {
  return CATALOGUE.some(({ name }) => name.endsWith(text.replace(/["']/g, '')));
}

/** A word, the name of an error, or the name of a key; anything longer, or with digits, might be a value. */
function isHarmless(run: string): boolean {
  return (
    isKeyName(run) || (/^[^0-9]+$/.test(run) && (run.length < 20 || /^[A-Za-z]{1,60}(?:Error|Exception)$/.test(run)))
  );
}

/** The last lines that matter, oldest first, each with nothing in it that could be a value. */
export function excerpt(lines: readonly LogLine[]): readonly string[] {
  return lines
    .slice(-MOST_LINES)
    .map((line) => `${line.at.toISOString().slice(0, 19)}Z ${line.stream}  ${redacted(line)}`);
}

function redacted(line: LogLine): string {
  const loaded = loadedIn(line);
  if (loaded !== undefined) {
    return `Secrets loaded - STRAVA_CLIENT_ID: ${loaded.prefix}...`;
  }
  const hidden = HIDDEN.reduce((text, [pattern, shown]) => text.replace(pattern, shown), line.text.trim());
  const [first = ''] = hidden.split('\n');
  return first.length > LONGEST_LINE ? `${first.slice(0, LONGEST_LINE)}…` : first;
}
