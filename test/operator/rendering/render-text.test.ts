import { renderText, withoutColour } from '../../../lib/operator/rendering/render-text';
import { heading, lines, table, toned } from '../../../lib/operator/rendering/view';

const LONG = ['GOOGLE_APPLICATION_CREDENTIALS_JSON', 'missing', 'external', '', '', '', 'optional; due for rotation'];
const HEAD = ['key', 'state', 'origin', 'length', 'made', 'age', 'note'];

const longest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));

test('a table that is wider than the terminal becomes blocks, none of whose lines is too long', () => {
  const view = table(HEAD, [LONG, ['FLASK_SECRET_KEY', 'present', 'generated', '64', '2026-11-25', '0 d', '']]);

  expect(longest(renderText(view, withoutColour))).toBeGreaterThan(80);
  expect(renderText(view, withoutColour, 80)).toBe(
    [
      'GOOGLE_APPLICATION_CREDENTIALS_JSON',
      '    state missing  origin external  note optional; due for rotation',
      'FLASK_SECRET_KEY',
      '    state present  origin generated  length 64  made 2026-11-25  age 0 d',
      '',
    ].join('\n'),
  );
});

test('a table that fits stays one', () => {
  expect(renderText(table(['a', 'b'], [['1', '2']]), withoutColour, 80)).toBe('a  b\n─  ─\n1  2\n');
});

test('what a cell, a line or a heading says stays on its line, and in its colour', () => {
  const evil = 'a\nerror: b\u001b[31mc\u200bd\u202ee\rf';
  const text = renderText([heading(evil), lines(evil, toned('good', evil)), ...table([evil], [[evil]])], withoutColour);

  expect(text.split('\n')).toHaveLength(2 + 3 + 3 + 1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  expect(text).not.toMatch(/[\u001b\r\u200b\u202e]/);
});
