import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { changedFiles } from '../../lib/review/sources/tree';

const ROOTS = ['lib/review', '.github'];

let base: string;
let head: string;
beforeEach(() => {
  [base = '', head = ''] = ['base', 'head'].map((side) => mkdtempSync(join(tmpdir(), `changed-${side}-`)));
});
afterEach(() => [base, head].forEach((folder) => void rmSync(folder, { recursive: true })));

/** Path of a file on one side, whose folder is there. */
function at(side: string, path: string): string {
  mkdirSync(dirname(join(side, path)), { recursive: true });
  return join(side, path);
}

const changed = () => changedFiles({ folder: base }, { folder: head }, ROOTS);

test.each([
  'lib/review/gates.ts',
  // An action may have any name, and so may a folder of sources.
  '.github/actions/build/action.yml',
  'lib/review/build/gates.ts',
  'lib/review/node_modules/valibot/index.js',
])('a file counts whatever the folders are called that it lies in: %s', (path) => {
  writeFileSync(at(base, path), 'one');
  writeFileSync(at(head, path), 'other');
  expect(changed()).toEqual([path]);
});

test('other bytes are a change, though they are no text either', () => {
  writeFileSync(at(base, 'lib/review/one.wasm'), Buffer.from([0xfe]));
  writeFileSync(at(head, 'lib/review/one.wasm'), Buffer.from([0xff]));
  expect(changed()).toEqual(['lib/review/one.wasm']);
});

test('a file that says the same, and one outside, do not count', () => {
  for (const side of [base, head]) {
    writeFileSync(at(side, 'lib/review/gates.ts'), 'one');
    writeFileSync(at(side, 'README.md'), side);
  }
  expect(changed()).toEqual([]);
});

test('a folder that became a file is a change, and so is each file that was in it', () => {
  writeFileSync(at(base, 'lib/review/gates.ts'), 'one');
  writeFileSync(at(head, 'lib/review'), 'one');
  expect(changed()).toEqual(['lib/review', 'lib/review/gates.ts']);
});

test.each([
  ['to another file', 'other.ts'],
  ['to a file that is not there', 'nowhere.ts'],
])('a symbolic link that leads %s is a change', (_, to) => {
  for (const side of [base, head]) {
    writeFileSync(at(side, 'one.ts'), 'text');
    writeFileSync(at(side, 'other.ts'), 'text');
  }
  symlinkSync('../../one.ts', at(base, 'lib/review/gates.ts'));
  symlinkSync(`../../${to}`, at(head, 'lib/review/gates.ts'));
  expect(changed()).toEqual(['lib/review/gates.ts']);
});

test.each(['lib', 'lib/review'])(
  'each file counts where the folder %s is a symbolic link to one with the same files',
  (folder) => {
    writeFileSync(at(base, 'lib/review/gates.ts'), 'one');
    writeFileSync(at(head, `elsewhere/${folder}/review/gates.ts`), 'one');
    writeFileSync(at(head, `elsewhere/${folder}/gates.ts`), 'one');
    symlinkSync(join(head, 'elsewhere', folder), at(head, folder));
    expect(changed()).toContain('lib/review/gates.ts');
  },
);

test('a file whose name would end the code around it in a sentence is refused', () => {
  writeFileSync(at(head, '.github/a` is harmless, and `b.yml'), 'on: push');
  expect(changed).toThrow('without a backtick');
});

// Not every file system takes such a name: by this one Node.js lists a file that has it.
test('a file whose name is no text is refused: nobody who asks for it by the name that is listed finds it', () => {
  writeFileSync(at(head, '.github/workflows/\ufffd.yml'), 'on: push');
  expect(changed).toThrow('must have a name in UTF-8');
});
