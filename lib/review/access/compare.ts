import { remembered } from '../../remembered';
import type { Json } from '../assembly/json';
import { type Atom, textOfAtom } from '../normal/atoms';
import type { Terms } from '../normal/statement';
import type { Pair } from '../side';
import { covers } from './covers';

/** How the policies of two sides differ, whatever file, resource or statement says it. */
export interface PolicyChange {
  /** Allowed now and not before, or refused before and not now; each with the nearest that stood there before. */
  readonly widened: readonly { readonly before: Atom | undefined; readonly after: Atom | undefined }[];
  readonly tightened: readonly { readonly before: Atom | undefined; readonly after: Atom | undefined }[];
}

/** Compares what all policies of `pair` say. */
export function comparePolicies({ base, head }: Pair): PolicyChange {
  const gone = missing(base.policies.atoms, head.policies.atoms);
  const come = missing(head.policies.atoms, base.policies.atoms);
  const before = [...base.policies.atoms.values()];
  const after = [...head.policies.atoms.values()];
  const opened = come.filter((atom) => atom.effect === 'Allow' && !before.some((other) => covers(other, atom)));
  const unlocked = gone.filter((atom) => atom.effect === 'Deny' && !after.some((other) => covers(other, atom)));
  const closed = gone.filter((atom) => atom.effect === 'Allow' && !after.some((other) => covers(other, atom)));
  const locked = come.filter((atom) => atom.effect === 'Deny' && !before.some((other) => covers(other, atom)));
  return {
    widened: [
      ...opened.map((atom) => ({ before: nearest(atom, gone.filter(isAllow)), after: atom })),
      ...unlocked.map((atom) => ({
        before: atom,
        after: nearest(
          atom,
          come.filter((other) => !isAllow(other)),
        ),
      })),
    ],
    tightened: [
      ...closed
        .filter((atom) => nearest(atom, opened) === undefined)
        .map((atom) => ({ before: atom, after: undefined })),
      ...locked
        .filter((atom) => nearest(atom, unlocked) === undefined)
        .map((atom) => ({ before: undefined, after: atom })),
    ],
  };
}

function isAllow({ effect }: Atom): boolean {
  return effect === 'Allow';
}

function missing(some: ReadonlyMap<string, Atom>, others: ReadonlyMap<string, Atom>): Atom[] {
  return [...some].filter(([text]) => !others.has(text)).map(([, atom]) => atom);
}

/** The one of `atoms` that says the same but for its conditions, or at least speaks of the same action. */
function nearest(atom: Atom, atoms: readonly Atom[]): Atom | undefined {
  const sameHolder = atoms.filter(({ holder }) => holder.kind === atom.holder.kind && holder.name === atom.holder.name);
  const bare = (one: Atom) => textOfAtom({ ...one, condition: [] });
  return (
    sameHolder.find((other) => bare(other) === bare(atom)) ??
    sameHolder.find((other) => said(other.action) === said(atom.action)) ??
    sameHolder[0]
  );
}

function said({ kind, values }: Terms): string {
  return `${kind} ${values.join(' ')}`;
}

/** `atom` as a policy says it. */
export function asStatement(atom: Atom | undefined): Json | undefined {
  if (atom === undefined) {
    return undefined;
  }
  const { effect, principal, action, resource, condition } = atom;
  const terms = (name: string, { kind, values }: Terms): [string, Json][] =>
    kind === 'unsaid'
      ? []
      : [[kind === 'not' ? `Not${name}` : name, values.length === 1 ? (values[0] ?? '') : [...values]]];
  const limits = new Map<string, Json[]>();
  for (const { operator, key, values } of condition) {
    remembered(limits, `${operator} ${key}`, () => []).push([...values]);
  }
  // Two of one name, which in the policy were called by other letters or words, both hold.
  const conditions = [...limits].map(([name, all]): [string, Json] => [name, all.length === 1 ? (all[0] ?? []) : all]);
  return {
    Effect: effect,
    ...Object.fromEntries([
      ...terms('Principal', principal),
      ...terms('Action', action),
      ...terms('Resource', resource),
    ]),
    ...(conditions.length === 0 ? {} : { Condition: Object.fromEntries(conditions) }),
  };
}
