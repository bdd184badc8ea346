import type { Assembly } from '../assembly/assembly';
import { canonical, type Json } from '../assembly/json';
import type { Found } from '../finding';
import { between, type Difference } from '../normal/differences';
import type { Pair } from '../side';

/** What the manifest says of one stack, beside its template. */
export function factFindings({ base, head }: Pair): Found[] {
  const { id } = head.stack;
  const facts = between({ logicalId: id, type: 'stack' }, base.stack.facts, head.stack.facts, []);
  const places = between({ logicalId: id, type: 'stack' }, base.stack.destinations, head.stack.destinations, [
    'assets',
  ]);
  return [...facts.map(factFinding), ...places.map(placeFinding)].flatMap((found) => found ?? []);
}

function factFinding(difference: Difference): Found | undefined {
  const { logicalId, path, before, after } = difference;
  const [name = ''] = path;
  const body = { before, after, evidence: [{ logicalId, path: path.join('.') }] };
  if (name === 'terminationProtection') {
    return after === true
      ? undefined
      : { gate: 'data.retention', sentence: 'The stack would have no termination protection.', ...body };
  }
  if (name === 'validateOnSynth' || name === 'displayName') {
    return undefined;
  }
  if (name === 'tags') {
    return {
      gate: 'assembly.stack',
      sentence: 'The stack’s tags change: CloudFormation copies them to the secret, whose update may fail.',
      ...body,
    };
  }
  return { gate: 'assembly.stack', sentence: `The stack would be deployed otherwise: \`${path.join('.')}\`.`, ...body };
}

function placeFinding({ logicalId, path, before, after }: Difference): Found | undefined {
  // How many assets there are is said by the template that uses them.
  const kinds = (value: Json | undefined) => canonical([...new Set([value ?? []].flat().map(canonical))].sort());
  return kinds(before) === kinds(after)
    ? undefined
    : {
        gate: 'assembly.stack',
        sentence: 'The stack’s assets would be stored elsewhere, or published with another role.',
        before,
        after,
        evidence: [{ logicalId, path: path.join('.') }],
      };
}

/** What the manifest says beside the stacks. */
export function manifestFindings(base: Assembly, head: Assembly): Found[] {
  return between({ logicalId: 'manifest.json', type: '' }, base.rest, head.rest, [])
    .filter(({ path }) => path[0] !== 'minimumCliVersion' && path[0] !== 'runtime')
    .map(({ path, before, after }) => ({
      gate: 'assembly.stack',
      sentence: `The assembly holds something else than before: \`${path.join('.')}\`.`,
      before,
      after,
      evidence: [{ logicalId: 'manifest.json', path: path.join('.') }],
    }));
}
