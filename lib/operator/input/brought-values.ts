import { statSync } from 'node:fs';
import { MAX_VALUE_BYTES } from '../../contract/secrets-manager';
import type { Environment } from '../../environments/row';
import type { Context } from '../context';
import { keyGiven } from '../names';
import { UsageError } from '../operator-error';
import { type BroughtValue, faultOf, isSecret } from './check-value';
import { compactKeyFile, GOOGLE_KEY, googleText } from './google-key-file';
import { type Brought, jsonValues } from './json-values';
import { looksLikePlaceholder } from './placeholder';
import { readSourceText, readStdinText } from './read-text';
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
 * The values from all sources, each as the secret will hold it, and what is no value.
 * @throws UsageError where a source cannot be read, or names what it should not.
 */
export async function broughtValues(sources: Sources, context: Context): Promise<readonly Brought[]> {
  const { file, gcpKeyFile } = sources;
  const set = (sources.set ?? []).map(parseSetOption);
  refuseSharedStdin(sources, set);
  const inFile = file === undefined ? [] : jsonValues(await textOf(file, context), placeOf(file));
  const values: Brought[] = [
    // The template's own line for the key that comes from elsewhere is no second value.
    ...inFile.filter((brought) => gcpKeyFile === undefined || !isPlaceholder(brought)),
    ...(gcpKeyFile === undefined ? [] : [await keyFile(gcpKeyFile, context)]),
  ];
  for (const option of set) {
    values.push(await fromOption(option, context));
  }
  keepSecret(values, context);
  return values;
}

function isPlaceholder(brought: Brought): boolean {
  return 'key' in brought && brought.key.name === GOOGLE_KEY && looksLikePlaceholder(brought.value);
}

/** From now on nothing shows these values. */
export function keepSecret(values: readonly Brought[], { redactor }: Context): void {
  for (const { key, value } of values.filter(isValue)) {
    if (isSecret(key.name, value)) {
      redactor.keep(value);
    }
  }
}

function isValue(brought: Brought): brought is BroughtValue {
  return 'key' in brought;
}

/**
 * Checks every value before anything is asked of AWS.
 * @throws UsageError that names every fault.
 */
export function checkedValues(brought: readonly Brought[], environment: Environment): readonly BroughtValue[] {
  const values = brought.filter(isValue);
  const faults = brought.flatMap((found) => (isValue(found) ? (faultIn(found, values, environment) ?? []) : found));
  const [first] = faults;
  if (first !== undefined) {
    throw faults.length === 1 ? first : allOf(faults);
  }
  const document = Object.fromEntries(values.map(({ key, value }) => [key.name, value]));
  const bytes = Buffer.byteLength(JSON.stringify(document));
  if (bytes > MAX_VALUE_BYTES) {
    throw new UsageError({
      rule: 'too-long',
      reason: `all values together have ${bytes} bytes, and a secret has at most ${MAX_VALUE_BYTES}`,
      next: 'check that the values are the right ones',
    });
  }
  return values;
}

function faultIn(
  brought: BroughtValue,
  values: readonly BroughtValue[],
  environment: Environment,
): UsageError | undefined {
  const first = values.slice(0, values.indexOf(brought)).find(({ key }) => key === brought.key);
  return first === undefined
    ? faultOf(brought, environment)
    : new UsageError({
        rule: 'given-twice',
        reason: `${brought.key.name} is given twice: ${first.place} and ${brought.place}`,
        next: 'give it once',
      });
}

function allOf(faults: readonly UsageError[]): UsageError {
  const rules = new Set(faults.map(({ rule }) => rule));
  return new UsageError({
    rule: rules.size === 1 ? [...rules].join('') : 'several-faults',
    reason: `${faults.length} faults: ${faults.map(({ message }) => message).join('; ')}`,
    next: [...new Set(faults.map(({ next }) => next))].join('; '),
  });
}

function refuseSharedStdin({ file, gcpKeyFile }: Sources, set: readonly SetOption[]): void {
  const readers = [file === '-', gcpKeyFile === '-', ...set.map(({ from }) => from === 'stdin')];
  if (readers.filter(Boolean).length > 1) {
    throw new UsageError({
      rule: 'stdin-twice',
      reason: 'two options read the standard input',
      next: 'put all but one into files (--set KEY=@file)',
    });
  }
}

async function fromOption({ key, from }: SetOption, context: Context): Promise<BroughtValue> {
  const place = from === 'stdin' ? 'the standard input' : from.file;
  const text =
    from === 'stdin'
      ? await readStdinText(context.terminal)
      : await readSourceText(from.file, 'the file', context.terminal);
  // Editors and `echo` end a file with a line break that nobody means.
  const value = text.replace(/\r?\n$/, '');
  return { key, value: key.name === GOOGLE_KEY ? googleText(value, place) : value, place };
}

async function keyFile(path: string, context: Context): Promise<BroughtValue> {
  const place = placeOf(path);
  return { key: keyGiven(GOOGLE_KEY), value: compactKeyFile(await textOf(path, context), place), place };
}

function isRegularFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

async function textOf(path: string, { terminal }: Context): Promise<string> {
  return path === '-' ? readStdinText(terminal) : readSourceText(path, 'the file', terminal);
}

function placeOf(path: string): string {
  return path === '-' ? 'the standard input' : path;
}
