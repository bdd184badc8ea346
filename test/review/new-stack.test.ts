import { EMPTY } from '../../lib/review/assembly/assembly';
import type { Json } from '../../lib/review/assembly/json';
import { judge } from '../../lib/review/judge';

const STACK = { id: 'NewStack', facts: {}, template: {}, assets: {}, destinations: [{ role: 'one' }] };

async function fingerprint(change: { readonly destinations?: Json }) {
  const { findings } = await judge(EMPTY, { stacks: new Map([[STACK.id, { ...STACK, ...change }]]), rest: {} });
  return findings.map((finding) => finding.fingerprint);
}

test('whoever accepted a new stack did not accept that its files are published elsewhere, or with another role', async () => {
  expect(await fingerprint({})).toHaveLength(1);
  expect(await fingerprint({})).toEqual(await fingerprint({}));
  expect(await fingerprint({ destinations: [{ role: 'other' }] })).not.toEqual(await fingerprint({}));
});
