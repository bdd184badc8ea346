import { isObject, isSame, type Json } from '../assembly/json';
import type { NormalResource, NormalTemplate } from './template';

/** One place in which two templates differ, after normalisation. */
export interface Difference {
  /** Logical id, or the name of a section such as `Outputs`. */
  readonly logicalId: string;
  /** Type of the resource; the empty string in a section. */
  readonly type: string;
  /** Names from the resource down; empty where the whole resource came or went. */
  readonly path: readonly string[];
  /** Undefined: it was not there. */
  readonly before: Json | undefined;
  /** Undefined: it is gone. */
  readonly after: Json | undefined;
}

/** Every place in which the templates differ, but for their policies, which `access/` compares. */
export function differences(base: NormalTemplate, head: NormalTemplate): Difference[] {
  const ids = union(base.resources, head.resources);
  return [
    ...ids.flatMap((id) => ofResource(id, base.resources[id], head.resources[id])),
    ...union(base.unreadable, head.unreadable).flatMap((id) =>
      between({ logicalId: id, type: 'unreadable' }, base.unreadable[id], head.unreadable[id], []),
    ),
    ...union(base.sections, head.sections).flatMap((name) =>
      between({ logicalId: name, type: '' }, base.sections[name], head.sections[name], []),
    ),
  ];
}

function ofResource(id: string, before: NormalResource | undefined, after: NormalResource | undefined): Difference[] {
  if (before === undefined || after === undefined || before.type !== after.type) {
    const known = before ?? after;
    return known === undefined
      ? []
      : [{ logicalId: id, type: known.type, path: [], before: resourceAsJson(before), after: resourceAsJson(after) }];
  }
  const place = { logicalId: id, type: before.type };
  return [
    ...between(place, before.properties, after.properties, ['Properties']),
    ...between(place, before.dependsOn, after.dependsOn, ['DependsOn']),
    ...between(place, before.attributes, after.attributes, []),
  ];
}

/** The leaves in which `before` and `after` differ. A list is one leaf. */
export function between(
  place: Pick<Difference, 'logicalId' | 'type'>,
  before: Json | undefined,
  after: Json | undefined,
  path: readonly string[],
): Difference[] {
  if (isSame(before, after)) {
    return [];
  }
  if (isObject(before) && isObject(after)) {
    return union(before, after).flatMap((key) => {
      const of = (side: typeof before) => (Object.hasOwn(side, key) ? side[key] : undefined);
      return between(place, of(before), of(after), [...path, key]);
    });
  }
  return [{ ...place, path, before, after }];
}

/** A whole resource, with the policies that stand in it. */
export function resourceAsJson(resource: NormalResource | undefined): Json | undefined {
  if (resource === undefined) {
    return undefined;
  }
  const { type, properties, policies, dependsOn, attributes } = resource;
  const documents = policies.map(({ path, document }) => ({ path: path.join('.'), document }));
  return { Type: type, Properties: properties, policies: documents, DependsOn: dependsOn, ...attributes };
}

/** The keys of both, each once. */
export function union(one: object, other: object): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}
