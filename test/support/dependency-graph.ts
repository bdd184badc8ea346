import * as v from 'valibot';
import type { Resources } from './synthesized';

const REFERENCE = {
  Ref: v.object({ Ref: v.string() }),
  GetAtt: v.object({ 'Fn::GetAtt': v.union([v.string(), v.tupleWithRest([v.string()], v.unknown())]) }),
  Sub: v.object({ 'Fn::Sub': v.union([v.string(), v.tupleWithRest([v.string()], v.unknown())]) }),
};

function first(value: string | [string, ...unknown[]]): string {
  return typeof value === 'string' ? value : value[0];
}

/** Every name that `value` refers to, pseudo parameters included. */
function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const nested = Object.values(value).flatMap(namesIn);
  if (v.is(REFERENCE.Ref, value)) {
    return [value.Ref];
  }
  if (v.is(REFERENCE.GetAtt, value)) {
    return [first(value['Fn::GetAtt']).split('.')[0] ?? '', ...nested];
  }
  if (v.is(REFERENCE.Sub, value)) {
    const variables = [...first(value['Fn::Sub']).matchAll(/\$\{([^!.}]+)[^}]*\}/g)];
    return [...variables.map(([, name]) => name ?? ''), ...nested];
  }
  return nested;
}

/** What CloudFormation creates before `id`, directly or over others; `id` itself only if it is in a cycle. */
export function createdBefore(resources: Resources, id: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const resource = resources[next];
    for (const name of [...(resource?.DependsOn ?? []), ...namesIn(resource?.Properties)]) {
      if (name in resources && !found.has(name)) {
        found.add(name);
        open.push(name);
      }
    }
  }
  return found;
}
