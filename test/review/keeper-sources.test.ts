import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { keeperSources } from '../../lib/review/sources/keeper-sources';

const KEEPER = 'lib/keeper/index.ts';
const NOT_CHECKED = expect.stringContaining('whether this code was made of them is not checked');

let base: string;
let head: string;
let outside: string;
beforeEach(() => {
  [base = '', head = '', outside = ''] = ['base', 'head', 'outside'].map((side) =>
    mkdtempSync(join(tmpdir(), `keeper-${side}-`)),
  );
  for (const side of [base, head]) {
    write(side, KEEPER, "import 'one';\nimport './two';\n");
    write(side, 'lib/keeper/two.ts', '');
  }
  write(head, 'node_modules/one/index.js', 'one();\n');
});
afterEach(() => [base, head, outside].forEach((folder) => void rmSync(folder, { recursive: true })));

function write(side: string, path: string, text: string): void {
  mkdirSync(dirname(join(side, path)), { recursive: true });
  writeFileSync(join(side, path), text);
}

/** A repository of what is in the folder now. */
function tracked(side: string): void {
  execFileSync('git', ['init', '--quiet'], { cwd: side });
  execFileSync('git', ['add', '--all'], { cwd: side });
}

const said = () => keeperSources({ folder: base }, { folder: head });
const NOT_KNOWN = [
  'in which files the sources differ is not known: one side cannot be bundled here, or has or imports what is no file of its own',
];

test('of packages that the review linked into the base none differs: the other side has the same', async () => {
  tracked(base);
  symlinkSync(join(head, 'node_modules'), join(base, 'node_modules'));
  write(head, KEEPER, "import 'one';\nimport './two';\n// more\n");
  expect(await said()).toEqual([`\`${KEEPER}\` differs`, 'no package that it imports differs', NOT_CHECKED]);
});

test.each<[string, (side: string) => void]>([
  ['that belongs to the change', tracked],
  ['of a folder of which nothing says what belongs to it', () => undefined],
])('a link in the place of the packages is not followed: one %s', async (_, prepare) => {
  symlinkSync(join(head, 'node_modules'), join(base, 'node_modules'));
  prepare(base);
  expect(await said()).toEqual(NOT_KNOWN);
});

/** The path of a pipe that nobody writes to, outside of both sides: whoever reads it waits for ever, as a device is read for ever. */
function endless(): string {
  const path = join(outside, 'endless.ts');
  execFileSync('mkfifo', [path]);
  return path;
}

test.each<[string, () => void]>([
  ['by its path', () => write(head, KEEPER, `import '${endless()}';`)],
  [
    'by a way out of the repository',
    () => write(head, KEEPER, `import '${relative(join(head, 'lib/keeper'), endless())}';`),
  ],
  [
    'by a pattern',
    () =>
      write(
        head,
        KEEPER,
        `export const a = (b) => import('${relative(join(head, 'lib/keeper'), dirname(endless()))}/' + b);`,
      ),
  ],
  [
    'by a link',
    () => {
      write(head, KEEPER, "import './three';");
      symlinkSync(endless(), join(head, 'lib/keeper/three.ts'));
    },
  ],
  [
    'by a link to its folder',
    () => {
      write(head, KEEPER, "import './three/endless';");
      symlinkSync(dirname(endless()), join(head, 'lib/keeper/three'));
    },
  ],
  [
    'by a link in the place of a package’s settings',
    () => symlinkSync(endless(), join(head, 'lib/keeper/package.json')),
  ],
  [
    'by such a link beside what is imported',
    () => {
      write(head, KEEPER, "import '../other/three';");
      write(head, 'lib/other/three.ts', '');
      symlinkSync(endless(), join(head, 'lib/other/package.json'));
    },
  ],
  ...['.pnp.cjs', '.pnp.js', '.pnp.data.json'].map((name): [string, () => void] => [
    `by a link in the place of ${name}`,
    () => symlinkSync(endless(), join(head, name)),
  ]),
])('what is no file of a side is not read, though it is imported %s', async (_, prepare) => {
  write(base, 'node_modules/one/index.js', 'one();\n');
  prepare();
  expect(await said()).toEqual(NOT_KNOWN);
});

