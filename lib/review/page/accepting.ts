import type { RootContent } from 'mdast';
import type { Report } from '../report';
import { html, list, paragraph } from './nodes';
import { codeText, phrases } from './safe-text';
import type { Told } from './told-once';

/** What to add to the list of acceptances for each of `told` that can be accepted. */
export function howToAccept(told: readonly Told[], { kind }: Report): RootContent[] {
  const of = kind === 'deployed' ? { of: 'release' } : {};
  const lines = told
    .filter(canBeAccepted)
    .flatMap(({ finding, fingerprints }) =>
      Object.entries(fingerprints).map(([environment, fingerprint]) =>
        JSON.stringify({ gate: finding.gate, environment, finding: fingerprint, ...of, reason: '...', until: '...' }),
      ),
    );
  return lines.length === 0
    ? []
    : [
        html('<details><summary>How to accept, if this is meant</summary>'),
        paragraph(
          phrases(
            `${where(kind)}, add to the list in \`review/acceptances.json\`, with a reason of 20 to 500 characters and a day at most 30 days off, until which the acceptance counts (nothing ends on that day); a code owner must approve:`,
          ),
        ),
        { type: 'code', lang: 'json', value: lines.map(codeText).join(',\n') },
        html('</details>'),
      ];
}

/** Where there is something to accept, how, in one line. */
export function whereToAccept(told: readonly Told[], { kind }: Report): string[] {
  return told.some(canBeAccepted)
    ? [
        `${where(kind)}, add the entries that \`--markdown\` prints to the list in \`review/acceptances.json\`, to accept what is meant.`,
      ]
    : [];
}

function where(kind: Report['kind']): string {
  return kind === 'deployed' ? 'In a pull request' : 'In this same change';
}

/** Whether somebody can accept it by name, and has not. */
export function canBeAccepted({ isOpen, finding }: Told): boolean {
  return isOpen && finding.stops === 'acceptable';
}

/** What is accepted, and which acceptances do not count. */
export function acceptances(report: Report): RootContent[] {
  const lines = saidOfAcceptances(report);
  return lines.length === 0 ? [] : [list(lines.map((line) => phrases(line)))];
}

/** The same as sentences. */
export function saidOfAcceptances({ accepted, forRelease, refused }: Report): string[] {
  return [
    ...accepted.map(
      ({ acceptance: { gate, environment, reason, until } }) =>
        `accepted until ${until}: \`${gate}\` in ${environment}, because ${reason}`,
    ),
    ...forRelease.map(
      ({ gate, environment, finding, reason, until }) =>
        `accepted until ${until} for a release, and not in this change: \`${gate}\` in ${environment}, ${finding}, because ${reason}`,
    ),
    ...refused.map((text) => `this acceptance does not count: ${text}`),
  ];
}
