import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { keeperSources } from '../../lib/review/sources/keeper-sources';

const KEEPER = 'lib/keeper/index.ts';
const NOT_CHECKED = expect.stringContaining('whether this code was made of them is not checked');

let base: string;
let head: string;
beforeEach(() => {
  [base = '', head = ''] = ['base', 'head'].map((side) => mkdtempSync(join(tmpdir(), `keeper-${side}-`)));
  for (const side of [base, head]) {
    write(side, KEEPER, "import 'one';\nimport './two';\n");
    write(side, 'lib/keeper/two.ts', '');
  }
  write(head, 'node_modules/one/index.js', 'one();\n');
});
afterEach(() => [base, head].forEach((folder) => void rmSync(folder, { recursive: true })));

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

test('of packages that the review linked into the base none differs: the other side has the same', () => {
  tracked(base);
  symlinkSync(join(head, 'node_modules'), join(base, 'node_modules'));
  write(head, KEEPER, "import 'one';\nimport './two';\n// more\n");
  expect(said()).toEqual([`\`${KEEPER}\` differs`, 'no package that it imports differs', NOT_CHECKED]);
});

test.each<[string, (side: string) => void]>([
  ['that belongs to the change', tracked],
  ['of a folder of which nothing says what belongs to it', () => undefined],
])('a link in the place of the packages is not followed, and they are told as others: one %s', (_, prepare) => {
  symlinkSync(join(head, 'node_modules'), join(base, 'node_modules'));
  prepare(base);
  expect(said()).toEqual(['no source of the keeper differs', 'packages that differ: `one`', NOT_CHECKED]);
});

test('a package that differs is told where the base has packages of its own', () => {
  write(base, 'node_modules/one/index.js', 'other();\n');
  expect(said()).toContain('packages that differ: `one`');
});

test('where nothing differs, that is said of these sources, and nothing of the code', () => {
  write(base, 'node_modules/one/index.js', 'one();\n');
  expect(said()).toEqual(['no source of the keeper differs', 'no package that it imports differs', NOT_CHECKED]);
});

test('files that are not named are counted', () => {
  write(base, 'node_modules/one/index.js', 'one();\n');
  const names = Array.from({ length: 14 }, (_, index) => `f${index}`);
  for (const name of names) {
    write(head, `lib/keeper/${name}.ts`, '');
  }
  write(head, KEEPER, ["import 'one';", "import './two';", ...names.map((name) => `import './${name}';`)].join('\n'));
  expect(said()).toContain('and 5 more files differ');
});

test('what is imported by a text of its own does not go on in that text’s words', () => {
  write(base, 'node_modules/one/index.js', 'one();\n');
  write(head, KEEPER, "import 'one';\nimport './two';\nimport \"data:text/javascript,/*` is harmless, as is `*/\";\n");
  expect(said().filter((line) => line.includes('is harmless'))).toEqual([
    expect.stringMatching(/^`[^`]*is harmless[^`]*` differs$/),
  ]);
});
