import { code } from '../finding';
import { GATES } from '../gates';
import { changedParts } from './changed-parts';
import type { Told } from './told-once';

/** A longer part of a value nobody reads. */
const MOST_CHARACTERS = 240;

/** What is behind a finding, a sentence a line: why it matters where it stops the change, further sentences, where, and what differs. */
export function behind({ finding, isOpen }: Told): string[] {
  const { gate, details, evidence, before, after } = finding;
  const places = evidence.map(({ logicalId, path }) => code([logicalId, path].filter((part) => part !== '').join('.')));
  const more = places.length > 4 ? ` and ${places.length - 4} more` : '';
  return [
    ...(isOpen ? [`why it matters: ${GATES[gate].why}`] : []),
    ...atMost(10, details, 'line'),
    `at ${places.slice(0, 4).join(', ')}${more}`,
    ...atMost(8, changedParts(before, after), 'part', MOST_CHARACTERS),
  ];
}

/**
 * The first `most` of `lines`, and how many more there are. One that names an account is never among those: it may be a stranger's.
 * @param what one of them is, in the singular; `longest` of them that is shown, in characters.
 */
export function atMost(most: number, lines: readonly string[], what: string, longest = Infinity): string[] {
  const shown = lines.filter(
    (line, index) => (index < most && line.length <= longest) || /(?<!\d)\d{12}(?!\d)/.test(line),
  );
  const left = lines.length - shown.length;
  return left === 0 ? shown : [...shown, `${left} more ${what}${left === 1 ? '' : 's'}, which only \`--json\` says`];
}
