import { isSame, type Json, type JsonObject } from '../assembly/json';
import type { Found } from '../finding';
import { resourceAsJson } from '../normal/differences';
import { type Setter, settersOf } from '../normal/setters';
import type { Pair } from '../side';

/**
 * Policies of which it does not hold what the statements say, because CloudFormation knows resources and not statements: the
 * last one that sets a policy overwrites what others set, and the last one that goes takes it away.
 */
export function overwrittenFindings({ base, head }: Pair): Found[] {
  if (base === head) {
    return [];
  }
  const known = settersOf(base.template);
  return [...settersOf(head.template)].flatMap(([key, after]): Found[] => {
    const before = known.get(key) ?? [];
    const sentence = sentenceOf(before, after);
    const ids = [...new Set([...before, ...after].map(({ resource }) => resource.id))];
    return sentence === undefined
      ? []
      : [
          {
            gate: 'access.overwritten',
            sentence,
            before: asJson(before),
            after: asJson(after),
            evidence: ids.map((logicalId) => ({ logicalId, path: '' })),
          },
        ];
  });
}

function sentenceOf(before: readonly Setter[], after: readonly Setter[]): string | undefined {
  const [first] = after;
  const onlyAdd = [...before, ...after].every(({ resource }) => resource.type === 'AWS::Lambda::Permission');
  if (first === undefined || onlyAdd || isSame(asJson(before), asJson(after))) {
    return undefined;
  }
  const { what, isSeen } = first;
  // What set it before overwrites nothing that it did not overwrite then.
  if (!isSeen && before.length === 0) {
    return `${names(after)} would set ${what}, and nobody sees here what that overwrites.`;
  }
  if (after.length > 1) {
    return `${names(after)} would each set ${what}: the last one that is deployed overwrites the others, if it does not fail.`;
  }
  const gone = before.filter(({ resource }) => resource.id !== first.resource.id);
  return gone.length === 0
    ? undefined
    : `${names(after)} would set ${what}, and ${names(gone)} no longer does: CloudFormation takes that one away last, and the policy with it.`;
}

function names(setters: readonly Setter[]): string {
  return setters.map(({ resource }) => `\`${resource.id}\``).join(' and ');
}

/** The whole resources: of two, more than the policy decides which one is the last. */
function asJson(setters: readonly Setter[]): JsonObject {
  return Object.fromEntries(
    setters.map(({ resource }): [string, Json] => [resource.id, resourceAsJson(resource) ?? null]),
  );
}
