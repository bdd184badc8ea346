import { isList, isObject, isSame, type Json, member } from '../assembly/json';
import type { Found } from '../finding';
import type { Difference } from '../normal/differences';
import type { NormalResource } from '../normal/template';
import { normalValue } from '../normal/value';
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

/** Texts that change nothing, and so are in no difference: metadata, the version, and the names of statements and policies. */
export function unjudgedTexts({ base, head }: Pair): Difference[] {
  const ofResources = Object.values(head.template.resources).map(({ id, type, policies }): Difference => {
    const texts = (side: Side, own: NormalResource['policies']): Json =>
      normalValue([...own.map(({ document }) => document), metadataOf(side, id)]);
    const before = texts(base, base.template.resources[id]?.policies ?? []);
    return { logicalId: id, type, path: ['Metadata'], before, after: texts(head, policies) };
  });
  const ofTemplate = ['Metadata', 'AWSTemplateFormatVersion'].map((name): Difference => {
    const text = ({ stack }: Side) => normalValue(member(stack.template, name) ?? {});
    return { logicalId: name, type: '', path: [], before: text(base), after: text(head) };
  });
  return [...ofTemplate, ...ofResources].filter(({ before, after }) => !isSame(before, after));
}

/** The metadata of a resource, without the hash of an asset, and with the path that the CDK writes in its parts: it may be long. */
function metadataOf({ stack }: Side, id: string): Json {
  const found = member(member(member(stack.template, 'Resources'), id), 'Metadata') ?? {};
  if (!isObject(found)) {
    return found;
  }
  const entries = Object.entries(found).filter(([key, value]) => key !== 'aws:asset:path' || !isAsset(value));
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      key === 'aws:cdk:path' && typeof value === 'string' ? value.split('/') : value,
    ]),
  );
}

function isAsset(value: Json): boolean {
  return typeof value === 'string' && /^asset\.[0-9a-f]{64}(\.[a-z]+)?$/.test(value);
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
