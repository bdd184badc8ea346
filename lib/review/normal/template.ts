import { isList, isObject, type Json, type JsonObject, member } from '../assembly/json';
import { macrosIn } from './macros';
import { normalValue } from './value';

/** A policy that stands in a resource, as the template says it. */
export interface PlacedPolicy {
  /** Names from the resource's properties down. */
  readonly path: readonly string[];
  readonly document: Json;
}

/** A resource in normal form. Its policies stand apart: they are compared by what they mean. */
export interface NormalResource {
  readonly id: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly policies: readonly PlacedPolicy[];
  readonly dependsOn: readonly string[];
  /** What CloudFormation does with it: `DeletionPolicy`, `UpdateReplacePolicy`, `Condition` and the like. */
  readonly attributes: JsonObject;
}

/** A template in normal form. */
export interface NormalTemplate {
  readonly resources: Readonly<Record<string, NormalResource>>;
  /** Everything beside the resources, without the metadata. */
  readonly sections: JsonObject;
  /** Entries of `Resources` that are no resource, and every macro and loop elsewhere, also in what decides nothing else. */
  readonly unreadable: JsonObject;
}

/** Properties that hold a policy, whatever stands in them. */
export const POLICY_PROPERTIES = new Set(['PolicyDocument', 'AssumeRolePolicyDocument', 'KeyPolicy', 'ResourcePolicy']);

/** The normal form of `template`. */
export function normalTemplate(template: JsonObject): NormalTemplate {
  const { Resources = {}, Metadata: _, AWSTemplateFormatVersion: __, ...sections } = template;
  const entries = Object.entries(isObject(Resources) ? Resources : { Resources });
  const readable = entries.filter(([, entry]) => isResource(entry));
  const outside = Object.entries(template).filter(([name]) => name !== 'Resources');
  return {
    resources: recordOf(readable.map(([id, entry]) => [id, normalResource(id, entry)])),
    sections: recordOf(Object.entries(sections).map(([name, section]) => [name, normalValue(section)])),
    unreadable: recordOf([
      ...entries.filter(([, entry]) => !isResource(entry)),
      ...[...outside, ...readable].flatMap(([name, part]) => macrosIn(part, name)),
    ]),
  };
}

/** An object of `entries`, and of nothing that every other object has: a resource may be called `constructor`. */
function recordOf<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.setPrototypeOf(Object.fromEntries(entries), null);
}

function isResource(entry: Json): boolean {
  const properties = member(entry, 'Properties');
  return typeof member(entry, 'Type') === 'string' && (properties === undefined || isObject(properties));
}

function normalResource(id: string, entry: Json): NormalResource {
  const { Type, Properties = {}, DependsOn = [], Metadata: _, ...attributes } = isObject(entry) ? entry : {};
  const policies: PlacedPolicy[] = [];
  const properties = normalValue(withoutPolicies(Properties, [], policies));
  return {
    id,
    type: String(Type),
    properties: isObject(properties) ? properties : {},
    policies,
    dependsOn: (isList(DependsOn) ? DependsOn : [DependsOn]).map((each) => String(each)).sort(),
    attributes,
  };
}

/** `value` without the policies in it, which are added to `found`. */
function withoutPolicies(value: Json, path: readonly string[], found: PlacedPolicy[]): Json {
  if (isList(value)) {
    return value.map((entry, index) => withoutPolicies(entry, [...path, String(index)], found));
  }
  if (!isObject(value)) {
    return value;
  }
  const kept = Object.entries(value).flatMap(([key, each]): [string, Json][] => {
    if (POLICY_PROPERTIES.has(key) || (isObject(each) && Object.hasOwn(each, 'Statement'))) {
      found.push({ path: [...path, key], document: each });
      return [];
    }
    return [[key, withoutPolicies(each, [...path, key], found)]];
  });
  return Object.fromEntries(kept);
}
