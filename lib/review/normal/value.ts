import { canonical, isList, isObject, type Json, type JsonObject } from '../assembly/json';
import { isFunction, isNoValue, textOf } from './text';

/** Properties whose lists are sets: AWS does not look at their order. */
const SETS = new Set([
  ...['Roles', 'Users', 'Groups', 'ManagedPolicyArns', 'AlarmActions', 'OKActions', 'InsufficientDataActions'],
  ...['Topics', 'Queues', 'AdvancedEventSelectors', 'EventSelectors', 'FieldSelectors', 'Equals', 'NotEquals'],
  ...['StartsWith', 'EndsWith', 'NotStartsWith', 'NotEndsWith', 'GeneratedKeys', 'Transitions', 'Architectures'],
]);

/** Properties whose lists are sets of objects that name themselves, and by which member. */
const NAMED: Readonly<Record<string, string>> = { Tags: 'Key', Targets: 'Id', Rules: 'Id', Dimensions: 'Name' };

/** Text that AWS reads as a number: `1` and `1.0` are the same. */
const NUMBERS = new Set(['MetricValue', 'DefaultValue', 'Threshold']);

/** Properties that hold a document of JSON whose types count: `false` is not `"false"`. */
const DOCUMENTS = new Set(['EventPattern']);

/**
 * `value`, a part of a template called `name`, in the one form in which equal meaning is equal: functions as text, numbers and
 * truth as text, sets in order, `AWS::NoValue` gone.
 */
export function normalValue(value: Json, name = ''): Json {
  return DOCUMENTS.has(name) ? normalDocument(value) : normal(value, name);
}

function normal(value: Json, name: string): Json {
  const text = value === null ? undefined : textOf(value);
  if (text !== undefined) {
    return NUMBERS.has(name) && /^-?\d+(\.\d+)?$/.test(text) ? String(Number(text)) : text;
  }
  if (isList(value)) {
    const entries = value.filter((entry) => !isNoValue(entry)).map((entry) => normal(entry, ''));
    return SETS.has(name) ? inOrder(entries) : (byName(entries, name) ?? entries);
  }
  return isObject(value) ? members(value) : value;
}

function members(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => !isNoValue(each))
      .map(([key, each]) => [key, normalValue(each, key)]),
  );
}

/** The alternatives of a field are a set; the types of what it may be count. */
function normalDocument(value: Json): Json {
  if (isObject(value) && isFunction(value)) {
    const text = textOf(value);
    return text === undefined ? members(value) : text;
  }
  if (isList(value)) {
    return inOrder(value.filter((entry) => !isNoValue(entry)).map(normalDocument));
  }
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, normalDocument(each)]));
  }
  return typeof value === 'string' ? (textOf(value) ?? value) : value;
}

function inOrder(entries: readonly Json[]): Json[] {
  const byText = new Map(entries.map((entry) => [canonical(entry), entry]));
  return [...byText].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry);
}

/**
 * A list of objects that name themselves as one object by those names; undefined where two have one name, or one has a backtick, as
 * no key has that was read.
 */
function byName(entries: readonly Json[], property: string): JsonObject | undefined {
  const key = NAMED[property];
  if (key === undefined) {
    return undefined;
  }
  const named = entries.map((entry) => {
    const { [key]: name, ...others } = isObject(entry) ? entry : {};
    const { Value: value, ...more } = others;
    return [name, value !== undefined && Object.keys(more).length === 0 ? value : others] as const;
  });
  const names = new Set(named.map(([name]) => name));
  return names.size === entries.length && [...names].every((name) => typeof name === 'string' && !name.includes('`'))
    ? Object.fromEntries(named.map(([name, value]) => [String(name), value]))
    : undefined;
}
