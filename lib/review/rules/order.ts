import type { Found } from '../finding';
import { references } from '../normal/references';
import type { NormalResource, NormalTemplate } from '../normal/template';
import { normalValue } from '../normal/value';
import { type Pair, perSide } from '../side';
import type { Rule } from './verdict';

/** Orders are compared as a whole: `orderFindings`. */
export const orderRule: Rule = ({ path, type }) => (path[0] === 'DependsOn' && type !== '' ? 'by meaning' : undefined);

/** Resources that no longer wait for something that DependsOn named, by whatever way they might. */
export function orderFindings(pair: Pair): Found[] {
  return Object.keys(pair.head.template.resources).flatMap((id): Found[] => {
    const lost = (pair.base.template.resources[id]?.dependsOn ?? []).filter((other) => !isAwaited(other, id, pair));
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
function isAwaited(other: string, id: string, { base, head }: Pick<Pair, 'base' | 'head'>): boolean {
  const { resources } = head.template;
  const isAfter = (candidate: string) => awaited(head).get(id)?.has(candidate) === true;
  if (resources[other] !== undefined) {
    // Mostly it is named as before, and what else is waited for need not be worked out.
    return (other !== id && resources[id]?.dependsOn.includes(other)) || isAfter(other);
  }
  const type = base.template.resources[other]?.type;
  const isNew = (candidate: string) =>
    resources[candidate]?.type === type && base.template.resources[candidate] === undefined;
  return !Object.keys(resources).some((candidate) => isNew(candidate) && !isAfter(candidate));
}

/** What each resource of a side waits for, by whatever way. */
const awaited = perSide(({ template }) => closure(template));

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
  const documents = policies.map(({ document }) => normalValue(document));
  return [...dependsOn, ...references([properties, ...documents]).map((name) => name.split('.')[0] ?? '')];
}
