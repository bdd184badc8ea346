import { sharedAssembly } from '../support/shared-assembly';
import { added, denial, type Row } from './support/corpus-row';
import { HARMLESS } from './support/harmless';
import { copyOf, idOf, removed } from './support/mutated';
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

test.each<Row>([
  [
    'the Deny refuses another action too',
    'access.tightened',
    denial((statement) => {
      statement.Action = [statement.Action, 'secretsmanager:ReplicateSecretToRegions'];
    }),
  ],
  [
    'one more address is told',
    'audit.gained',
    added('AWS::SNS::Subscription', (template) => ({
      TopicArn: { Ref: idOf(template, 'AWS::SNS::Topic') },
      Protocol: 'email',
      Endpoint: 'operators@example.org',
    })),
  ],
])('is shown, and stops nothing: %s', async (what, gate, mutate) => {
  const { exitCode, gates, shown } = await reviewed(mutate);
  table.push(`${what} | ${gate}, shown | ${shown.join(', ')}`);
  expect({ exitCode, gates, shown }).toEqual({ exitCode: 0, gates: [], shown: [gate] });
});
