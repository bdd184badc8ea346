import fs, { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuseTakenPlace, writeNewFile } from '../../../lib/operator/input/write-new-file';

const ABOUT = { what: 'a backup', option: '--out' };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'new-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each(['text', 'text\n'])('%j is written with one line break at its end, for its owner alone', (text) => {
  const file = join(folder, 'new');
  writeNewFile(file, text, ABOUT);

  expect(readFileSync(file, 'utf8')).toBe('text\n');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a line break at the beginning is no end', () => {
  const file = join(folder, 'new');
  writeNewFile(file, '\ntext', ABOUT);

  expect(readFileSync(file, 'utf8')).toBe('\ntext\n');
});

test.each([
  ['it is removed', undefined, 'what was begun of it is removed'],
  ['that cannot be removed, which is said', new Error('no'), 'what was begun of it is still there: delete it'],
])('nothing passes for a whole file that the disk had no room for: %s', (_, fault, said) => {
  const file = join(folder, 'new');
  const write = jest.spyOn(fs, 'writeFileSync').mockImplementation((to) => {
    fs.writeSync(Number(to), 'te');
    throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
  });
  const remove = jest.spyOn(fs, 'rmSync');
  if (fault !== undefined) {
    remove.mockImplementationOnce(() => {
      throw fault;
    });
  }

  expect(() => writeNewFile(file, 'text', ABOUT)).toThrow(`${file} cannot be written (ENOSPC); ${said}`);
  write.mockRestore();
  remove.mockRestore();
  expect(existsSync(file)).toBe(fault !== undefined);
});

describe.each([
  ['writing', (file: string) => writeNewFile(file, 'text', ABOUT)],
  ['looking for the place', (file: string) => refuseTakenPlace(file, ABOUT)],
])('%s', (_, act) => {
  const refused = (reason: string) =>
    expect.objectContaining({
      rule: 'not-written',
      exitCode: 2,
      message: reason,
      next: 'choose another file with --out',
    });

  test('a file that is there stays as it is', () => {
    const file = join(folder, 'old');
    writeFileSync(file, 'old');

    expect(() => act(file)).toThrow(refused(`${file} exists, and a backup never replaces a file`));
    expect(readFileSync(file, 'utf8')).toBe('old');
  });

  test('a link that leads nowhere is a file that is there', () => {
    const link = join(folder, 'link');
    symlinkSync(join(folder, 'nowhere'), link);

    expect(() => act(link)).toThrow(refused(`${link} exists, and a backup never replaces a file`));
  });

  test('a folder that is not there is not made', () => {
    const file = join(folder, 'none', 'new');

    expect(() => act(file)).toThrow(refused(`${file} cannot be written (ENOENT)`));
  });

  test('a new name in a folder that is there will do', () => {
    expect(() => act(join(folder, 'new'))).not.toThrow();
  });
});
