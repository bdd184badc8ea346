import { rmSync } from 'node:fs';
import { inProject } from '../../../emulator/paths';
import { newAssembly, sharedAssembly } from '../support/shared-assembly';
import { accepting } from './support/accepting';
import { copyOf, removed } from './support/mutated';
import { type Repository, repository, withBreakGlass, withExpiredReader } from './support/repository';
import { runInProcess } from './support/run-review';

// Each test runs the command several times, on machines that may be busy.
jest.setTimeout(600_000);

const ROWS = 'lib/environments/rows.ts';
const ENVIRONMENT_GATES = 'lib/review/gates/environment.ts';
const ACCEPTANCES = 'review/acceptances.json';

let changed: Repository;
/** Assembly of the project with the reader of `withBreakGlass`. */
let withReader: string;
beforeAll(async () => {
  changed = repository();
  changed.edit(ROWS, withBreakGlass);
  withReader = await newAssembly(changed.folder);
});
beforeEach(() => changed.reset());
afterAll(() => {
  changed.remove();
  rmSync(withReader, { recursive: true });
});

/** Fails a synthesis unless the validation of templates is left out. */
const UNVALIDATED = "\nif (process.env['CDK_VALIDATION'] !== 'false') throw new Error('validated');\n";

/** What the review says of an assembly and of the changed files, as `--base` asks it of two that it has synthesized. */
async function judged(head: string, base = inProject()) {
  return await runInProcess([
    ...['--assemblies', sharedAssembly(), head],
    ...['--sources', base, changed.folder, '--json'],
  ]);
}

test('tests, documents and a refactoring are silent, without network, whatever validation says of the base', async () => {
  changed.edit('bin/app.ts', (text) => `${text}${UNVALIDATED}`);
  changed.commit();
  changed.edit('bin/app.ts', (text) => text.replace(UNVALIDATED, ''));
  changed.edit('README.md', (text) => `${text}\nmore\n`);
  changed.edit('test/cost/idle-cost.test.ts', (text) => `${text}\n// more\n`);
  changed.edit('lib/stack/removal.ts', (text) => text.replaceAll('removal ===', '(removal) ==='));
  const before = process.env['NODE_OPTIONS'];
  process.env['NODE_OPTIONS'] = `--require ${JSON.stringify(inProject('test', 'support', 'no-network.cjs'))}`;
  try {
    const { exitCode, gates, output } = await changed.review('--json');
    expect({ exitCode, gates }).toEqual({ exitCode: 0, gates: [] });
    expect(JSON.parse(output)).toMatchObject({ schema: 1, result: 'clean', findings: [], notChecked: [] });
  } finally {
    process.env['NODE_OPTIONS'] = before ?? '';
  }
});

test('a reader is accepted by name in the same change', async () => {
  changed.edit(ROWS, withBreakGlass);
  const first = await changed.review('--json');
  expect({ exitCode: first.exitCode, gates: first.gates }).toEqual({
    exitCode: 1,
    // The alerts about readings name the readers.
    gates: ['access.reader', 'audit.detection'],
  });

  changed.edit(ACCEPTANCES, () => accepting(first.output));
  const accepted = await changed.review('--json');
  expect(accepted.exitCode).toBe(0);
  expect(JSON.parse(accepted.output).result).toBe('accepted');
});

test('what was accepted is accepted of no further change, and of no later one', async () => {
  changed.edit(ROWS, withBreakGlass);
  const head = copyOf(withReader);
  const acceptances = accepting((await judged(head.folder)).output);
  changed.edit(ACCEPTANCES, () => acceptances);
  const later = await judged(head.folder, changed.folder);
  expect({ exitCode: later.exitCode, refused: JSON.parse(later.output).refused }).toEqual({ exitCode: 1, refused: [] });

  head.text('ProductionStack.template.json', (text) => text.replaceAll('role/ops/BreakGlass', 'role/ops/Everybody'));
  const further = await judged(head.folder);
  removed(head);
  expect(further.exitCode).toBe(1);
  const { findings, refused }: { findings: readonly { fingerprint: string }[]; refused: readonly string[] } =
    JSON.parse(further.output);
  const entries: readonly { gate: string; finding: string }[] = JSON.parse(acceptances);
  // A filter beside the ones that name the readers may only have taken a role over from them, whoever the reader is.
  const stale = entries.filter(({ finding }) => !findings.some(({ fingerprint }) => fingerprint === finding));
  expect([...new Set(stale.map(({ gate }) => gate))]).toEqual(['access.reader', 'audit.detection']);
  expect(refused).toHaveLength(stale.length);
});

test('a change that edits a gate and does the dangerous thing is judged by the gate as it was', async () => {
  changed.edit(ENVIRONMENT_GATES, (text) =>
    text.replaceAll(/^( *)'access\.(reader|key)': row\(/gm, "$1'access.$2': shown("),
  );
  changed.edit(ENVIRONMENT_GATES, (text) =>
    text.replace(
      '/** What a change',
      "const shown = (...[group, rule, why]: Parameters<typeof row>) => row(group, rule, why, 'shown');\n\n/** What a change",
    ),
  );
  changed.edit(ROWS, withBreakGlass);
  const { exitCode, gates, output } = await changed.review('--json');
  expect({ exitCode, gates }).toEqual({ exitCode: 1, gates: ['access.reader', 'audit.detection', 'review.self'] });

  changed.edit(ACCEPTANCES, () => accepting(output));
  // A gate is no part of an assembly.
  expect((await judged(withReader)).exitCode).toBe(1);
});

test('the change that takes an expired reader out is compared with the base as of the day of its commit', async () => {
  changed.edit(ROWS, withExpiredReader);
  changed.commit('2019-12-31T23:59:00-0100');
  changed.git('checkout', '--quiet', '-B', 'repair');
  changed.edit(ROWS, (text) => text.replace(/ *transitionReaders: .*\n/, ''));
  const { exitCode, gates } = await changed.review('--json');
  expect({ exitCode, gates }).toEqual({ exitCode: 1, gates: ['audit.detection'] });
});

test('a base that does not synthesize is told, and everything is judged as new', async () => {
  changed.edit(ROWS, withExpiredReader);
  changed.commit();
  changed.git('checkout', '--quiet', '-B', 'repair');
  changed.edit(ROWS, (text) => text.replace(/ *transitionReaders: .*\n/, ''));
  const { exitCode, gates } = await changed.review('--json');
  expect({ exitCode, gates }).toEqual({ exitCode: 1, gates: ['assembly.stack', 'review.base'] });
});

test('a working tree that does not synthesize, and a base that is not there, are never a result', async () => {
  const { exitCode, output } = await changed.review('--base', 'nowhere');
  expect({ exitCode, output }).toEqual({ exitCode: 2, output: 'there is no commit "nowhere"; see: git branch --all' });
  changed.edit('bin/app.ts', (text) => `${text}${UNVALIDATED}`);
  const broken = await changed.review();
  expect(broken.exitCode).toBe(2);
  expect(broken.output).toMatch(/^the working tree does not synthesize:.*validated/s);
});
