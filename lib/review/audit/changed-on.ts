import type { Json } from '../assembly/json';
import { between } from '../normal/differences';
import { identity, nameOf } from '../normal/holders';
import type { Pair, Side } from '../side';

/** Everything that differs on a way of alerts: its parts, which `ids` names, and what policies say for them. */
export function changedOn(ids: ReadonlySet<string>, { base, head }: Pair): Json {
  const parts = [...ids].sort().flatMap((id) =>
    between({ logicalId: id, type: '' }, partOf(base, id), partOf(head, id), []).map(({ path, before, after }) => ({
      id,
      path,
      before: before ?? null,
      after: after ?? null,
    })),
  );
  const was = policiesFor(base, ids);
  const is = policiesFor(head, ids);
  return {
    parts,
    noLongerSaid: [...was].filter((text) => !is.has(text)).sort(),
    newlySaid: [...is].filter((text) => !was.has(text)).sort(),
  };
}

function partOf({ template }: Side, id: string): Json | undefined {
  const part = template.resources[id];
  return part === undefined ? undefined : { Type: part.type, Properties: part.properties, ...part.attributes };
}

function policiesFor({ template, policies }: Side, ids: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set([...ids].flatMap((id) => [id, identity('role', nameOf(`\${${id}}`, template))]));
  return new Set([...policies.atoms].flatMap(([text, { holder }]) => (names.has(holder.name) ? [text] : [])));
}
