import { type Json, member } from '../assembly/json';
import { type Deployed, writtenOut } from './concrete';
import type { Reader, Reading } from './reading';

/** Logical and physical ids of the resources of one type. */
export function idsOf(
  { types, physicalIds }: Deployed,
  type: string,
): readonly (readonly [id: string, physical: string])[] {
  return [...types].filter(([, each]) => each === type).map(([id]) => [id, physicalIds.get(id) ?? ''] as const);
}

/** What the template says of a resource's property, every reference written out. */
export function saidOf(deployed: Deployed, logicalId: string, property: string): Json | undefined {
  const properties = member(member(deployed.template['Resources'], logicalId), 'Properties');
  const said = member(properties, property);
  return said === undefined ? undefined : writtenOut(said, deployed);
}

/** What services say of what is not there. */
const GONE = new Set([
  ...['NoSuchBucket', 'NoSuchBucketPolicy', 'NoSuchEntity', 'NoSuchEntityException', 'ResourceNotFoundException'],
  ...['DashboardNotFoundError', 'NotFoundException', 'TrailNotFoundException', 'QueueDoesNotExist'],
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

/** What `read` finds of each resource of a type: undefined where a list has none. One that is gone hides none of the others. */
export async function ofEach<T extends object>(
  deployed: Deployed,
  type: string,
  read: (logicalId: string, physical: string) => Promise<T | undefined>,
): Promise<{ readonly found: readonly T[]; readonly gone: readonly string[] }> {
  const all = await Promise.all(
    idsOf(deployed, type).map(async ([id, physical]) => [id, await orGone(read(id, physical))] as const),
  );
  return {
    found: all.flatMap(([, found]) => (found === undefined ? [] : [found])),
    gone: all.flatMap(([id, found]) => (found === undefined ? [id] : [])),
  };
}

/** Properties of a resource, by the names that the template has for them. */
export type Settings = Readonly<Record<string, Reading['live']>>;

/** Reads the properties of every resource of a type, each as `read` finds them; undefined where a list has none. */
export function settings(
  type: string,
  read: (physical: string, logicalId: string, deployed: Deployed) => Promise<Settings | undefined>,
): Reader['read'] {
  return async (deployed) => {
    const { found, gone } = await ofEach(deployed, type, async (logicalId, physical) => {
      const properties = await read(physical, logicalId, deployed);
      return properties === undefined ? undefined : readingsOf(logicalId, properties);
    });
    return { readings: found.flat(), gone };
  };
}

/** `properties` as readings of one resource. */
export function readingsOf(logicalId: string, properties: Settings): Reading[] {
  return Object.entries(properties).map(([property, live]) => ({ logicalId, property, live }));
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
