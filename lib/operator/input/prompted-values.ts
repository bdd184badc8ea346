import { CATALOGUE } from '../../catalogue/catalogue';
import type { CatalogueKey } from '../../catalogue/catalogue-key';
import type { SecretStatus } from '../../contract/operator-answer';
import type { Environment } from '../../environments/row';
import type { Context } from '../context';
import { UsageError } from '../operator-error';
import type { Terminal } from '../terminal/terminal';
import { type BroughtValue, ruleBrokenBy } from './check-value';
import { compactKeyFile, GOOGLE_KEY } from './google-key-file';
import { readFileText } from './read-text';

/** What a person typed, and the files of which the paths were typed: they stay behind. */
export interface Prompted {
  readonly brought: readonly BroughtValue[];
  readonly files: readonly string[];
}

/** Asks for the keys that another service issues; those that are missing or malformed first, and an empty answer skips. */
export async function promptedValues(
  { keys }: SecretStatus,
  environment: Environment,
  { terminal }: Context,
): Promise<Prompted> {
  const isPresent = (key: CatalogueKey) => keys.some(({ name, state }) => name === key.name && state === 'present');
  const external = CATALOGUE.filter(({ origin }) => origin === 'external');
  const brought: BroughtValue[] = [];
  const files: string[] = [];
  for (const key of [...external.filter((key) => !isPresent(key)), ...external.filter(isPresent)]) {
    const hint = isPresent(key) ? 'Enter keeps it as it is' : `${stateOf(key, keys)}; Enter leaves it so`;
    const answer = await promptFor(key, hint, environment, terminal);
    if (answer !== '') {
      const isPath = key.name === GOOGLE_KEY;
      files.push(...(isPath ? [answer] : []));
      brought.push({ key, value: isPath ? readKeyFile(answer) : answer, place: 'the prompt' });
    }
  }
  return { brought, files };
}

function stateOf({ name }: CatalogueKey, keys: SecretStatus['keys']): string {
  return keys.find((key) => key.name === name)?.state ?? 'missing';
}

/** What is typed: the value, or the path of the file that has it. */
async function promptFor(
  key: CatalogueKey,
  hint: string,
  environment: Environment,
  terminal: Terminal,
): Promise<string> {
  const check = (value: string) => {
    const rule = value === '' ? undefined : ruleBrokenBy(key, value, environment);
    return rule && `it ${rule.text}`;
  };
  if (key.name === GOOGLE_KEY) {
    const question = `${key.name}: path of the key file (${hint})`;
    return (await terminal.ask(question, (typed) => orReason(() => check(readKeyFile(typed))))).trim();
  }
  const question = `${key.name} from ${key.source} (${hint})`;
  const isPublic = key.name === 'STRAVA_CLIENT_ID';
  return (await (isPublic ? terminal.ask(question, check) : terminal.askHidden(question, check))).trim();
}

function readKeyFile(path: string): string {
  return path === '' ? '' : compactKeyFile(readFileText(path, 'the file'), path);
}

/** What a check finds, or why it could not be made. */
function orReason(check: () => string | undefined): string | undefined {
  try {
    return check();
  } catch (error) {
    if (error instanceof UsageError) {
      return error.message;
    }
    throw error;
  }
}
