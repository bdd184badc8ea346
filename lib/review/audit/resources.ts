import { remembered } from '../../remembered';
import { isList, isObject, type Json, type JsonObject } from '../assembly/json';
import type { NormalResource } from '../normal/template';
import { perSide, type Side } from '../side';
import { writtenOut } from '../simulation/documents';

/** A resource whose properties are written out as they are in the sample environment. */
export interface WrittenResource {
  readonly id: string;
  readonly properties: JsonObject;
  readonly raw: NormalResource;
}

const known = perSide(() => new Map<string, readonly WrittenResource[]>());

/** The resources of `type` on `side`. */
export function written(side: Side, type: string): readonly WrittenResource[] {
  return remembered(known(side), type, () =>
    Object.values(side.template.resources)
      .filter((resource) => resource.type === type)
      .map((raw) => {
        const properties = out(raw.properties, side);
        return { id: raw.id, properties: isObject(properties) ? properties : {}, raw };
      }),
  );
}

function out(value: Json, side: Side): Json {
  if (isList(value)) {
    return value.map((entry) => out(entry, side));
  }
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, out(each, side)]));
  }
  return typeof value === 'string' ? writtenOut(value, side.template) : value;
}

/** `text` without the part of a name that all alerts of an environment have. */
export function alertName(text: Json | undefined, id: string): string {
  return typeof text === 'string' ? text.replace(/^.*-audit-/, '') : id;
}
