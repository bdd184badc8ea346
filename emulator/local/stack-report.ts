import type { StackResource } from './stack-resources';
import { renderTable } from './table';

/** How many types of a construct are named; the others are counted. */
const NAMED_TYPES = 4;

/** Every resource on a line: construct, type and physical id. */
export function allResources(resources: readonly StackResource[]): string {
  return renderTable(
    ['construct', 'type', 'physical id'],
    resources.map(({ construct, type, physicalId }) => [construct.join('/'), type, physicalId]),
  );
}

/** A line for each of the outermost constructs, by name: how many resources it holds, and the types that it has most of. */
export function byConstruct(resources: readonly StackResource[]): string {
  const outermost = ({ construct: [id = ''] }: StackResource) => id;
  const constructs = [...new Set(resources.map(outermost))].sort();
  const rows = constructs.map((id) => {
    const held = resources.filter((resource) => outermost(resource) === id);
    return [id, String(held.length), types(held)];
  });
  return renderTable(['construct', 'resources', 'of type'], rows);
}

function types(resources: readonly StackResource[]): string {
  const counts = new Map<string, number>();
  for (const { type } of resources) {
    const name = type.split('::').at(-1) ?? type;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const most = [...counts].sort(([, one], [, other]) => other - one);
  const named = most.slice(0, NAMED_TYPES).map(([name, count]) => (count === 1 ? name : `${count} ${name}`));
  const others = most.slice(NAMED_TYPES).reduce((sum, [, count]) => sum + count, 0);
  return others === 0 ? named.join(', ') : `${named.join(', ')} and ${others} more`;
}
