import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hashOf, isCurrent, writeRecord } from '../../../lib/stack/keeper/kept-bundle';

const INSTALLED = 'node_modules/.package-lock.json';
const BUNDLING = 'lib/stack/keeper/keeper-bundle.ts';
const INPUTS = ['lib/keeper/index.ts', 'node_modules/sdk/client.js'];
const CODE = Buffer.from('the code');

let root: string;
const write = (path: string, text: string | Buffer) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const isKept = () => isCurrent(join(root, 'record.json'), join(root, 'bundle.js'), root);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kept-bundle-'));
  for (const path of [...INPUTS, INSTALLED, BUNDLING]) {
    write(path, `text of ${path}`);
  }
  write('bundle.js', CODE);
  writeRecord(join(root, 'record.json'), root, INPUTS, hashOf(CODE));
});
afterEach(() => rmSync(root, { recursive: true }));

test('I6: a bundle is kept while nothing of which it was made has changed', () => {
  expect(isKept()).toBe(true);
});

test.each<[string, () => void]>([
  ['a source of ours', () => write('lib/keeper/index.ts', 'other')],
  ['a file of a package', () => write('node_modules/sdk/client.js', 'other')],
  ['what npm installed', () => write(INSTALLED, 'other')],
  ['how it is bundled', () => write(BUNDLING, 'other')],
  ['a file beside a source, which may take an import’s place', () => write('lib/keeper/other.ts', '')],
  ['the bundle itself', () => write('bundle.js', 'other code')],
  ['the record, which is none any more', () => write('record.json', '{}')],
])('I6: it is not when this changes: %s', (_, change) => {
  change();
  expect(isKept()).toBe(false);
});

test.each<[string, () => void]>([
  ['a source is gone', () => rmSync(join(root, 'lib/keeper/index.ts'))],
  ['the bundle is gone', () => rmSync(join(root, 'bundle.js'))],
  ['nothing was ever bundled', () => rmSync(join(root, 'record.json'))],
])('I6: it is not when %s', (_, change) => {
  change();
  expect(isKept()).toBe(false);
});

test('nothing is kept where npm left no record of what it installed', () => {
  rmSync(join(root, INSTALLED));
  writeRecord(join(root, 'record.json'), root, INPUTS, hashOf(CODE));
  expect(isKept()).toBe(false);
});
