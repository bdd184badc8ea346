import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { inProject } from '../../emulator/paths';
import { runProcess } from '../../emulator/run-process';
import { pythonWithTools } from './tools';

const findingsSchema = v.array(
  v.object({
    ident: v.string(),
    locations: v.array(
      v.object({ symbolic: v.object({ key: v.object({ Local: v.object({ verbatim_path: v.string() }) }) }) }),
    ),
  }),
);

/** A way to change a file of `.github`, by its path there. */
export type Change = Readonly<Record<string, (text: string) => string>>;

/**
 * What zizmor, pedantic and without the network, finds in `.github` as it is, or after a change: `<audit> in <path>`.
 * @throws Error where the change changes nothing, or zizmor gives no list of findings.
 */
export async function zizmor(change: Change = {}): Promise<string[]> {
  return await inChangedFolder(change, async (folder, python) => {
    const binary = join(python, '..', 'zizmor');
    const { output } = await runProcess(
      binary,
      [
        '--offline',
        '--persona',
        'pedantic',
        '--format',
        'json-v1',
        '--quiet',
        '--no-progress',
        '--strict-collection',
        '.github',
      ],
      { cwd: folder, environment: { PATH: process.env['PATH'], HOME: folder } },
    );
    const findings = v.parse(findingsSchema, parsed(output));
    return [
      ...new Set(
        findings.map(
          ({ ident, locations }) => `${ident} in ${locations[0]?.symbolic.key.Local.verbatim_path ?? 'nowhere'}`,
        ),
      ),
    ].sort();
  });
}

/**
 * What check-jsonschema says of `.github`, by the schemas that it brings along; empty where all is well.
 * @throws Error where the change changes nothing.
 */
export async function schemaErrors(change: Change = {}): Promise<string> {
  return await inChangedFolder(change, async (folder, python) => {
    const workflows = readdirSync(join(folder, '.github', 'workflows')).map((name) => `.github/workflows/${name}`);
    const checks = [
      ['vendor.github-workflows', ...workflows],
      ['custom.github-workflows-require-timeout', ...workflows],
      ['vendor.dependabot', '.github/dependabot.yml'],
    ];
    const said: string[] = [];
    for (const [schema = '', ...files] of checks) {
      const { exitCode, output } = await runProcess(
        python,
        ['-m', 'check_jsonschema', '--builtin-schema', schema, ...files],
        { cwd: folder, environment: { PATH: process.env['PATH'], HOME: folder } },
      );
      said.push(...(exitCode === 0 ? [] : [output]));
    }
    return said.join('\n');
  });
}

async function inChangedFolder<T>(change: Change, look: (folder: string, python: string) => Promise<T>): Promise<T> {
  const python = await pythonWithTools();
  mkdirSync(inProject('build'), { recursive: true });
  const folder = mkdtempSync(inProject('build', 'workflows-'));
  try {
    cpSync(inProject('.github'), join(folder, '.github'), { recursive: true });
    for (const [path, edit] of Object.entries(change)) {
      const file = join(folder, '.github', path);
      const before = readFileSync(file, 'utf8');
      const after = edit(before);
      if (after === before) {
        throw new Error(`expected a change of ${path}`);
      }
      writeFileSync(file, after);
    }
    return await look(folder, python);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch (cause) {
    throw new Error(`zizmor said what is no list of findings:\n${output}`, { cause });
  }
}
