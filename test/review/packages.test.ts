import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { supplyFindings } from '../../lib/review/sources/supply';

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'packages-'));
});
afterAll(() => rmSync(scratch, { recursive: true }));

const ONE = { version: '1.0.0', integrity: 'sha512-one', dependencies: { two: '^2.0.0' } };

interface Said {
  /** Further entries of the lock file. */
  readonly more?: object;
  /** Of the manifest. */
  readonly manifest?: object;
  /** Of the package `one` in the lock file. */
  readonly one?: object;
  /** Of the project in the lock file. */
  readonly project?: object;
}

function side(name: string, { manifest, one, project, more }: Said) {
  const folder = join(scratch, name);
  mkdirSync(folder, { recursive: true });
  const packages = {
    '': { devDependencies: { one: '1.0.0' }, ...project },
    'node_modules/one': { ...ONE, ...one },
    ...more,
  };
  const files = {
    'package.json': { devDependencies: { one: '1.0.0' }, ...manifest },
    'package-lock.json': { packages },
  };
  for (const [file, content] of Object.entries(files)) {
    writeFileSync(join(folder, file), JSON.stringify(content));
  }
  return { folder };
}

const gates = (said: Said, before: Said = {}) =>
  supplyFindings(side('base', before), side('head', said)).map(({ gate }) => gate);

const ELSEWHERE = [
  'file:docs/one.tgz',
  'docs/one.tgz',
  'one.tgz',
  '1.0.0-one.tgz',
  '.',
  'somebody/one',
  'npm:other@1.0.0',
  'https://example.com/one.tgz',
  'git+ssh://example.com/one',
  'latest',
];

test.each(ELSEWHERE)(
  'a package that is needed by %j is stopped: npm ci takes it from there at the locked version',
  (spec) => {
    expect(gates({ manifest: { devDependencies: { one: spec } } })).toEqual(['supply.lock']);
    expect(gates({ one: { dependencies: { two: spec } } })).toEqual(['supply.lock']);
    expect(gates({ project: { devDependencies: { one: spec } } })).toEqual(['supply.lock']);
  },
);

test('needs that are no object are stopped', () => {
  expect(gates({ manifest: { devDependencies: ['one@file:one.tgz'] } })).toEqual(['supply.lock']);
});

test.each(['^1.2', '*', '1.x || >=2.0.0-rc.1 <3', '1.0.0 - 1.2.0', '~1.0.0'])(
  'a package needed by %j is not',
  (spec) => {
    expect(gates({ manifest: { devDependencies: { one: spec } }, one: { dependencies: { two: spec } } })).toEqual([]);
  },
);

test.each(ELSEWHERE)('a version %j is stopped: npm ci takes the package from there', (version) => {
  expect(gates({ one: { version, integrity: 'sha512-other' } })).toEqual(['supply.lock']);
});

// Tried in each way in which the white space can be shared out, it takes years, and the page of the change never comes.
test('a package that is needed by a range of much white space is stopped at once', () => {
  expect(gates({ manifest: { devDependencies: { one: `${'1  '.repeat(60)}!` } } })).toEqual(['supply.lock']);
});

test('a package inside another’s archive, whose digest is checked, needs none for another version', () => {
  const bundled = (version: string) => ({ more: { 'node_modules/one/node_modules/in': { version, inBundle: true } } });
  expect(gates(bundled('1.0.1'), bundled('1.0.0'))).toEqual(['supply.changed']);
  expect(gates(bundled('file:in.tgz'), bundled('1.0.0'))).toEqual(['supply.lock']);
  expect(gates(bundled('1.0.1'))).toEqual(['supply.lock']);
});

test.each<[string, string, object, string]>([
  ['is not new', 'node_modules/two/node_modules/one', {}, 'supply.changed'],
  ['is not new at another version', 'node_modules/two/node_modules/one', { version: '1.0.1' }, 'supply.changed'],
  ['is stopped, where it is from elsewhere', 'node_modules/two/node_modules/one', { resolved: 'x.tgz' }, 'supply.lock'],
  ['is stopped, where its bytes are others', 'node_modules/two/node_modules/one', { integrity: 'x' }, 'supply.lock'],
  ['is stopped, where it stands beside a script', 'scripts/node_modules/one', {}, 'supply.lock'],
])('a package that is installed once more %s', (_, path, one, gate) => {
  const integrity = 'version' in one ? 'sha512-other' : ONE.integrity;
  expect(gates({ more: { [path]: { ...ONE, integrity, ...one } } })).toEqual([gate]);
});

