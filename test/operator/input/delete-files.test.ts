import { existsSync, linkSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deleteFiles, refuseLinks } from '../../../lib/operator/input/delete-files';
import { aChange, aPlan, fakeContext } from '../support/fake-context';

const MADE = { plan: aPlan(), change: aChange() };
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'delete-'));
  file = join(folder, 'values.json');
  writeFileSync(file, '{}');
});
afterEach(() => rmSync(folder, { recursive: true }));

const stillThere = (...files: readonly string[]) =>
  `still there, with secrets in it; delete it: rm ${files.join(' ')}\n`;

test.each([
  ['is current', { change: aChange() }, false],
  ['was overtaken', { change: aChange({ overtaken: true }) }, true],
  ['was not needed', {}, false],
  ['is current, its answer being lost', { withoutReply: { versionId: 'v2', overtaken: false } }, false],
  ['was overtaken, its answer being lost', { withoutReply: { versionId: 'v2', overtaken: true } }, true],
])('the file of a change that %s, after --delete-file', async (_, made, isKept) => {
  const deleted = await deleteFiles([file], { plan: aPlan(), ...made }, true, fakeContext());
  expect({ kept: existsSync(file), deleted }).toEqual({ kept: isKept, deleted: isKept ? [] : [file] });
});

test.each([
  ['a person who says yes', [true], true],
  ['a person who says no', [false], false],
])('without the option %s decides', async (_, answers, isDeleted) => {
  const context = fakeContext({ answers });

  expect(await deleteFiles([file], MADE, false, context)).toEqual(isDeleted ? [file] : []);
  expect(existsSync(file)).toBe(!isDeleted);
  expect(context.questions).toEqual([`Stored. Delete ${file}?`]);
  expect(context.stderr.text).toBe(isDeleted ? `deleted: ${file}\n` : stillThere(file));
});

test('the Enter key deletes, and Ctrl-C at the question keeps the file and is no failure', async () => {
  const context = fakeContext({ answers: [] });
  const usual: boolean[] = [];
  const confirm = (_: string, usually: boolean) => {
    usual.push(usually);
    return Promise.reject(new Error('interrupted'));
  };

  expect(await deleteFiles([file], MADE, false, { ...context, terminal: { ...context.terminal, confirm } })).toEqual(
    [],
  );
  expect(usual).toEqual([true]);
  expect(existsSync(file)).toBe(true);
});

test.each([
  ['nobody is there to ask', false, MADE],
  ['somebody else has written since', true, { ...MADE, change: aChange({ overtaken: true }) }],
])('where %s nothing is asked and nothing deleted', async (_, isThere, made) => {
  const context = fakeContext(isThere ? { answers: [true] } : {});

  expect(await deleteFiles([file], made, false, context)).toEqual([]);
  expect(context.questions).toEqual([]);
  expect(context.stderr.text).toBe(stillThere(file));
});

test.each([true, false])('without files nothing is asked or said, with --delete-file %s', async (wanted) => {
  const context = fakeContext({ answers: [true] });

  expect(await deleteFiles([], MADE, wanted, context)).toEqual([]);
  expect(context.questions).toEqual([]);
  expect(context.stderr.text).toBe('');
});

test('several files are asked about at once, and each is named', async () => {
  const other = join(folder, 'google.key');
  writeFileSync(other, '{}');
  const context = fakeContext({ answers: [true] });

  expect(await deleteFiles([file, other], MADE, false, context)).toEqual([file, other]);
  expect(context.questions).toEqual([`Stored. Delete ${file}, ${other}?`]);
  expect(context.stderr.text).toBe(`deleted: ${file}, ${other}\n`);
});

test('a file that went, or became a link meanwhile, is told as still there, beside what was deleted', async () => {
  const [gone, link] = [join(folder, 'gone'), join(folder, 'link')];
  symlinkSync(join(folder, 'elsewhere'), link);
  const context = fakeContext();

  expect(await deleteFiles([gone, file, link], MADE, true, context)).toEqual([file]);
  expect(context.stderr.text).toBe(`${stillThere(gone, link)}deleted: ${file}\n`);
});

test.each([
  ['symbolic', symlinkSync, 'is a symbolic link'],
  ['hard', linkSync, 'has 2 names (hard links)'],
])('a %s link is called by its name', (_, link, said) => {
  const other = join(folder, 'other');
  link(file, other);

  expect(() => refuseLinks([other])).toThrow(
    expect.objectContaining({
      rule: 'link',
      exitCode: 2,
      message: `${other} ${said}, so that its values would outlive it; nothing was changed`,
      next: 'leave --delete-file away and delete every name yourself, or give the file itself',
    }),
  );
  rmSync(other);
  expect(() => refuseLinks([file])).not.toThrow();
});