test('a file outside of the repository is not read', async () => {
  write(base, 'node_modules/one/index.js', 'one();\n');
  write(outside, 'two.ts', '');
  write(head, KEEPER, `import '${join(outside, 'two.ts')}';`);
  expect(await said()).toEqual(NOT_KNOWN);
});

test('settings that may lead imports elsewhere are told as a file, and what they extend is not read', async () => {
  write(base, 'node_modules/one/index.js', 'one();\n');
  write(head, 'lib/tsconfig.json', JSON.stringify({ extends: endless() }));
  expect(await said()).toEqual(['`lib/tsconfig.json` differs', 'no package that it imports differs', NOT_CHECKED]);
});

test('settings that no import of the keeper finds are none of its files', async () => {
  write(base, 'node_modules/one/index.js', 'one();\n');
  write(head, 'test/keeper/tsconfig.json', '{}');
  write(head, 'lib/keep/jsconfig.json', '{}');
  expect(await said()).toContain('no source of the keeper differs');
});

test('a link in the place of a package’s settings that stays in the repository keeps nobody from telling the files', async () => {
  write(base, 'node_modules/one/index.js', 'one();\n');
  write(head, 'package.json', '{}');
  write(head, 'test/keeper/one.ts', '');
  symlinkSync('../../package.json', join(head, 'test/keeper/package.json'));
  expect(await said()).toContain('no source of the keeper differs');
});

test('a package that differs is told where the base has packages of its own', async () => {
  write(base, 'node_modules/one/index.js', 'other();\n');
  expect(await said()).toContain('packages that differ: `one`');
});

test('where nothing differs, that is said of these sources, and nothing of the code', async () => {
  write(base, 'node_modules/one/index.js', 'one();\n');
  expect(await said()).toEqual(['no source of the keeper differs', 'no package that it imports differs', NOT_CHECKED]);
});

test('files that are not named are counted', async () => {
  write(base, 'node_modules/one/index.js', 'one();\n');
  const names = Array.from({ length: 14 }, (_, index) => `f${index}`);
  for (const name of names) {
    write(head, `lib/keeper/${name}.ts`, '');
  }
  write(head, KEEPER, ["import 'one';", "import './two';", ...names.map((name) => `import './${name}';`)].join('\n'));
  expect(await said()).toContain('and 5 more files differ');
});

test('what is imported by a text of its own does not go on in that text’s words', async () => {
  write(base, 'node_modules/one/index.js', 'one();\n');
  write(head, KEEPER, "import 'one';\nimport './two';\nimport \"data:text/javascript,/*` is harmless, as is `*/\";\n");
  expect((await said()).filter((line) => line.includes('is harmless'))).toEqual([
    expect.stringMatching(/^`[^`]*is harmless[^`]*` differs$/),
  ]);
});

describe('where one side has no packages installed', () => {
  beforeEach(() => {
    const packages = { 'node_modules/one': {}, 'node_modules/linked': { link: true }, 'node_modules/*': {} };
    for (const side of [base, head]) {
      write(side, 'package-lock.json', JSON.stringify({ packages }));
    }
  });

  test('a file that differs is told, whatever else the lock file names', async () => {
    write(head, 'lib/keeper/two.ts', 'more();\n');
    expect(await said()).toEqual(['`lib/keeper/two.ts` differs', expect.stringContaining('not compared'), NOT_CHECKED]);
  });

  test.each(['linked', 'three', '#three', 'file:///three.ts', './three'])(
    'what is imported as %s may be a file that is not told, so that nothing is said',
    async (name) => {
      write(head, KEEPER, `import '${name}';`);
      expect(await said()).toEqual(NOT_KNOWN);
    },
  );
});
