const GAP = '  ';

/**
 * Text table for a terminal: a head, a rule and the rows, each column as wide as its widest cell. Cells that a row lacks are
 * empty.
 */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(...[title, ...rows.map((row) => row[column] ?? '')].map(width)));
  const rule = widths.map((cells) => '-'.repeat(cells));
  return [head, rule, ...rows].map((row) => renderRow(row, widths)).join('\n');
}

function renderRow(row: readonly string[], widths: readonly number[]): string {
  const cells = widths.map((cells, column) => {
    const text = row[column] ?? '';
    return text + ' '.repeat(cells - width(text));
  });
  return cells.join(GAP).trimEnd();
}

/** Characters, not code units: a character outside the basic plane counts once. */
function width(text: string): number {
  return [...text].length;
}
