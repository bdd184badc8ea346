import { canonical, type Json } from '../assembly/json';
import type { Found } from '../finding';
import type { NormalResource, NormalTemplate } from '../normal/template';
import { references } from '../normal/text';
import type { Pair } from '../side';
import type { Rule } from './verdict';

/** Orders are compared as a whole: `orderFindings`. */
export const orderRule: Rule = ({ path, type }) => (path[0] === 'DependsOn' && type !== '' ? 'by meaning' : undefined);

/** Resources that no longer wait for something that DependsOn named, by whatever way they might. */
export function orderFindings({ base, head }: Pair): Found[] {
  let after: ReturnType<typeof closure> | undefined;
  return Object.values(head.template.resources).flatMap(({ id, dependsOn }): Found[] => {
    const isSaid = (other: string) =>
      other !== id && dependsOn.includes(other) && head.template.resources[other] !== undefined;
    const lost = (base.template.resources[id]?.dependsOn ?? []).filter((other) => {
      if (isSaid(other)) {
        return false;
      }
      after ??= closure(head.template);
      return !isAwaited(other, id, { base, head }, after);
    });
    return lost.length === 0
      ? []
      : [
          {
            gate: 'keeper.order',
            sentence: `\`${id}\` would no longer wait for ${lost
              .slice(0, 3)
              .map((other) => `\`${other}\``)
              .join(', ')}${lost.length > 3 ? ` and ${lost.length - 3} more` : ''}.`,
            before: lost,
            after: [],
            evidence: [{ logicalId: id, path: 'DependsOn' }],
          },
        ];
  });
}

/** What is gone may have been made anew under another id: something new of its type must be waited for. */
function isAwaited(
  other: string,
  id: string,
  { base, head }: Pick<Pair, 'base' | 'head'>,
  after: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const awaited = after.get(id) ?? new Set<string>();
  const type = base.template.resources[other]?.type;
  if (head.template.resources[other] !== undefined) {
    return awaited.has(other);
  }
  const isNew = (candidate: string) =>
    head.template.resources[candidate]?.type === type && base.template.resources[candidate] === undefined;
  return !Object.keys(head.template.resources).some((candidate) => isNew(candidate) && !awaited.has(candidate));
}

function closure({ resources }: NormalTemplate): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const visit = (id: string, open: ReadonlySet<string>): Set<string> => {
    const known = found.get(id);
    const resource = resources[id];
    if (known !== undefined || resource === undefined || open.has(id)) {
      return known ?? new Set();
    }
    const direct = dependencies(resource).filter((other) => other !== id && resources[other] !== undefined);
    const all = new Set(direct.flatMap((other) => [other, ...visit(other, new Set([...open, id]))]));
    found.set(id, all);
    return all;
  };
  for (const id of Object.keys(resources)) {
    visit(id, new Set());
  }
  return found;
}

function dependencies({ dependsOn, properties, policies }: NormalResource): string[] {
  const referred = references(canonical(properties)).map((name) => name.split('.')[0] ?? '');
  return [...dependsOn, ...referred, ...policies.flatMap(({ document }) => rawReferences(document))];
}

/** Logical ids that a policy, as the template says it, refers to. */
function rawReferences(value: Json): string[] {
  const text = JSON.stringify(value);
  const named = [...text.matchAll(/"(?:Ref":"|Fn::GetAtt":\[?")([A-Za-z0-9]+)/g)].map(([, id]) => id ?? '');
  return [...named, ...references(text).map((name) => name.split('.')[0] ?? '')];
}
