import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf } from '../../../emulator/local/command-line';
import { lock } from '../../../emulator/local/lock';
import { temporaryFolder } from '../support/fake-python';

let folder: string;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'lock');
});

function givenALockOf(pid: number, command: string): void {
  writeFileSync(file, JSON.stringify({ pid, command }));
}

function holder(): unknown {
  return JSON.parse(readFileSync(file, 'utf8')).pid;
}

test('is taken once, with nothing left beside it', () => {
  lock(file);
  expect(holder()).toBe(process.pid);
  expect(readdirSync(folder)).toEqual(['lock']);
  expect(() => lock(file)).toThrow(/^another npm run local \(pid \d+\) is in progress\n {2}next: wait for it to end/);
});

test('names the process that holds it, which keeps it', () => {
  givenALockOf(process.ppid, commandLineOf(process.ppid));
  expect(() => lock(file)).toThrow(`(pid ${process.ppid})`);
  expect(holder()).toBe(process.ppid);
});

test('is taken from a process that is gone', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'close');
  givenALockOf(child.pid ?? 0, 'node');
  lock(file);
  expect(holder()).toBe(process.pid);
});

test('is taken where another program has the process id now', () => {
  givenALockOf(process.ppid, 'node scripts/run.mjs emulator/local/up.ts');
  lock(file);
  expect(holder()).toBe(process.pid);
});

test('is taken where it cannot be read', () => {
  writeFileSync(file, '');
  lock(file);
  expect(holder()).toBe(process.pid);
  expect(existsSync(`${file}-stale-${process.pid}`)).toBe(false);
});
