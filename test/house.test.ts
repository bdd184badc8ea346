import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { projectRoot } from '../lib/project-root';
import { between, cycleIn, importGraph, sourceFiles, sourceText } from './support/import-graph';

/** What the files of each folder of `lib` may import beside their own; every arrow points down. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  catalogue: [],
  environments: [],
  contract: ['catalogue'],
  access: ['environments'],
  audit: ['environments'],
  cost: ['environments'],
  keeper: ['catalogue', 'contract'],
  stack: ['catalogue', 'environments', 'contract', 'access', 'audit'],
  operator: ['catalogue', 'environments', 'contract'],
  review: ['catalogue', 'environments', 'contract', 'access', 'audit', 'cost'],
  documentation: ['catalogue', 'environments', 'contract', 'access', 'audit', 'cost', 'operator', 'review'],
};
const FOLDERS = Object.keys(MAY_IMPORT);

/** The files beside the folders: where the project is, and how an answer is kept. */
const SHARED = ['lib/project-root.ts', 'lib/remembered.ts'];

const LIB = sourceFiles('lib');
const IMPORTS = importGraph(LIB);
const ARROWS = [...between(IMPORTS, 'lib')]
  .flatMap(([from, imported]) => [...imported].map((to) => ({ from, to })))
  .filter(({ to }) => !SHARED.includes(to));

function linesOf(file: string): number {
  return sourceText(file).trimEnd().split('\n').length;
}

describe('the imports of lib', () => {
  test('go round in no circle of files', () => {
    expect(cycleIn(IMPORTS)).toBeUndefined();
  });

  test('go round in no circle of the files and folders in any folder', () => {
    const folders = new Set(LIB.map((file) => dirname(file)));
    expect([...folders].map((folder) => cycleIn(between(IMPORTS, folder))).filter(Boolean)).toEqual([]);
  });

  test(`join its folders by ${ARROWS.length} arrows, none of which points back up`, () => {
    const allowed = FOLDERS.flatMap((folder) => MAY_IMPORT[folder]?.map((to) => `lib/${folder} -> lib/${to}`));
    expect(allowed).toEqual(expect.arrayContaining(ARROWS.map(({ from, to }) => `${from} -> ${to}`)));
  });
});

describe('the files of lib', () => {
  const sizes = LIB.map((file) => ({ file, lines: linesOf(file) }));

  test('have at most 200 lines, as all of ours have that are no tests', () => {
    expect([...LIB, ...sourceFiles('bin', 'bench', 'emulator')].filter((file) => linesOf(file) > 200)).toEqual([]);
  });

  test('have 40 lines or more, most of them', () => {
    expect(sizes.map(({ lines }) => lines).sort((one, other) => one - other)[sizes.length >> 1]).toBeGreaterThanOrEqual(
      40,
    );
  });

  test('stand in the only file that imports them where they have less than 15 lines', () => {
    const everything = importGraph([...LIB, ...sourceFiles('bin', 'bench', 'docs', 'emulator')]);
    const importersOf = (file: string) => [...everything].filter(([, imported]) => imported.has(file)).length;
    expect(sizes.filter(({ file, lines }) => lines < 15 && importersOf(file) === 1)).toEqual([]);
  });
});

