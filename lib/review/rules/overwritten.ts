import { remembered } from '../../remembered';
import { isSame, type Json, type JsonObject } from '../assembly/json';
import type { Found } from '../finding';
import { resourceAsJson } from '../normal/differences';
import { policySettersOf, type Setter } from '../normal/setters';
import type { Pair, Side } from '../side';
import { alertSettersOf } from './alert-setters';

/**
 * Policies and alerts of which it does not hold what the template says, because CloudFormation knows resources and not what they
 * set: the last one that sets a policy, or an alert of a name, overwrites what others set, and the last one that goes takes it
 * away.
 */
export function overwrittenFindings(pair: Pair): Found[] {
  const { base, head } = pair;
  if (base === head) {
    return [];
  }
  const known = settersOf(base, pair);
  return [...settersOf(head, pair)].flatMap(([key, after]): Found[] => {
    const before = known.get(key) ?? [];
    const [first] = after;
    const sentence = first === undefined ? undefined : sentenceOf(first, before, after);
    const ids = [...new Set([...before, ...after].map(({ resource }) => resource.id))];
    return first === undefined || sentence === undefined
      ? []
      : [
          {
            gate: first.gate,
            sentence,
            before: asJson(before),
            after: asJson(after),
            evidence: ids.map((logicalId) => ({ logicalId, path: '' })),
          },
        ];
  });
}

/** Who sets each policy and each alert of one side of `pair`. */
function settersOf(side: Side, pair: Pair): ReadonlyMap<string, readonly Setter[]> {
  const found = new Map<string, Setter[]>();
  for (const [key, setter] of [...policySettersOf(side.template), ...alertSettersOf(side, pair)]) {
    remembered(found, key, () => []).push(setter);
  }
  return found;
}

function sentenceOf(
  { resource: { id }, what, isSeen }: Setter,
  before: readonly Setter[],
  after: readonly Setter[],
): string | undefined {
  const onlyAdd = [...before, ...after].every(({ resource }) => resource.type === 'AWS::Lambda::Permission');
  if (onlyAdd || isSame(asJson(before), asJson(after))) {
    return undefined;
  }
  // What set it before overwrites nothing that it did not overwrite then.
  if (!isSeen && before.length === 0) {
    return `${names(after)} would set ${what}, and nobody sees here what that overwrites.`;
  }
  if (after.length > 1) {
    return `${names(after)} would each set ${what}: the last one that is deployed overwrites the others, if it does not fail.`;
  }
  const gone = before.filter(({ resource }) => resource.id !== id);
  return gone.length === 0
    ? undefined
    : `${names(after)} would set ${what}, and ${names(gone)} no longer does: CloudFormation takes that one away last, and with it what is set now.`;
}

function names(setters: readonly Setter[]): string {
  return setters.map(({ resource }) => `\`${resource.id}\``).join(' and ');
}

/** The whole resources: of two, more than what they set decides which one is the last. */
function asJson(setters: readonly Setter[]): JsonObject {
  return Object.fromEntries(
    setters.map(({ resource }): [string, Json] => [resource.id, resourceAsJson(resource) ?? null]),
  );
}
