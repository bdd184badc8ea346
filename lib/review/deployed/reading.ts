import { type Json, parseJson } from '../assembly/json';
import { NotComparable } from '../not-comparable';
import type { Deployed } from './concrete';

/** One property of a resource, as AWS holds it. */
export interface Reading {
  readonly logicalId: string;
  readonly property: string;
  /** Undefined: there is none. */
  readonly live: Json | undefined;
}

/** A resource that runs and is in no template. */
export interface Extra {
  readonly type: string;
  readonly properties: Readonly<Record<string, Json>>;
}

/** What was read of what runs. */
export interface Live {
  readonly readings: readonly Reading[];
  readonly extras: readonly Extra[];
  /** Types of the template of which `extras` has all that there are: one that is not there is gone. */
  readonly whole: readonly string[];
  /** Logical ids of resources of the template that are no longer there. */
  readonly gone: readonly string[];
  /** What could not be read, and why. */
  readonly notRead: readonly string[];
}

/** Reads some of what runs; throws what the service says. */
export interface Reader {
  /** What it reads, in words. */
  readonly what: string;
  readonly read: (deployed: Deployed) => Promise<Partial<Omit<Live, 'notRead'>>>;
}

/** A document that a service gives as text, encoded for a URL or not. */
export function documentIn(text: string | undefined, name: string): Json | undefined {
  if (text === undefined || text === '') {
    return undefined;
  }
  return parseJson(text.trimStart().startsWith('{') ? text : decodeURIComponent(text), name);
}

/**
 * What a service gives, as JSON.
 * @throws NotComparable where it is no JSON.
 */
export function asJson(value: unknown): Json {
  const text = JSON.stringify(value);
  if (text === undefined) {
    throw new NotComparable('a service gave nothing');
  }
  return parseJson(text, 'an answer');
}

/** What a service gives, as JSON; undefined where it gives nothing, be it by an empty text or list. */
export function orNone(value: unknown): Json | undefined {
  const json = value === undefined || value === null ? undefined : asJson(value);
  return json === undefined || ['""', '[]', '{}'].includes(JSON.stringify(json)) ? undefined : json;
}

/** Those of `given` that are anything, as properties of a resource. */
export function asProperties(given: Readonly<Record<string, unknown>>): Extra['properties'] {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const json = orNone(value);
      return json === undefined ? [] : [[name, json]];
    }),
  );
}
