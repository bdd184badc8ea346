import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { neutralEnvironment } from '../../emulator/client-environment';
import { inProject } from '../../emulator/paths';
import { runProcess } from '../../emulator/run-process';
import { ENVIRONMENTS } from '../../lib/environments/rows';

const clones: string[] = [];

afterAll(() => {
  for (const clone of clones) {
    rmSync(clone, { recursive: true, force: true });
  }
});

/** A copy of the project's files at a path of its own, with the installed packages. */
function cloneUnder(parent: string, ...below: readonly string[]): string {
  const top = mkdtempSync(join(parent, 'clone-'));
  clones.push(top);
  const clone = join(top, ...below);
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: inProject(),
    encoding: 'utf8',
  });
  for (const file of listed.split('\0').filter((name) => name !== '' && existsSync(inProject(name)))) {
    mkdirSync(join(clone, dirname(file)), { recursive: true });
    cpSync(inProject(file), join(clone, file));
  }
  symlinkSync(inProject('node_modules'), join(clone, 'node_modules'));
  return clone;
}

/**
 * SHA-256 of every file of the assembly that `cdk synth` writes in `clone`, by its path in the assembly; without the
 * metadata that tells a reader of an error message in which source file a construct was made, which is never deployed.
 */
async function assemblyOf(clone: string): Promise<Record<string, string>> {
  const output = join(clone, 'build', 'assembly');
  const { exitCode, output: said } = await runProcess(
    process.execPath,
    [join('node_modules', 'aws-cdk', 'bin', 'cdk'), 'synth', '--quiet', '--no-notices', '--output', output],
    {
      cwd: clone,
      environment: { ...neutralEnvironment(), HOME: join(clone, 'build'), AWS_EC2_METADATA_DISABLED: 'true' },
    },
  );
  expect({ exitCode, said: exitCode === 0 ? '' : said }).toEqual({ exitCode: 0, said: '' });
  const files = readdirSync(output, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.endsWith('.metadata.json'),
  );
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .map(
        (file) =>
          [file.slice(output.length + 1), createHash('sha256').update(readFileSync(file)).digest('hex')] as const,
      )
      .sort(),
  );
}

test('I6: two clones at different paths, without credentials, synthesise the same bytes', async () => {
  mkdirSync(inProject('build'), { recursive: true });
  const first = await assemblyOf(cloneUnder(inProject('build')));
  const second = await assemblyOf(cloneUnder(tmpdir(), 'at', 'another depth'));
  expect(Object.keys(first).filter((name) => name.endsWith('.template.json'))).toHaveLength(ENVIRONMENTS.length);
  expect(Object.keys(first).filter((name) => name.startsWith('asset.'))).not.toEqual([]);
  expect(second).toEqual(first);
});
