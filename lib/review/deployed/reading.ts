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

/** Runs all readers. What is refused is told as not read; nothing is taken to be unchanged. */
export async function readLive(deployed: Deployed, readers: readonly Reader[]): Promise<Live> {
  const readings: Reading[] = [];
  const extras: Extra[] = [];
  const whole: string[] = [];
  const gone: string[] = [];
  const notRead: string[] = [];
  for (const { what, read } of readers) {
    try {
      const found = await read(deployed);
      readings.push(...(found.readings ?? []));
      extras.push(...(found.extras ?? []));
      whole.push(...(found.whole ?? []));
      gone.push(...(found.gone ?? []));
    } catch (error) {
      notRead.push(`${what} (${error instanceof Error ? error.name : 'failed'})`);
    }
  }
  return { readings, extras, whole, gone, notRead };
}

/** What `of` takes of each page of a list, of which services give a part at a time. */
export async function ofEveryPage<P, T>(
  pages: AsyncIterable<P>,
  of: (page: P) => readonly T[] | undefined,
): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) {
    all.push(...(of(page) ?? []));
  }
  return all;
}

/** Logical and physical ids of the resources of one type. */
export function idsOf(
  { types, physicalIds }: Deployed,
  type: string,
): readonly (readonly [id: string, physical: string])[] {
  return [...types].filter(([, each]) => each === type).map(([id]) => [id, physicalIds.get(id) ?? ''] as const);
}

/** What services say of what is not there. */
const GONE = new Set([
  ...['NoSuchBucketPolicy', 'NoSuchEntity', 'NoSuchEntityException', 'ResourceNotFoundException'],
  ...['DashboardNotFoundError', 'NotFoundException', 'TrailNotFoundException'],
]);

/** What a service gives; undefined where it says that there is none. */
export async function orGone<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && GONE.has(error.name)) {
      return undefined;
    }
    throw error;
  }
}

/** What `read` finds of each resource of a type. One that is gone hides none of the others. */
export async function ofEach<T extends object>(
  deployed: Deployed,
  type: string,
  read: (logicalId: string, physical: string) => Promise<T>,
): Promise<{ readonly found: readonly T[]; readonly gone: readonly string[] }> {
  const all = await Promise.all(
    idsOf(deployed, type).map(async ([id, physical]) => [id, await orGone(read(id, physical))] as const),
  );
  return {
    found: all.flatMap(([, found]) => (found === undefined ? [] : [found])),
    gone: all.flatMap(([id, found]) => (found === undefined ? [id] : [])),
  };
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
