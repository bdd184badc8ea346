import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Progress } from '../../../emulator/local/progress';
import { scratchFolder } from '../../e2e/support/scratch-folder';

const scratch = scratchFolder();
const log = join(scratch.path, 'state', 'up.log');

let written: string[];

beforeEach(() => {
  written = [];
});
afterAll(() => scratch.remove());

const progressOn = (screen: { isTTY?: boolean; columns?: number } = {}) =>
  new Progress(log, { ...screen, write: (text) => written.push(text) });

/** Texts without the time that passed. */
const timeless = (texts: readonly string[]) => texts.map((text) => text.replace(/\d\.\d s/, '0.0 s'));

const logged = () => readFileSync(log, 'utf8');

test('a step is one line with the seconds since the start, on the screen and in the log', () => {
  progressOn().step('cdk bootstrap');
  expect(written.join('')).toMatch(/^\[ {2}0\.\d s\] cdk bootstrap\n$/);
  expect(logged()).toBe(written.join(''));
});

test('a command’s lines go to the log alone, as they are', () => {
  progressOn().detail('CREATE_COMPLETE | Topic');
  expect(written).toEqual([]);
  expect(logged()).toBe('CREATE_COMPLETE | Topic\n');
});

test('what is counted is no line of its own where nothing can be rewritten', () => {
  progressOn().ongoing('Stack: 1 of 3 resources');
  expect(written).toEqual([]);
});

test('at a terminal the count stands in one line, no longer than the terminal is wide, which the next step takes', () => {
  const progress = progressOn({ isTTY: true, columns: 30 });
  progress.ongoing('Stack: 1 of 3 resources');
  progress.ongoing('Stack: 2 of 3 resources');
  progress.step('deployed');
  progress.section('Stack: 3 resources');
  expect(timeless(written)).toEqual([
    '\r\u001b[K[  0.0 s] Stack: 1 of 3 resou',
    '\r\u001b[K[  0.0 s] Stack: 2 of 3 resou',
    '\r\u001b[K[  0.0 s] deployed\n',
    '\nStack: 3 resources\n',
  ]);
  expect(timeless([logged()])[0]).toBe('[  0.0 s] deployed\n\nStack: 3 resources\n');
});

test('a log begins anew with each run', () => {
  progressOn().detail('of the run before');
  progressOn().detail('of this run');
  expect(logged()).toBe('of this run\n');
});
