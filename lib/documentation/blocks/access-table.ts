import { EXPECTED_ACCESS } from '../../access/expected-access';
import type { ExpectedRow } from '../../access/expected-row';
import { EVERYONE, WHO, type Who } from '../../access/who';
import { markdownTable } from '../markdown-table';
import { SEEN_COLUMN, triedCells } from './seen-blocks';

/** Longer lists are told in words only. */
const MOST_ACTIONS_SHOWN = 4;

/** Who may do what, as a Markdown table. */
export function accessTable(): string {
  return markdownTable(
    ['what', ...EVERYONE, SEEN_COLUMN],
    EXPECTED_ACCESS.map((row) => [described(row), ...EVERYONE.map((who) => cell(row, who)), triedCells(row.what)]),
  );
}

/** Who is who in the table, as a Markdown table. */
export function whoTable(): string {
  return markdownTable(
    ['column', 'who'],
    EVERYONE.map((who) => [who, WHO[who]]),
  );
}

function described({ what, actions }: ExpectedRow): string {
  return 'restOf' in actions || actions.length > MOST_ACTIONS_SHOWN
    ? what
    : `${what}: ${actions.map((action) => `\`${action}\``).join(', ')}`;
}

function cell({ allowed, denied = [] }: ExpectedRow, who: Who): string {
  if (allowed.includes(who)) {
    return 'yes';
  }
  return denied.includes(who) ? 'denied' : '–';
}
