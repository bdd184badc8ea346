import { GATES } from '../../review/gates';
import { markdownTable } from '../markdown-table';

const STOPS = { acceptable: 'yes, until accepted', final: 'yes; cannot be accepted', shown: 'no, shown' } as const;

/** Every gate of the review, as a Markdown table. */
export function reviewGates(): string {
  return markdownTable(
    ['gate', 'looks for', 'because', 'stops'],
    Object.entries(GATES).map(([id, { rule, why, stops }]) => [`\`${id}\``, rule, why, STOPS[stops]]),
  );
}
