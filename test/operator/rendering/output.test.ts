import { mkdtempSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { OperatorError, UsageError } from '../../../lib/operator/operator-error';
import { Output } from '../../../lib/operator/rendering/output';
import { Redactor } from '../../../lib/operator/rendering/redactor';
import { heading, lines, table, toned } from '../../../lib/operator/rendering/view';
import { Memory } from '../support/fake-context';

const details = { rule: 'a-rule', reason: 'it is so', next: 'do this' };

function outputTo(
  stdout: Memory,
  stderr: Memory,
  environment: NodeJS.ProcessEnv = {},
  redactor = new Redactor(),
): Output {
  return new Output({ stdout, stderr, environment, redactor });
}

test('a result: blocks with an empty line between, columns as wide as their widest cell', () => {
  const stdout = new Memory();
  outputTo(stdout, new Memory()).result('status', {
    data: {},
    view: [
      heading('title'),
      ...table(
        ['a', 'b'],
        [
          ['long cell', ''],
          ['x', toned('bad', 'y')],
        ],
      ),
      lines('end'),
    ],
  });

  expect(stdout.text).toBe('title\n\na          b\n─────────  ─\nlong cell\nx          y\n\nend\n');
});

test('a result as JSON: one object, and nothing else', () => {
  const stdout = new Memory();
  const output = outputTo(stdout, new Memory());
  output.json = true;
  output.result('status', { failed: true, data: { a: 1 }, view: [heading('not shown')] });

  expect(JSON.parse(stdout.text)).toEqual({ command: 'status', outcome: 'failed', a: 1 });
});

test.each([
  ['bad input', new UsageError(details), 2, 'refused'],
  ['a failure', new OperatorError(details), 1, 'failed'],
])('%s: the exit code and the outcome', (_, error, exitCode, outcome) => {
  const [stdout, stderr] = [new Memory(), new Memory()];
  const output = outputTo(stdout, stderr);
  output.json = true;

  expect(output.error('status', error)).toBe(exitCode);
  expect(JSON.parse(stdout.text)).toEqual({ command: 'status', outcome, ...details });
  expect(stderr.text).toBe('error: it is so\n  next: do this\n');
});

test('an error that nobody foresaw is named, and its message is not shown', () => {
  const stderr = new Memory();

  expect(outputTo(new Memory(), stderr).error('status', new TypeError('value was s3cret'))).toBe(1);
  expect(stderr.text).toMatch(/^error: unexpected TypeError/);
  expect(stderr.text).not.toContain('s3cret');
});

test.each([
  [true, {}, true],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [true, { TERM: 'dumb' }, false],
  [false, {}, false],
])('terminal %s, environment %j: colour %s', (isTTY, environment, coloured) => {
  const stdout = new Memory(isTTY);
  outputTo(stdout, new Memory(), environment).result('status', { data: {}, view: [lines(toned('good', 'fine'))] });

  expect(stdout.text).toBe(coloured ? '\u001b[32mfine\u001b[39m\n' : 'fine\n');
});

test('values that were kept are hidden in results, notes and JSON', () => {
  const [stdout, stderr, redactor] = [new Memory(true), new Memory(), new Redactor()];
  redactor.keep('a value to hide');
  const output = outputTo(stdout, stderr, {}, redactor);
  output.result('status', { data: {}, view: [lines(toned('bad', 'a value to hide'))] });
  output.note(lines('a value to hide'));
  output.json = true;
  output.result('status', { data: { leaked: 'a value to hide' }, view: [] });

  expect(stdout.text + stderr.text).not.toContain('a value to hide');
});

describe('JSON is JSON', () => {
  /** What is written outside of a repository that is in `root`, with these values kept. */
  function written(root: string, next: string, ...values: readonly string[]): unknown {
    const [stdout, redactor] = [new Memory(), new Redactor()];
    for (const value of values) {
      redactor.keep(value);
    }
    const output = new Output({ stdout, stderr: new Memory(), environment: {}, redactor, folder: homedir(), root });
    output.json = true;
    output.result('status', { data: { next, names: ['a\nb\u202ec', next], more: { [next]: 1 } }, view: [] });
    return JSON.parse(stdout.text);
  }

  test('outside of a repository whose path has an apostrophe and a quotation mark', () => {
    const root = mkdtempSync(join(tmpdir(), 'Mark\'s "work" '));

    expect(written(root, 'npx kaizencoach-secrets seed staging')).toMatchObject({
      next: `node '${root.replaceAll("'", "'\\''")}/bin/kaizencoach-secrets.mjs' seed staging`,
    });
  });

  test('where a value that is hidden would stand across its punctuation, and names are cleaned as texts are', () => {
    const value = 'done",\n  "next": "ab';

    expect(written(tmpdir(), 'abc', value)).toMatchObject({ outcome: 'done', next: 'abc', more: { abc: 1 } });
    expect(written(tmpdir(), 'x a-value-to-hide', 'a-value-to-hide')).toEqual({
      command: 'status',
      outcome: 'done',
      next: 'x ‹hidden›',
      names: ['a\nb\uFFFDc', 'x ‹hidden›'],
      more: { 'x ‹hidden›': 1 },
    });
  });
});
