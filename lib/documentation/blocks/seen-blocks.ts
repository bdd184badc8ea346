import type { Detection } from '../../audit/detection';
import { markdownTable } from '../markdown-table';
import { type Seen, seen } from '../seen';

/** Head of the column. */
export const SEEN_COLUMN = 'seen on the local AWS';

/** What was attempted on the local AWS, and who heard of it. */
export function attacksTable(): string {
  return markdownTable(
    ['scenario', 'attempted', 'outcome', 'EventBridge', 'log'],
    seen().scenarios.map(({ id, attempt, everyday, outcome, immediate, log }) => [
      `\`${id}\``,
      attempt,
      outcome,
      immediate.length + log.length === 0 && !everyday ? '*unheard*' : immediate.map(code).join(', '),
      log.map(code).join(', '),
    ]),
  );
}

/** The cells of a row of the access table that were tried with real calls. */
export function triedCells(what: string): string {
  const row = seen().access.find((tried) => tried.what === what);
  return row === undefined ? '–' : `${row.tried - row.otherwise.length} of ${row.tried} tried`;
}

/** The scenarios that raised a detection. */
export function scenariosOf(detection: Detection): string {
  const { scenarios } = seen();
  const raised = scenarios.filter((scenario) => raises(scenario, detection));
  return raised.length === 0 ? '–' : raised.map(({ id }) => code(id)).join(', ');
}

/** By its id, or, where only the log path has it, by the alarm of its group where nothing of EventBridge explains it. */
function raises({ immediate, log }: Seen['scenarios'][number], detection: Detection): boolean {
  return (
    immediate.includes(detection.id) ||
    log.includes(detection.id) ||
    (detection.path === 'log' && 'alarm' in detection && immediate.length === 0 && log.includes(detection.alarm))
  );
}

function code(text: string): string {
  return `\`${text}\``;
}
