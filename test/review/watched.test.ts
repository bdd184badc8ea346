import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { projectRoot } from '../../lib/project-root';
import { judgeSources } from '../../lib/review/sources/judge-sources';

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'watched-'));
});
afterAll(() => rmSync(scratch, { recursive: true }));

function sideWith(side: string, path: string, text: string) {
  const folder = join(scratch, side, path.replaceAll('/', '-'));
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return { folder };
}

test('a change of any file that the judge is made of is a finding, but of data in the rows, which reviews are about', async () => {
  const { metafile } = buildSync({
    absWorkingDir: projectRoot(),
    entryPoints: ['bin/kaizencoach-review.ts'],
    outfile: 'judge.cjs',
    bundle: true,
    packages: 'external',
    platform: 'node',
    metafile: true,
    write: false,
  });
  const silent: string[] = [];
  for (const path of Object.keys(metafile.inputs)) {
    const found = await judgeSources(sideWith('base', path, 'const a = 1;'), sideWith('head', path, 'const a = 2;'));
    silent.push(...(found.length === 0 ? [path] : []));
  }
  expect(silent).toEqual(['lib/environments/rows.ts']);
});

const ROWS = 'lib/environments/rows.ts';
const BASE = readFileSync(join(projectRoot(), ROWS), 'utf8');

test.each<[string, (rows: string) => string]>([
  [
    'another demo',
    (rows) => rows.replace('\n];', "\n  demo('eve', { account: '111122223333', removal: 'retain' }),\n];"),
  ],
  ['one demo less', (rows) => rows.replace("  demo('dom'),\n", '')],
  ['another value', (rows) => rows.replace('MAX_READS_PER_HOUR = 12', 'MAX_READS_PER_HOUR = 13')],
  [
    'constants and types',
    (rows) => `${rows}\nimport type { A } from './a';\nconst more = { ...OWN_AUDIT, list: [null, true] } as const;\n`,
  ],
])('data in the rows is the business of the templates: %s', async (_, change) => {
  expect(change(BASE)).not.toBe(BASE);
  expect(await judgeSources(sideWith('base', ROWS, BASE), sideWith('head', ROWS, change(BASE)))).toEqual([]);
});

test.each([
  ['a statement', 'if (process.argv.length > 2) { Array.prototype.filter = () => []; }'],
  ['a package', "import './anything';"],
  ['a function', 'export function other() {}'],
  ['a call of what is elsewhere', "const a = eval('1');"],
  ['a call of a constant', 'const a = ENVIRONMENTS.map(String);'],
  ['a method', 'const a = { toString() { return process.exit(); } };'],
  ['a name that is worked out', "const a = { [process.argv[1] ?? '']: 1 };"],
  ['a function in a row', "const a = demo('eve', { get name() { return 'eve'; } });"],
  ['a template', ['const a = `$', '{process.exit()}`;'].join('')],
])('code in the rows is the judge’s own: %s', async (_, code) => {
  const found = await judgeSources(sideWith('base', ROWS, BASE), sideWith('head', ROWS, `${BASE}\n${code}\n`));
  expect(found.map(({ gate }) => gate)).toEqual(['review.self']);
});

test('the function that makes a demo is code', async () => {
  const changed = BASE.replace("tier: 'demo'", "tier: 'staging'");
  const found = await judgeSources(sideWith('base', ROWS, BASE), sideWith('head', ROWS, changed));
  expect(found.map(({ gate }) => gate)).toEqual(['review.self']);
});

test.each(['bin/environments.ts', 'lib/environments/pipelines.ts'])(
  'what tells the pipeline where to deploy is a file of the pipeline: %s',
  async (path) => {
    const found = await judgeSources(sideWith('base', path, '1'), sideWith('head', path, '2'));
    expect(found.map(({ gate }) => gate)).toEqual(['pipeline.permissions']);
  },
);
