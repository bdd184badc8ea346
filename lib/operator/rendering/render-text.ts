import { styleText } from 'node:util';
import type { Cell, Tone, View } from './view';

/** Gives text the colour of its tone. */
export type Paint = (tone: Tone, text: string) => string;

/** Leaves text as it is. */
export const withoutColour: Paint = (_, text) => text;

const GAP = '  ';

/** The blocks as text, an empty line between them. */
export function renderText(views: readonly View[], paint: Paint): string {
  return `${views.map((view) => renderView(view, paint)).join('\n\n')}\n`;
}

function renderView(view: View, paint: Paint): string {
  switch (view.kind) {
    case 'heading':
      return paint('strong', view.text);
    case 'lines':
      return view.lines.map((line) => paintCell(line, paint)).join('\n');
    case 'table':
      return renderTable(view, paint);
    case 'raw':
      return view.text.trimEnd();
  }
}

function renderTable({ head, rows }: Extract<View, { kind: 'table' }>, paint: Paint): string {
  const widths = head.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => textOf(row[column] ?? ''))].map(width)),
  );
  const titles = head.map((title): Cell => ({ text: title, tone: 'strong' }));
  const rule = widths.map((cells): Cell => ({ text: '─'.repeat(cells), tone: 'quiet' }));
  return [titles, rule, ...rows].map((row) => renderRow(row, widths, paint)).join('\n');
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
  return typeof cell === 'string' ? cell : paint(cell.tone, cell.text);
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
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