describe('the linter', () => {
  const diagnosticsSchema = v.object({
    diagnostics: v.array(v.object({ location: v.object({ path: v.string(), start: v.object({ line: v.number() }) }) })),
  });
  const CDK = ['aws-cdk-lib', 'aws-cdk-lib/aws-iam', 'constructs'];
  const SDK = '@aws-sdk/client-iam';

  /** Where it refuses imports, as `<folder of lib> -> <what is imported>`. */
  function refusals(files: Readonly<Record<string, readonly string[]>>): string[] {
    const scratch = mkdtempSync(join(tmpdir(), 'house-'));
    copyFileSync(join(projectRoot(), 'biome.json'), join(scratch, 'biome.json'));
    for (const [file, imports] of Object.entries(files)) {
      mkdirSync(join(scratch, dirname(file)), { recursive: true });
      writeFileSync(join(scratch, file), imports.map((name) => `import '${name}';\n`).join(''));
    }
    const command = join(projectRoot(), 'node_modules', '.bin', 'biome');
    const flags = [
      '--vcs-enabled=false',
      '--only=style/noRestrictedImports',
      '--reporter=json',
      '--max-diagnostics=none',
    ];
    const { stdout } = spawnSync(command, ['lint', ...flags, '.'], { cwd: scratch, encoding: 'utf8' });
    rmSync(scratch, { recursive: true });
    return v
      .parse(diagnosticsSchema, JSON.parse(stdout))
      .diagnostics.map(({ location: { path, start } }) => `${path} -> ${files[path]?.[start.line - 1]}`)
      .sort();
  }

  test.each([
    ['', '../'],
    ['part/', '../../'],
  ])('refuses every other arrow from a file in lib/<folder>/%s', (part, up) => {
    // GIVEN
    const others = (folder: string) => FOLDERS.filter((other) => other !== folder);
    const files = FOLDERS.map(
      (folder) =>
        [
          `lib/${folder}/${part}probe.ts`,
          ['./beside', ...others(folder).map((other) => `${up}${other}/some/file`)],
        ] as const,
    );
    const refused = FOLDERS.flatMap((folder) =>
      others(folder)
        .filter((other) => !MAY_IMPORT[folder]?.includes(other))
        .map((other) => `lib/${folder}/${part}probe.ts -> ${up}${other}/some/file`),
    );

    // THEN
    expect(refusals(Object.fromEntries(files))).toEqual(refused.sort());
  });

  test('keeps the CDK in the stack, and AWS’s clients out of what is pure or made at synthesis', () => {
    const files = FOLDERS.map((folder) => [`lib/${folder}/probe.ts`, [...CDK, SDK]] as const);
    const build = ['stack'];
    const call = ['keeper', 'operator', 'review', 'documentation'];
    const refused = FOLDERS.flatMap((folder) =>
      [...(build.includes(folder) ? [] : CDK), ...(call.includes(folder) ? [] : [SDK])].map(
        (name) => `lib/${folder}/probe.ts -> ${name}`,
      ),
    );
    expect(refusals(Object.fromEntries(files))).toEqual(refused.sort());
  });

  test('lets the local AWS import the environments, and what is expected of access and alerts, only', () => {
    const file = 'emulator/local/probe.ts';
    const imports = FOLDERS.map((folder) => `../../lib/${folder}/some-file`);
    expect(refusals({ [file]: imports })).toEqual(
      imports
        .filter((name) => !/environments|access|audit|documentation/.test(name))
        .map((name) => `${file} -> ${name}`)
        .sort(),
    );
  });
});

/** What starts a server of Python or a machine of Java. */
const STARTS = ['emulator/emulator.ts', 'test/audit/support/event-ruler.ts'];

test('no unit test starts an emulator or Java', () => {
  const graph = importGraph(sourceFiles('lib', 'emulator', 'test'));
  const reached = (file: string, seen = new Set<string>()): Set<string> => {
    if (!seen.has(file)) {
      seen.add(file);
      for (const imported of graph.get(file) ?? []) {
        reached(imported, seen);
      }
    }
    return seen;
  };
  const units = sourceFiles('test').filter((file) => file.endsWith('.test.ts') && !file.startsWith('test/e2e/'));
  expect(units.filter((file) => STARTS.some((start) => reached(file).has(start)))).toEqual([]);
});

test('all that the tests of the folders under mutation use of Jest is there when Mocha runs them', () => {
  const standIn = sourceText('test/support/mutated-folders.cjs');
  const used = sourceFiles('test/catalogue', 'test/keeper', 'test/operator').flatMap((file) =>
    [...sourceText(file).matchAll(/\bjest\.(\w+)/g)].map(([, name]) => name),
  );
  expect([...new Set(used)].filter((name) => !standIn.includes(`    ${name}:`))).toEqual([]);
});
