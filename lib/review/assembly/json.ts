import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { NotComparable } from '../not-comparable';

/** Any value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of JSON. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Larger files are refused. */
const MOST_BYTES = 16_000_000;

/**
 * The JSON in `file`, which has at most `most` bytes.
 * @throws NotComparable where it cannot be read, is no JSON, says one key twice (parsers disagree on which one counts), or has a key
 * with a backtick, after which a sentence that names it would go on in the key's own words.
 */
export function readJson(file: string, most = MOST_BYTES): Json {
  return parseJson(readText(file, most), basename(file));
}

/**
 * The JSON in `text`, which `name` names in errors. Errors quote nothing of it.
 * @throws NotComparable as `readJson`.
 */
export function parseJson(text: string, name: string): Json {
  let parsed: Json;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new NotComparable(`${name} must be JSON`);
  }
  // Of two keys that are the same, however they are written, only one is in the result.
  let keys = 0;
  let hasBacktick = false;
  eachKey(parsed, (key) => {
    keys += 1;
    hasBacktick ||= key.includes('`');
  });
  if (keys !== keysSaid(text)) {
    throw new NotComparable(`${name} must say each key of an object once`);
  }
  if (hasBacktick) {
    throw new NotComparable(`${name} must have no key with a backtick`);
  }
  return parsed;
}

function readText(file: string, most: number): string {
  try {
    const bytes = readFileSync(file);
    if (bytes.length > most) {
      throw new NotComparable(`${basename(file)} must have at most ${most} bytes`);
    }
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw error instanceof NotComparable ? error : new NotComparable(`${file} cannot be read as text`);
  }
}

/** Calls `use` with the keys of all objects in `value`. */
function eachKey(value: Json, use: (key: string) => void): void {
  if (isList(value)) {
    for (const entry of value) {
      eachKey(entry, use);
    }
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      use(key);
      eachKey(value[key] ?? null, use);
    }
  }
}

/** How many keys stand in `text`, which is JSON: each string that a colon follows. */
function keysSaid(text: string): number {
  let keys = 0;
  for (const [, colon] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g)) {
    keys += colon === undefined ? 0 : 1;
  }
  return keys;
}

/** Whether `value` is an object, and neither null nor a list. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether `value` is a list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The member `key` of `value`, where there is one of its own. */
export function member(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Whether two values are the same, in whatever order their keys stand. */
export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return one === other || canonical(one) === canonical(other);
}

/** `value` as text in which the order of keys does not show. */
export function canonical(value: Json | undefined): string {
  if (isList(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (isObject(value)) {
    const members = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`);
    return `{${members.sort().join(',')}}`;
  }
  return value === undefined ? 'undefined' : JSON.stringify(value);
}
