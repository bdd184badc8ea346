import type { Assembly } from '../assembly/assembly';
import { canonical, type Json, type JsonObject, member } from '../assembly/json';
import type { Found } from '../finding';
import { between, type Difference } from '../normal/differences';
import type { Pair, Side } from '../side';

/** What the manifest says of one stack, beside its template. */
export function factFindings({ base, head }: Pair): Found[] {
  const { id } = head.stack;
  const facts = between({ logicalId: id, type: 'stack' }, base.stack.facts, head.stack.facts, []);
  const places = between({ logicalId: id, type: 'stack' }, base.stack.destinations, head.stack.destinations, [
    'assets',
  ]);
  const uploads = between({ logicalId: id, type: 'stack' }, uploadsOf(base), uploadsOf(head), ['assets']);
  return [...facts.map(factFinding), ...places.map(placeFinding), ...uploads.map(uploadFinding)].flatMap(
    (found) => found ?? [],
  );
}

/** What is published and is no code of a function, which is judged by itself: the digest of each, by its key. */
function uploadsOf({ stack, template }: Side): JsonObject {
  const code = Object.values(template.resources)
    .filter(({ type }) => type === 'AWS::Lambda::Function')
    .map(({ properties }) => member(properties['Code'], 'S3Key'));
  return Object.fromEntries(Object.entries(stack.assets).filter(([key]) => !code.includes(key)));
}

function uploadFinding({ logicalId, path, before, after }: Difference): Found | undefined {
  return after === undefined
    ? undefined
    : {
        gate: 'assembly.stack',
        sentence:
          'The stack would publish a file that none of its functions runs: what is published later under its name is not.',
        before,
        after,
        evidence: [{ logicalId, path: path.join('.') }],
      };
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
