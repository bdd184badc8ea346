import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sharedAssembly } from '../support/shared-assembly';
import { runInProcess } from './support/run-review';

type Files = Readonly<Record<string, string>>;

const json = (value: unknown) => JSON.stringify(value, null, 2);
const lock = (packages: object) => json({ lockfileVersion: 3, packages });
const ONE = { 'node_modules/one': { version: '1.0.0', integrity: 'sha512-one' } };

const MANIFEST = {
  name: 'kaizencoach-secrets',
  scripts: { types: 'tsc', review: 'node bin/kaizencoach-review.mjs' },
};

const BASE: Files = {
  'package.json': json(MANIFEST),
  'package-lock.json': lock(ONE),
  'cdk.json': json({ app: 'node app.js', context: {} }),
  '.npmrc': 'engine-strict=true\n',
  'review/acceptances.json': '[]',
  'lib/review/gates.ts': 'export const GATES = {};\n',
  'README.md': 'words\n',
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
  }
});

function tree(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'sources-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function reviewed(head: Files) {
  const assembly = sharedAssembly();
  return await runInProcess([
    '--assemblies',
    assembly,
    assembly,
    '--sources',
    tree(BASE),
    tree({ ...BASE, ...head }),
    '--json',
  ]);
}

test.each<[string, string, Files]>([
  ['context in cdk.json', 'review.inputs', { 'cdk.json': json({ app: 'node app.js', context: { flag: true } }) }],
  ['another app', 'review.inputs', { 'cdk.json': json({ app: 'node other.js', context: {} }) }],
  ['remembered context', 'review.inputs', { 'cdk.context.json': '{}' }],
  [
    'an install script',
    'supply.lock',
    { 'package-lock.json': lock({ 'node_modules/one': { ...ONE['node_modules/one'], hasInstallScript: true } }) },
  ],
  [
    'other bytes at one version',
    'supply.lock',
    { 'package-lock.json': lock({ 'node_modules/one': { version: '1.0.0', integrity: 'sha512-other' } }) },
  ],
  [
    'a new package',
    'supply.lock',
    { 'package-lock.json': lock({ ...ONE, 'node_modules/two': { version: '1.0.0', integrity: 'sha512-two' } }) },
  ],
  [
    'a package from elsewhere',
    'supply.lock',
    {
      'package-lock.json': lock({
        'node_modules/one': { ...ONE['node_modules/one'], resolved: 'https://example.com/one.tgz' },
      }),
    },
  ],
  [
    'a package that is not checked',
    'supply.lock',
    { 'package-lock.json': lock({ 'node_modules/one': { version: '2.0.0' } }) },
  ],
  [
    'a lock file of another form, of which npm installs other packages',
    'supply.lock',
    { 'package-lock.json': json({ lockfileVersion: 1, dependencies: { one: ONE['node_modules/one'] } }) },
  ],
  [
    'a package that is run by the name of another',
    'supply.lock',
    { 'package-lock.json': lock({ 'node_modules/one': { ...ONE['node_modules/one'], bin: { cdk: 'other.js' } } }) },
  ],
  [
    'a version that comes from a package of another name',
    'supply.lock',
    { 'package-lock.json': lock({ 'node_modules/one': { name: 'two', version: '1.0.1', integrity: 'sha512-new' } }) },
  ],
  [
    'a script that npm runs by itself',
    'supply.lock',
    {
      'package.json': json({
        name: 'kaizencoach-secrets',
        scripts: { types: 'tsc', review: 'node bin/kaizencoach-review.mjs', pretypes: 'node x.js' },
      }),
    },
  ],
  [
    'overrides',
    'supply.lock',
    {
      'package.json': json({ ...MANIFEST, overrides: { one: '9' } }),
    },
  ],
  ...['bin', 'directories', 'exports', 'newer'].map((key): [string, string, Files] => [
    `${key} of the package, by which npx or Node.js may run another file`,
    'supply.lock',
    { 'package.json': json({ ...MANIFEST, [key]: { cdk: './other.mjs' } }) },
  ]),
  ['.npmrc', 'supply.lock', { '.npmrc': 'registry=https://example.com\n' }],
  ['what npm builds at each installation', 'supply.lock', { 'binding.gyp': '{}' }],
  ['another lock file', 'supply.lock', { 'npm-shrinkwrap.json': '{}' }],
  ['a program that seems to be bundled already', 'supply.made', { 'build/run/bin_app.cjs': 'other();\n' }],
  ['a package that seems to be installed already', 'supply.made', { 'node_modules/one/index.js': 'other();\n' }],
  [
    'a workflow that may write everything',
    'pipeline.permissions',
    { '.github/workflows/a.yml': 'permissions: write-all\n' },
  ],
  [
    'a workflow for strangers’ pull requests',
    'pipeline.permissions',
    { '.github/workflows/a.yml': 'on: pull_request_target\n' },
  ],
  ['the review itself', 'review.self', { 'lib/review/gates.ts': 'export const GATES = { none: 1 };\n' }],
  [
    'the script that runs it',
    'review.self',
    { 'package.json': json({ name: 'kaizencoach-secrets', scripts: { types: 'tsc', review: 'true' } }) },
  ],
  [
    'a script’s own package, called as what bundles it',
    'review.self',
    { 'scripts/package.json': json({ name: 'esbuild', exports: './other.cjs' }), 'scripts/other.cjs': 'other();\n' },
  ],
  [
    'a package beside a script, which is nearer than the installed one',
    'supply.made',
    { 'scripts/node_modules/esbuild/index.js': 'other();\n' },
  ],
  ['CODEOWNERS', 'review.self', { '.github/CODEOWNERS': '* @everyone\n' }],
])('is stopped: %s', async (_, gate, head) => {
  const { exitCode, gates } = await reviewed(head);
  expect({ exitCode, gates }).toEqual({ exitCode: 1, gates: [gate] });
});

test.each<[string, Files]>([
  [
    'what the package says of itself',
    { 'package.json': json({ ...MANIFEST, version: '0.2.0', engines: { node: '24' } }) },
  ],
  [
    'another range of what a package needs',
    { 'package-lock.json': lock({ 'node_modules/one': { ...ONE['node_modules/one'], dependencies: { two: '^2' } } }) },
  ],
  ['documents', { 'README.md': 'other words\n' }],
])('is silent: %s', async (_, head) => {
  const { exitCode, gates } = await reviewed(head);
  expect({ exitCode, gates }).toEqual({ exitCode: 0, gates: [] });
});

test('another version with other bytes is shown, and stops nothing', async () => {
  const { exitCode, gates, shown } = await reviewed({
    'package-lock.json': lock({ 'node_modules/one': { version: '1.0.1', integrity: 'sha512-new' } }),
  });
  expect({ exitCode, gates, shown }).toEqual({ exitCode: 0, gates: [], shown: ['supply.changed'] });
});

test.each([
  [
    'of something that was not found',
    {
      gate: 'access.reader',
      environment: 'staging',
      finding: '0'.repeat(32),
      reason: 'because it is needed',
      until: '2026-12-01',
    },
    1,
  ],
  [
    'with a star',
    { gate: '*', environment: '*', finding: '*', reason: 'because it is needed', until: '2026-12-01' },
    2,
  ],
  [
    'without a reason',
    { gate: 'access.reader', environment: 'staging', finding: '0'.repeat(32), reason: 'x', until: '2026-12-01' },
    2,
  ],
])('an acceptance %s does not count', async (_, acceptance, expected) => {
  const { exitCode } = await reviewed({ 'review/acceptances.json': json([acceptance]) });
  expect(exitCode).toBe(expected);
});
