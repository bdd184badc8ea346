import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMPTY, readAssembly } from '../../lib/review/assembly/assembly';
import type { Json } from '../../lib/review/assembly/json';
import { judge } from '../../lib/review/judge';

const STACK = { id: 'NewStack', facts: {}, template: {}, assets: {}, destinations: [{ role: 'one' }] };

async function fingerprint(change: { readonly destinations?: Json }) {
  const { findings } = await judge(EMPTY, { ...EMPTY, stacks: new Map([[STACK.id, { ...STACK, ...change }]]) });
  return findings.map((finding) => finding.fingerprint);
}

test('whoever accepted a new stack did not accept that its files are published elsewhere, or with another role', async () => {
  expect(await fingerprint({})).toHaveLength(1);
  expect(await fingerprint({})).toEqual(await fingerprint({}));
  expect(await fingerprint({ destinations: [{ role: 'other' }] })).not.toEqual(await fingerprint({}));
});

test('of an assembly with nothing but stacks, that its stacks are new is all that is found', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 'template.json' } };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '1', artifacts: { NewStack: stack } }));
  writeFileSync(join(folder, 'template.json'), '{}');
  const { findings } = await judge(EMPTY, readAssembly(folder));
  rmSync(folder, { recursive: true });
  expect(findings.map(({ sentence }) => sentence)).toEqual(['The stack `NewStack` is new, with everything in it.']);
});
