import type { AssembledStack, Assembly } from './assembly/assembly';
import { isList, isObject, type Json, type JsonObject } from './assembly/json';
import { environmentOf } from './environment-of';
import { between } from './normal/differences';

/** A stack of the base, under the names that it would have as another environment. */
export interface Renamed {
  /** Id in the base. */
  readonly of: string;
  readonly stack: AssembledStack;
}

/**
 * The stack of `base` that differs least from `stack`, a new one, when the name of its environment and its id are those of the
 * new one: as a further row of that kind would be made. Undefined where there is none, or where it would have names that the
 * base has given to another stack.
 */
export function mostAlike(stack: AssembledStack, base: Assembly): Renamed | undefined {
  const known = [...base.stacks.values()];
  const name = environmentOf(stack);
  // Any other text could be a pattern, or say several names.
  if (
    !isName(name) ||
    !/^[A-Za-z][A-Za-z0-9-]*$/.test(stack.id) ||
    known.some((each) => environmentOf(each) === name)
  ) {
    return undefined;
  }
  const taken = new Set(known.flatMap(({ template }) => namesWith(name, template)));
  const candidates = known
    .filter((each) => isName(environmentOf(each)))
    .map((each) => ({ of: each.id, stack: renamedAs(stack.id, name, each) }))
    .filter((each) => !namesWith(name, each.stack.template).some((own) => taken.has(own)))
    .map((each) => ({ ...each, differing: differing(each.stack, stack) }));
  const [first] = candidates.sort((one, other) => one.differing - other.differing);
  return first;
}

function isName(text: string): boolean {
  return /^[a-z][a-z0-9]*$/.test(text);
}

function differing(one: AssembledStack, other: AssembledStack): number {
  return between({ logicalId: one.id, type: '' }, one.template, other.template, []).length;
}

function renamedAs(id: string, name: string, model: AssembledStack): AssembledStack {
  const was = wordOf(environmentOf(model));
  const rename = (text: string) => text.replaceAll(model.id, id).replace(was, name);
  const { template, facts, assets, destinations } = model;
  return {
    id,
    template: renamedObject(template, rename),
    facts: renamedObject(facts, rename),
    assets,
    destinations: renamedJson(destinations, rename),
  };
}

function wordOf(name: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${name}(?![A-Za-z0-9])`, 'g');
}

/** Every name in `template` of which `word` is a part. */
function namesWith(word: string, template: JsonObject): string[] {
  const part = new RegExp(wordOf(word).source);
  const names = new Set(JSON.stringify(template).match(/[\w.-]+/g) ?? []);
  return [...names].filter((name) => name !== word && part.test(name));
}

function renamedJson(value: Json, rename: (text: string) => string): Json {
  if (typeof value === 'string') {
    return rename(value);
  }
  if (isList(value)) {
    return value.map((entry) => renamedJson(entry, rename));
  }
  return isObject(value) ? renamedObject(value, rename) : value;
}

function renamedObject(value: JsonObject, rename: (text: string) => string): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamedJson(each, rename)]));
}
