import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sharedAssembly } from '../support/shared-assembly';
import { copyOf, type Loose, type MutableAssembly, removed } from './support/mutated';
import { runReview } from './support/run-review';

let folder: string;
let head: MutableAssembly;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'long-page-'));
  head = copyOf(sharedAssembly());
  writeFileSync(join(head.folder, 'new.json'), '{}');
});
afterAll(() => {
  removed(head);
  rmSync(folder, { recursive: true });
});

function write(side: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, side, path)), { recursive: true });
    writeFileSync(join(folder, side, path), text);
  }
  return join(folder, side);
}

/** The review of a change with `number` new stacks, each of an environment of its own. */
async function reviewed(number: number, format: '--json' | '--markdown', acceptances: readonly object[] = []) {
  head.json('manifest.json', ({ artifacts }) => {
    for (let index = 0; index < number; index += 1) {
      const properties = { templateFile: 'new.json' };
      artifacts[`Stack${index}`] = { type: 'aws:cloudformation:stack', environment: 'aws://1/eu-west-1', properties };
    }
  });
  const base = write('base', { 'review/acceptances.json': '[]' });
  const changed = write('head', {
    'lib/review/judge.ts': 'other();\n',
    '.github/workflows/a.yml': 'on: push\n',
    'review/acceptances.json': JSON.stringify(acceptances),
  });
  return await runReview(['--assemblies', sharedAssembly(), head.folder, '--sources', base, changed, format]);
}

test.each([500, 3_000])(
  'no gate that stops, and none whose finding was accepted, goes from a page with %i findings',
  async (number) => {
    const { output: report } = await reviewed(number, '--json');
    const { gate, fingerprint }: Loose = JSON.parse(report).findings.find((each: Loose) => each.group === 'pipeline');
    const until = new Date().toISOString().slice(0, 10);
    const accepted = { gate, environment: 'repository', finding: fingerprint, reason: 'because it is needed', until };
    const { exitCode, output } = await reviewed(number, '--markdown', [accepted]);
    expect(exitCode).toBe(1);
    expect(output.length).toBeLessThanOrEqual(60_000);
    expect(output).toContain('⛔');
    expect(output).toContain('`assembly.stack`');
    expect(output).toContain('`review.self`');
    expect(output).toMatch(/✅ accepted[^⛔]*`pipeline\.permissions`/);
  },
);

test('acceptances for a release that are too many for a page do not go from it unsaid', async () => {
  const acceptance = { gate: 'access.reader', environment: 'production', of: 'release', reason: 'x'.repeat(500) };
  const until = new Date().toISOString().slice(0, 10);
  const many = Array.from({ length: 200 }, () => ({ ...acceptance, finding: 'a'.repeat(32), until }));
  const { output } = await reviewed(0, '--markdown', many);
  expect(output.length).toBeLessThanOrEqual(60_000);
  expect(output).toContain('200 acceptances for a release are added.');
});
