import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { neutralEnvironment } from '../../emulator/client-environment';
import { ENVIRONMENTS } from '../../lib/environments/rows';
import { projectRoot } from '../../lib/project-root';

/** The command line hands the context of `cdk.json` on to the app. */
const { context: CONTEXT } = v.parse(
  v.object({ context: v.looseObject({ '@aws-cdk/core:validateAgainstDefaultRules': v.literal(true) }) }),
  JSON.parse(readFileSync(join(projectRoot(), 'cdk.json'), 'utf8')),
);

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'synthesis-'));
});
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

/** Runs the app as the CDK's command line does, but with no credentials, no settings and no network. */
function synthesize(project: string, output: string, more: NodeJS.ProcessEnv = {}) {
  const preload = join(__dirname, '..', 'support', 'no-network.cjs');
  const { status, stderr } = spawnSync(process.execPath, ['--require', preload, 'scripts/run.mjs', 'bin/app.ts'], {
    cwd: project,
    // Continuous integration validates everything, whatever verdicts are kept.
    env: { CI: 'true', CDK_OUTDIR: output, CDK_CONTEXT_JSON: JSON.stringify(CONTEXT), ...more },
    encoding: 'utf8',
  });
  return { status, stderr, output };
}

/** Text of every file of an assembly, by its path. */
function filesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

function copyOfTheProject(): string {
  const copy = join(scratch, 'a', 'longer path', 'to the project');
  for (const part of ['bin', 'lib', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json', 'cdk.json']) {
    cpSync(join(projectRoot(), part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(projectRoot(), 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

let validated: ReturnType<typeof synthesize>;
beforeAll(() => {
  validated = synthesize(projectRoot(), join(scratch, 'validated'));
});

test('the app synthesises every environment without credentials and network, and breaks no rule of the library', () => {
  const { status, stderr, output } = validated;
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining('violation') });
  expect(Object.keys(filesOf(output))).toEqual(
    expect.arrayContaining(ENVIRONMENTS.map(({ stackId }) => `${stackId}.template.json`)),
  );
  expect(JSON.parse(readFileSync(join(output, 'validation-report.json'), 'utf8'))).toMatchObject({ pluginReports: [] });
});

test('I6: the assembly is the same whether or not verdicts are kept', () => {
  const [, kept] = ['keeping', 'kept'].map((output) =>
    synthesize(projectRoot(), join(scratch, output), { CI: undefined }),
  );
  expect(filesOf(kept?.output ?? '')).toEqual(filesOf(validated.output));
});

test('I6: two copies of the project at different paths synthesise the same bytes', () => {
  const there = synthesize(copyOfTheProject(), join(scratch, 'two'));
  expect([validated, there]).toEqual(Array(2).fill(expect.objectContaining({ status: 0 })));
  const files = filesOf(validated.output);
  expect(filesOf(there.output)).toEqual(files);
  expect(Object.keys(files).filter((name) => name.endsWith('.template.json'))).toHaveLength(ENVIRONMENTS.length);
  expect(Object.keys(files).filter((name) => name.endsWith('index.js'))).toHaveLength(1);
});

test('the CDK’s command line, as people and the pipeline run it here, tells AWS nothing of its use', () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/aws-cdk/bin/cdk', 'cli-telemetry', '--status'],
    {
      cwd: projectRoot(),
      env: neutralEnvironment(),
      encoding: 'utf8',
    },
  );
  expect(`${stdout}${stderr}`).toContain('CLI Telemetry is disabled');
});
