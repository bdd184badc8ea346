import { remembered } from '../remembered';
import type { AssembledStack } from './assembly/assembly';
import { type Policies, policiesOf } from './normal/atoms';
import { type NormalTemplate, normalTemplate } from './normal/template';

/** One stack, before or after the change, read once. */
export interface Side {
  readonly stack: AssembledStack;
  readonly template: NormalTemplate;
  readonly policies: Policies;
}

/** One environment's stack on both sides. */
export interface Pair {
  readonly environment: string;
  readonly base: Side;
  /** The very `base`, where nothing of the stack changed. */
  readonly head: Side;
}

function sideOf(stack: AssembledStack): Side {
  const template = normalTemplate(stack.template);
  return { stack, template, policies: policiesOf(template) };
}

/** Both sides of an environment's stack. */
export function pairOf(environment: string, before: AssembledStack, after: AssembledStack): Pair {
  const base = sideOf(before);
  return { environment, base, head: JSON.stringify(before) === JSON.stringify(after) ? base : sideOf(after) };
}

/** `make`, asked once for each side. */
export function perSide<T>(make: (side: Side) => T): (side: Side) => T {
  const known = new WeakMap<Side, T>();
  return (side) => remembered(known, side, () => make(side));
}

/** Names by which an environment's resources are told apart from another's. */
export interface Names {
  readonly secretName: string;
  /** First part of the names of roles and functions. */
  readonly prefix: string;
}

/** The names that `template` gives its secret and its keeper; undefined where it has none. */
export function namesOf({ resources }: NormalTemplate): Names | undefined {
  const all = Object.values(resources);
  const secretName = all.find(({ type }) => type === 'Custom::SecretSeed')?.properties['SecretName'];
  const keeper = all.find(({ id, type }) => type === 'AWS::Lambda::Function' && id.startsWith('SecretKeeper'));
  const name = keeper?.properties['FunctionName'];
  return typeof secretName === 'string' && typeof name === 'string' && name.endsWith(KEEPER)
    ? { secretName, prefix: name.slice(0, -KEEPER.length) }
    : undefined;
}

const KEEPER = '-secret-keeper';

/** `text` with the names of one environment written as those of the sample, so that equal environments are equal. */
export function asSample(text: string, names: Names | undefined): string {
  return names === undefined
    ? text
    : text.replaceAll(names.secretName, 'sample-app-secrets').replaceAll(`${names.prefix}-`, 'sample-');
}