test.each([
  ['pretypes', 'supply.lock'],
  ['postinstall', 'supply.lock'],
  ['preprepare', 'supply.lock'],
  ['dependencies', 'supply.lock'],
  ['preview', 'supply.changed'],
  ['prettier', 'supply.changed'],
])('a new script %s is %s: npm runs it by itself where it is named after what npm runs', (script, gate) => {
  const types = { types: 'tsc' };
  expect(gates({ manifest: { scripts: { ...types, [script]: 'x' } } }, { manifest: { scripts: types } })).toEqual([
    gate,
  ]);
});

test.each<[string, object, readonly string[]]>([
  ['another version, with a digest of its bytes', { version: '1.0.1', integrity: 'sha512-other' }, ['supply.changed']],
  ['another version, with a digest that nobody holds bytes to', { version: '1.0.1', integrity: 'x' }, ['supply.lock']],
  ['another version, with one of two digests', { version: '1.0.1', integrity: 'sha512-a sha512-b' }, ['supply.lock']],
  ['a script at installation, said in another way than by true', { hasInstallScript: 1 }, ['supply.lock']],
])('%s', (_, one, expected) => {
  expect(gates({ one })).toEqual(expected);
});

const PLATFORM: Said = { one: { os: ['linux'], cpu: ['x64'], libc: ['glibc'], engines: { node: '>=20' } } };

// npm leaves out, and says nothing of it, what is optional and not for this machine, or fails its digest.
test.each<[string, object, Said]>([
  ['optional', { optional: true }, {}],
  ['os', { ...PLATFORM.one, os: ['!linux'] }, PLATFORM],
  ['cpu', { ...PLATFORM.one, cpu: ['none'] }, PLATFORM],
  ['libc', { ...PLATFORM.one, libc: ['none'] }, PLATFORM],
  ['engines', { ...PLATFORM.one, engines: { node: '<1' } }, PLATFORM],
  ['hasInstallScript', {}, { one: { hasInstallScript: true } }],
  ['bin', { bin: { cdk: 'other.js' } }, {}],
  ['scripts', { scripts: { postinstall: 'other' } }, {}],
])('%s of a package at the same version is stopped, and said', (key, one, before) => {
  expect(supplyFindings(side('base', before), side('head', { one }))).toMatchObject([
    { gate: 'supply.lock', sentence: `The package \`one\` would be installed otherwise: \`${key}\`.` },
  ]);
});

test.each<[string, object, Said, string]>([
  ['whether it comes', { optional: true }, {}, 'would be installed otherwise: `optional`.'],
  ['for which system it is', { os: ['!linux'] }, {}, 'and the lock file says otherwise of it: `os`.'],
  ['for which processor it is', { cpu: ['x64'] }, {}, 'and the lock file says otherwise of it: `cpu`.'],
  ['for which C library it is', { libc: ['musl'] }, {}, 'and the lock file says otherwise of it: `libc`.'],
  ['with what it runs', { engines: { node: '>=24' } }, {}, 'and the lock file says otherwise of it: `engines`.'],
  [
    'that it runs a script no more',
    {},
    { one: { hasInstallScript: true } },
    'and the lock file says otherwise of it: `hasInstallScript`.',
  ],
])('of another version it is said too, %s', (_, one, before, words) => {
  const another = { version: '1.0.1', integrity: 'sha512-other', ...one };
  const [found] = supplyFindings(side('base', before), side('head', { one: another }));
  expect(found?.sentence).toContain(words);
});

test('a copy that is optional, of a package that is not, is no other package', () => {
  expect(gates({ more: { 'node_modules/two/node_modules/one': { ...ONE, optional: true } } })).toEqual([
    'supply.changed',
  ]);
});

test('an entry of the lock file by the name of what every object has is new', () => {
  const head = side('head', {});
  const entry = { version: '1.0.1', integrity: 'sha512-other' };
  writeFileSync(join(head.folder, 'package-lock.json'), JSON.stringify({ packages: { constructor: entry } }));
  expect(supplyFindings(side('base', {}), head)).toMatchObject([
    { gate: 'supply.lock', sentence: 'The package `constructor` is new.' },
  ]);
});
