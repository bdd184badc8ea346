import { styleText } from 'node:util';
import { onOneLine } from './redactor';
import type { Cell, Tone, View } from './view';

/** Gives text the colour of its tone. */
export type Paint = (tone: Tone, text: string) => string;

/** Leaves text as it is. */
export const withoutColour: Paint = (_, text) => text;

const GAP = '  ';

/** Before what belongs to the line above. */
const INDENT = '    ';

/** The blocks as text, an empty line between them; a table that is wider than `columns` as one block for each row. */
export function renderText(views: readonly View[], paint: Paint, columns = Number.POSITIVE_INFINITY): string {
  return `${views.map((view) => renderView(view, paint, columns)).join('\n\n')}\n`;
}

function renderView(view: View, paint: Paint, columns: number): string {
  switch (view.kind) {
    case 'heading':
      return paint('strong', onOneLine(view.text));
    case 'lines':
      return view.lines.map((line) => paintCell(line, paint)).join('\n');
    case 'table':
      return renderTable(view, paint, columns);
    case 'raw':
      return view.text.trimEnd();
  }
}

type Table = Extract<View, { kind: 'table' }>;

function renderTable({ head, rows, narrow }: Table, paint: Paint, columns: number): string {
  const widths = widthsOf(head, rows);
  if (widths.reduce((sum, cells) => sum + cells + GAP.length, -GAP.length) > columns) {
    return narrow === undefined
      ? rows.map((row) => renderNarrow(head, row, paint, columns)).join('\n')
      : `${renderTable({ kind: 'table', head, rows: narrow.rows }, paint, columns)}\n\n${wrapped(narrow.legend, columns)}`;
  }
  const titles = head.map((title): Cell => ({ text: title, tone: 'strong' }));
  const rule = widths.map((cells): Cell => ({ text: '─'.repeat(cells), tone: 'quiet' }));
  return [titles, rule, ...rows].map((row) => renderRow(row, widths, paint)).join('\n');
}

function widthsOf(head: readonly string[], rows: Table['rows']): readonly number[] {
  return head.map((title, column) => Math.max(...[title, ...rows.map((row) => textOf(row[column] ?? ''))].map(width)));
}

/** Text in lines of at most so many characters, as its words allow. */
function wrapped(text: string, columns: number): string {
  return text.split(' ').reduce((before, word) => {
    const last = before.slice(before.lastIndexOf('\n') + 1);
    return before === '' ? word : `${before}${width(`${last} ${word}`) > columns ? '\n' : ' '}${word}`;
  }, '');
}

/** A row as its first cell, and under it each other one that is not empty, with its title, in as few lines as it takes. */
function renderNarrow(head: readonly string[], row: readonly Cell[], paint: Paint, columns: number): string {
  const [first = '', ...rest] = row;
  const shown = [paintCell(first, paint)];
  let free = 0;
  for (const [index, cell] of rest.entries()) {
    const title = head[index + 1] ?? '';
    const needed = width(`${title} ${textOf(cell)}`) + GAP.length;
    if (textOf(cell) !== '') {
      const text = `${title === '' ? '' : `${title} `}${paintCell(cell, paint)}`;
      const fits = needed <= free;
      shown.push(fits ? `${shown.pop()}${GAP}${text}` : `${INDENT}${text}`);
      free = (fits ? free : columns - INDENT.length + GAP.length) - needed;
    }
  }
  return shown.join('\n');
}

function renderRow(row: readonly Cell[], widths: readonly number[], paint: Paint): string {
  const last = row.findLastIndex((cell) => textOf(cell) !== '');
  const cells = row.slice(0, last + 1).map((cell, column) => {
    const padding = column === last ? 0 : (widths[column] ?? 0) - width(textOf(cell));
    return paintCell(cell, paint) + ' '.repeat(padding);
  });
  return cells.join(GAP);
}

function paintCell(cell: Cell, paint: Paint): string {
  return typeof cell === 'string' ? textOf(cell) : paint(cell.tone, textOf(cell));
}

/** What a cell says, on one line: a text from elsewhere begins no line of its own. */
function textOf(cell: Cell): string {
  return onOneLine(typeof cell === 'string' ? cell : cell.text);
}

/** Characters, not code units: a character outside the basic plane counts once. */
function width(text: string): number {
  return [...text].length;
}

const STYLES = {
  plain: 'reset',
  good: 'green',
  bad: 'red',
  warning: 'yellow',
  quiet: 'gray',
  strong: 'bold',
} as const satisfies Record<Tone, Parameters<typeof styleText>[0]>;

/** Colour on a terminal, unless the person wants none (https://no-color.org) or the terminal has none. */
export function paintFor(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): Paint {
  const wanted = stream.isTTY === true && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
  return wanted
    ? (tone, text) => (tone === 'plain' ? text : styleText(STYLES[tone], text, { validateStream: false }))
    : withoutColour;
}
