import { sharedAssembly } from '../support/shared-assembly';
import type { Row } from './support/corpus-row';
import { HARMLESS } from './support/harmless';
import { copyOf, removed } from './support/mutated';
import { runInProcess } from './support/run-review';
import { ADVERSARIAL, DANGEROUS } from './support/stopped';

const table: string[] = [];

afterAll(() => {
  process.stdout.write(`${['mutation | gate wanted | gates given', ...table].join('\n')}\n`);
});

async function reviewed(mutate: Row[2]) {
  const base = sharedAssembly();
  const head = copyOf(base);
  try {
    mutate(head);
    return await runInProcess(['--assemblies', base, head.folder, '--json']);
  } finally {
    removed(head);
  }
}

test.each([...DANGEROUS, ...ADVERSARIAL])('is stopped: %s', async (what, gate, mutate) => {
  const { exitCode, gates, output } = await reviewed(mutate);
  table.push(`${what} | ${gate} | ${exitCode === 2 ? 'could not compare' : gates.join(', ')}`);
  if (gate === 'could not compare') {
    expect({ exitCode, output: output.startsWith('{') }).toEqual({ exitCode: 2, output: false });
    return;
  }
  expect(gates).toContain(gate);
  expect(exitCode).toBe(1);
});

test.each(HARMLESS)('is silent: %s', async (what, mutate) => {
  const { exitCode, gates } = await reviewed(mutate);
  table.push(`${what} | silent | ${gates.join(', ') || 'silent'}`);
  expect({ exitCode, gates }).toEqual({ exitCode: 0, gates: [] });
});
