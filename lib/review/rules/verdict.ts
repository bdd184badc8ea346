import { isObject, type Json } from '../assembly/json';
import type { GateId } from '../gates';
import type { Difference } from '../normal/differences';
import type { Pair } from '../side';

/** What a rule says of a difference. */
export type Verdict =
  /** A finding. */
  | { readonly gate: GateId; readonly sentence: string }
  /** Changes nothing that matters: listed among the other changes. */
  | 'harmless'
  /** Judged by what it means, elsewhere: a policy, or a name of one. */
  | 'by meaning';

/** Says something of a difference, or leaves it to the next rule. A difference that no rule knows is a finding. */
export type Rule = (difference: Difference, pair: Pair) => Verdict | undefined;

/** A finding. */
export function gate(id: GateId, sentence: string): Verdict {
  return { gate: id, sentence };
}

/** The path below `Properties`, with dots; undefined for anything else of a resource. */
export function propertyOf({ path }: Difference): string | undefined {
  return path[0] === 'Properties' && path.length > 1 ? path.slice(1).join('.') : undefined;
}

/** Whether a whole resource came. */
export function isNew({ path, before }: Difference): boolean {
  return path.length === 0 && before === undefined;
}

/** Whether a whole resource went. */
export function isGone({ path, after }: Difference): boolean {
  return path.length === 0 && after === undefined;
}

/** Properties of a whole resource that came. */
export function propertiesOfNew({ after }: Difference): Readonly<Record<string, Json>> {
  const properties = isObject(after) ? after['Properties'] : undefined;
  return isObject(properties) ? properties : {};
}
