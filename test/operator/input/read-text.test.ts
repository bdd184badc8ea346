import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAX_VALUE_BYTES } from '../../../lib/contract/secrets-manager';
import { readFileText, readSourceText, readStdinText } from '../../../lib/operator/input/read-text';
import { fakeContext } from '../support/fake-context';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-text-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(content: string | Buffer): string {
  writeFileSync(join(folder, 'f'), content, { mode: 0o600 });
  return join(folder, 'f');
}

function refused(rule: string, said: string, next: string) {
  return expect.objectContaining({
    rule,
    exitCode: 2,
    message: expect.stringContaining(said),
    next: expect.stringContaining(next),
  });
}

test.each([
  ['a value', randomBytes(20).toString('hex')],
  ['a document', `{"STRAVA_CLIENT_SECRET":"${randomBytes(20).toString('hex')}"}`],
  ['something too long for a path', randomBytes(400).toString('hex')],
])('I1: %s in the place of a path is not repeated', (_, path) => {
  expect(() => readFileText(path, 'the file')).toThrow(
    expect.objectContaining({
      rule: 'unreadable',
      message: expect.stringMatching(`^the file \\(a path of ${path.length} characters\\): (?!.*${path.slice(1, 20)})`),
    }),
  );
});

test.each([
  ['a folder', () => folder, 'unreadable', 'it is a folder', 'check the path; relative paths start at the folder'],
  ['a device', () => '/dev/null', 'not-a-file', '/dev/null: it is no file', 'give a file, or a pipe'],
  ['a circle of links', () => circle(), 'unreadable', 'it cannot be read (ELOOP)', 'check the path'],
  ['no UTF-8', () => file(Buffer.from([0x61, 0xff])), 'not-utf-8', 'not UTF-8 text (2 bytes)', 'save it as UTF-8'],
])('%s is refused by its name', (_, path, rule, said, next) => {
  const place = path();
  expect(() => readFileText(place, 'the file')).toThrow(refused(rule, said, next));
  expect(() => readFileText(place, 'the file')).toThrow(
    `the file ${existsSync(place) ? place : `(a path of ${place.length} characters)`}: `,
  );
});

function circle(): string {
  symlinkSync(join(folder, 'link'), join(folder, 'link'));
  return join(folder, 'link');
}

describe('the longest text', () => {
  const most = 10;
  const isTooLong = (bytes: number) =>
    refused('too-long', `more than the ${bytes} bytes that it can have`, 'the right file');

  test('of a file', () => {
    expect(readFileText(file('é'.repeat(5)), 'the file', most)).toBe('ééééé');
    expect(() => readFileText(file(`${'é'.repeat(5)}x`), 'the file', most)).toThrow(isTooLong(most));
    expect(() => readFileText(file('x'.repeat(MAX_VALUE_BYTES + 1)), 'the file')).toThrow(isTooLong(MAX_VALUE_BYTES));
  });

  test('of the standard input', async () => {
    const given = async (bytes: number) => readStdinText(fakeContext({ stdin: 'x'.repeat(bytes) }).terminal);
    expect(await given(MAX_VALUE_BYTES)).toHaveLength(MAX_VALUE_BYTES);
    await expect(given(MAX_VALUE_BYTES + 1)).rejects.toEqual(isTooLong(MAX_VALUE_BYTES));
    await expect(given(MAX_VALUE_BYTES + 1)).rejects.toThrow('the standard input: ');
  });

  test('of a pipe', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const { terminal } = fakeContext();
    const given = (bytes: Buffer) => readSourceText(pipe, 'the file', { ...terminal, readPipe: async () => bytes });
    expect(await given(Buffer.from('x'))).toBe('x');
    await expect(given(Buffer.alloc(MAX_VALUE_BYTES + 1))).rejects.toEqual(isTooLong(MAX_VALUE_BYTES));
    await expect(given(Buffer.alloc(MAX_VALUE_BYTES + 1))).rejects.toThrow(`the file ${pipe}: `);
  });
});

test('no file is left open, read or refused', () => {
  const next = () => {
    const descriptor = openSync(__filename, 'r');
    closeSync(descriptor);
    return descriptor;
  };
  const before = next();
  readFileText(file('x'), 'the file');
  expect(() => readFileText(file('xx'), 'the file', 1)).toThrow();
  expect(next()).toBe(before);
});
