import { isList, isObject, isSame, type Json, type JsonObject, member } from '../assembly/json';
import type { Found } from '../finding';
import type { Difference } from '../normal/differences';
import type { NormalResource } from '../normal/template';
import type { Pair, Side } from '../side';
import { isValue } from '../withheld';

/** Everything that a change puts into the template and that is a value, or resolves to one. */
export function literalFindings(differences: readonly Difference[]): Found[] {
  return differences.flatMap(({ logicalId, path, before, after }): Found[] => {
    const known = new Set(textsIn(before, []).map(({ text }) => text));
    const found = textsIn(after, path).filter(({ text, path: at }) => !known.has(text) && isValue(text, at));
    const [first] = found;
    return first === undefined
      ? []
      : [
          {
            gate: 'data.in-template',
            sentence: `A value, or a reference that resolves to one, would stand in the template, at \`${logicalId}\`.`,
            before: null,
            // The template holds it already, but a page is read by more people.
            after: found.map(({ path: at, text }) => `${at.join('.')}: ${text.length} characters`),
            unsaid: found.map(({ text }) => text),
            evidence: found.map(({ path: at }) => ({ logicalId, path: at.join('.') })),
          },
        ];
  });
}

/** Texts that change nothing, and so are in no difference: the metadata, and the names of statements and policies. */
export function unjudgedTexts({ base, head }: Pair): Difference[] {
  return Object.values(head.template.resources).flatMap(({ id, type, policies }): Difference[] => {
    const texts = (side: Side, own: NormalResource['policies']): Json => [
      ...own.map(({ document }) => document),
      // Hashes and paths that the CDK writes.
      Object.fromEntries(Object.entries(metadataOf(side, id)).filter(([key]) => !/^aws:(asset|cdk):/.test(key))),
    ];
    const before = texts(base, base.template.resources[id]?.policies ?? []);
    const after = texts(head, policies);
    return isSame(before, after) ? [] : [{ logicalId: id, type, path: ['Metadata'], before, after }];
  });
}

function metadataOf({ stack }: Side, id: string): JsonObject {
  const found = member(member(member(stack.template, 'Resources'), id), 'Metadata');
  return isObject(found) ? found : {};
}

function textsIn(
  value: Json | undefined,
  path: readonly string[],
): { readonly text: string; readonly path: readonly string[] }[] {
  if (isList(value)) {
    return value.flatMap((entry, index) => textsIn(entry, [...path, String(index)]));
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, each]) => [{ text: key, path }, ...textsIn(each, [...path, key])]);
  }
  return typeof value === 'string' ? [{ text: value, path }] : [];
}
