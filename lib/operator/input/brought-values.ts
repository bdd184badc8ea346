import { statSync } from 'node:fs';
import { MAX_VALUE_BYTES } from '../../contract/secrets-manager';
import type { Environment } from '../../environments/row';
import type { Context } from '../context';
import { keyGiven } from '../names';
import { UsageError } from '../operator-error';
import { type BroughtValue, checkValue, isSecret } from './check-value';
import { compactKeyFile, GOOGLE_KEY, googleText } from './google-key-file';
import { jsonValues } from './json-values';
import { readFileText, readStdinText } from './read-text';
import { parseSetOption, type SetOption } from './set-option';

/** Where a person says that values are. */
export interface Sources {
  /** A JSON file, or `-` for the standard input. */
  readonly file?: string | undefined;
  readonly gcpKeyFile?: string | undefined;
  /** `KEY=@file` or `KEY=-`. */
  readonly set?: readonly string[] | undefined;
}

/** The regular files among the sources: those that stay behind. */
export function filesOf({ file, gcpKeyFile, set = [] }: Sources): readonly string[] {
  const named = set.map(parseSetOption).flatMap(({ from }) => (from === 'stdin' ? [] : [from.file]));
  return [file, gcpKeyFile, ...named]
    .filter((path) => path !== undefined && path !== '-')
    .map(String)
    .filter(isRegularFile);
}

/**
 * The values from all sources, each as the secret will hold it.
 * @throws UsageError where a source cannot be read, or names what it should not.
 */
export async function broughtValues(sources: Sources, context: Context): Promise<readonly BroughtValue[]> {
  const set = (sources.set ?? []).map(parseSetOption);
  refuseSharedStdin(sources, set);
  const values = [
    ...(sources.file === undefined ? [] : jsonValues(await textOf(sources.file, context), placeOf(sources.file))),
    ...(sources.gcpKeyFile === undefined ? [] : [await keyFile(sources.gcpKeyFile, context)]),
  ];
  for (const option of set) {
    values.push(await fromOption(option, context));
  }
  keepSecret(values, context);
  return values;
}

/** From now on nothing shows these values. */
export function keepSecret(values: readonly BroughtValue[], { redactor }: Context): void {
  for (const { key, value } of values) {
    if (isSecret(key.name, value)) {
      redactor.keep(value);
    }
  }
}

/**
 * Checks every value before anything is asked of AWS.
 * @throws UsageError for the first that breaks a rule.
 */
export function checkValues(values: readonly BroughtValue[], environment: Environment): void {
  for (const brought of values) {
    const first = values.find(({ key }) => key === brought.key);
    if (first !== undefined && first !== brought) {
      throw new UsageError({
        rule: 'given-twice',
        reason: `${brought.key.name} is given twice: ${first.place} and ${brought.place}`,
        next: 'give it once',
      });
    }
    checkValue(brought, environment);
  }
  const bytes = Buffer.byteLength(JSON.stringify(values.map(({ key, value }) => [key.name, value])));
  if (bytes > MAX_VALUE_BYTES) {
    throw new UsageError({
      rule: 'too-long',
      reason: `all values together have ${bytes} bytes, and a secret has at most ${MAX_VALUE_BYTES}`,
      next: 'check that the values are the right ones',
    });
  }
}

function refuseSharedStdin({ file }: Sources, set: readonly SetOption[]): void {
  const readers = set.filter(({ from }) => from === 'stdin').length + (file === '-' ? 1 : 0);
  if (readers > 1) {
    throw new UsageError({
      rule: 'stdin-twice',
      reason: 'two options read the standard input',
      next: 'put all but one into files (--set KEY=@file)',
    });
  }
}

async function fromOption({ key, from }: SetOption, context: Context): Promise<BroughtValue> {
  const place = from === 'stdin' ? 'the standard input' : from.file;
  const text = from === 'stdin' ? await readStdinText(context.terminal) : readFileText(from.file, 'the file');
  // Editors and `echo` end a file with a line break that nobody means.
  const value = text.replace(/\r?\n$/, '');
  return { key, value: key.name === GOOGLE_KEY ? googleText(value, place) : value, place };
}

async function keyFile(path: string, context: Context): Promise<BroughtValue> {
  return { key: keyGiven(GOOGLE_KEY), value: compactKeyFile(await textOf(path, context), path), place: path };
}

function isRegularFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

async function textOf(path: string, { terminal }: Context): Promise<string> {
  return path === '-' ? readStdinText(terminal) : readFileText(path, 'the file');
}

function placeOf(path: string): string {
  return path === '-' ? 'the standard input' : path;
}
