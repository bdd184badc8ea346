import fs, {
  cpSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hashOf, keptCode, writeRecord } from '../../../lib/stack/keeper/kept-bundle';

const INSTALLED = 'node_modules/.package-lock.json';
const BUNDLING = 'lib/stack/keeper/keeper-bundle.ts';
const INPUTS = ['lib/keeper/index.ts', 'node_modules/sdk/dist/client.js'];
const BESIDES = [INSTALLED, BUNDLING, 'package.json', 'tsconfig.json', 'node_modules/sdk/package.json'];
const CODE = Buffer.from('the code');
/** A bundling that began after everything that a test writes. */
const LATER = 2n ** 62n;

let root: string;
const write = (path: string, text: string | Buffer) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const keep = (began = LATER) =>
  writeRecord(join(root, 'record.json'), root, { inputs: INPUTS, bundle: hashOf(CODE), began });
const kept = (project = root) => keptCode(join(project, 'record.json'), join(project, 'bundle.js'), project);
const isKept = () => kept() !== undefined;
const changed = (path: string) => statSync(join(root, path), { bigint: true });
/** Until the clock of the file system goes on: a bundling begins after what it reads was written, by that clock. */
const tick = () => {
  write('mark', '');
  const { ctimeNs } = changed('mark');
  do {
    write('mark', '');
  } while (changed('mark').ctimeNs === ctimeNs);
};

const disguised = (path: string) => {
  const { atime, mtime } = statSync(join(root, path));
  write(path, `TEXT OF ${path}`);
  utimesSync(join(root, path), atime, mtime);
};
const renamed = (path: string) => {
  renameSync(join(root, path), join(root, `${path}-old`));
  write(`${path}/dist/client.js`, 'text of another');
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kept-bundle-'));
  for (const path of [...INPUTS, ...BESIDES]) {
    write(path, `text of ${path}`);
  }
  write('bundle.js', CODE);
  keep();
  tick();
});
afterEach(() => rmSync(root, { recursive: true }));

test('I6: a bundle is kept while nothing of which it was made has changed', () => {
  expect(kept()).toEqual({ content: CODE, hash: hashOf(CODE) });
});

test.each<[string, () => void]>([
  ['a source of ours', () => write('lib/keeper/index.ts', 'other')],
  ['a source, to one as long and of the same time', () => disguised('lib/keeper/index.ts')],
  ['a file of a package', () => write('node_modules/sdk/dist/client.js', 'other')],
  ['a package, to another that was put in its place', () => renamed('node_modules/sdk')],
  ['what npm installed', () => write(INSTALLED, 'other')],
  ['how it is bundled', () => write(BUNDLING, 'other')],
  ['a file beside a source, which may take an import’s place', () => write('lib/keeper/other.ts', '')],
  ['a package nearer to a source than the installed one', () => write('lib/node_modules/sdk/index.js', '')],
  ['which of its files a package exports', () => write('node_modules/sdk/package.json', 'other')],
  ['what the paths of imports mean', () => write('tsconfig.json', 'other')],
  ['what they mean below a folder', () => write('lib/tsconfig.json', '{}')],
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

test('I6: it is not when a package that is linked is led elsewhere', () => {
  const link = (to: string) => symlinkSync(to, join(root, 'node_modules/linked'));
  link('../one');
  keep();
  expect(isKept()).toBe(true);
  tick();
  rmSync(join(root, 'node_modules/linked'));
  link('../other');
  expect(isKept()).toBe(false);
});

test('I6: it is not in a copy of the project, whose sources are others, while those of the project stay as they are', () => {
  const copy = `${root}-copy`;
  cpSync(root, copy, { recursive: true });
  const found = kept(copy);
  rmSync(copy, { recursive: true });
  expect(found).toBeUndefined();
});

test('nothing is kept where npm left no record of what it installed', () => {
  rmSync(join(root, INSTALLED));
  keep();
  expect(isKept()).toBe(false);
});

test.each([...INPUTS, ...BESIDES, 'lib/keeper', 'lib', 'node_modules'])(
  'I6: nothing is kept when this changed while the bundle was made: %s',
  (path) => {
    // The clock of a file system stands still for milliseconds: what changed in the moment of the beginning counts as well.
    keep(changed(path).ctimeNs);
    expect(isKept()).toBe(false);
  },
);

test('I6: nothing is kept when a source is saved while the record of the bundle is made', () => {
  // GIVEN
  const { ctimeNs: began } = changed('mark');
  const look = statSync;
  const spied = jest.spyOn(fs, 'statSync').mockImplementationOnce((path, ...more) => {
    const found = look(path, ...more);
    write('lib/keeper/index.ts', 'saved');
    return found;
  });

  // WHEN
  keep(began);
  spied.mockRestore();

  // THEN
  expect(isKept()).toBe(false);
});
