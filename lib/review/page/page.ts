import type { PhrasingContent, RootContent } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import { GATES, type Group } from '../gates';
import type { Report } from '../report';
import { changedParts } from './changed-parts';
import { heading, html, list, paragraph } from './nodes';
import { codeText, phrases } from './safe-text';
import { environmentsIn, type Told, toldOnce } from './told-once';
import { costSentence, headline, resultOf } from './words';

/** GitHub refuses comments over 65,536 characters. */
const MOST_CHARACTERS = 60_000;

const TITLES: Readonly<Record<Group, string>> = {
  data: 'Data',
  access: 'Who can do what',
  audit: 'Record of accesses',
  keeper: 'Keeper',
  supply: 'Packages',
  assembly: 'Stacks',
  template: 'Not understood',
  pipeline: 'Pipeline',
  review: 'The review itself',
};

/** The page about `report` in Markdown, at most 60,000 characters. What has to go is detail; a finding that stops never is. */
export function markdownPage(report: Report): string {
  for (const amount of ['everything', 'findings', 'sentences'] as const) {
    const page = written(blocks(report, amount));
    if (page.length <= MOST_CHARACTERS) {
      return page;
    }
  }
  return written(counted(report));
}

type Amount = 'everything' | 'findings' | 'sentences';

function written(children: readonly RootContent[]): string {
  return toMarkdown(
    { type: 'root', children: [...children] },
    { extensions: [gfmTableToMarkdown()], bullet: '-', emphasis: '_' },
  );
}

function blocks(report: Report, amount: Amount): RootContent[] {
  const told = toldOnce(report);
  const shown = amount === 'sentences' ? told.filter(({ isOpen, isAccepted }) => isOpen || isAccepted) : told;
  return [
    ...top(report),
    ...sections(shown, report, amount),
    paragraph(phrases(costSentence(report))),
    ...notChecked(report),
    ...(told.some(({ isOpen }) => isOpen) ? howToAccept(told, report, amount) : []),
    ...acceptances(report),
    ...(amount === 'everything' ? others(report) : []),
    ...(amount === 'everything'
      ? []
      : [paragraph(phrases('This page was too long and has been cut; `--json` says everything.'))]),
  ];
}

function top(report: Report): RootContent[] {
  return [
    html('<!-- kaizencoach-review -->'),
    heading(2, phrases(`What this change would do · ${report.compared}`)),
    paragraph([{ type: 'strong', children: phrases(headline(report)) }]),
    ...(report.environments.length === 0 ? [] : [overview(report)]),
  ];
}

function overview(report: Report): RootContent {
  const rows = [['environment', 'result'], ...report.environments.map((each) => [each.environment, resultOf(each)])];
  return {
    type: 'table',
    children: rows.map((cells) => ({
      type: 'tableRow',
      children: cells.map((cell) => ({ type: 'tableCell', children: phrases(cell) })),
    })),
  };
}

function sections(told: readonly Told[], report: Report, amount: Amount): RootContent[] {
  let before = '';
  return told.flatMap((each): RootContent[] => {
    const { finding, environments, isOpen, isAccepted } = each;
    const mark = isOpen ? '⛔ ' : isAccepted ? '✅ accepted: ' : '';
    const title = `${mark}${TITLES[finding.group]}: ${environmentsIn(environments, report)}`;
    const head: RootContent[] = title === before ? [] : [heading(3, phrases(title))];
    before = title;
    const sentence: PhrasingContent[] = [
      { type: 'strong', children: phrases(finding.sentence) },
      { type: 'text', value: ' ' },
      { type: 'inlineCode', value: finding.gate },
    ];
    return [...head, paragraph(sentence), ...(amount === 'everything' ? details(each) : [])];
  });
}

function details({ finding, isOpen }: Told): RootContent[] {
  const places = finding.evidence.slice(0, 4).map(
    ({ logicalId, path }) =>
      `\`${[logicalId, path]
        .filter((part) => part !== '')
        .join('.')
        .replaceAll('`', "'")}\``,
  );
  const more = finding.evidence.length > 4 ? ` and ${finding.evidence.length - 4} more` : '';
  const lines = [
    ...(isOpen ? [`why it matters: ${GATES[finding.gate].why}`] : []),
    ...finding.details.slice(0, 10),
    `at ${places.join(', ')}${more}`,
    ...changedParts(finding.before, finding.after).slice(0, 8),
  ];
  return [list(lines.map((line) => phrases(line)))];
}

function notChecked({ notChecked: lines, notes }: Report): RootContent[] {
  const all = [...lines.map((line) => `Not checked: ${line}`), ...notes];
  return all.length === 0 ? [] : [list(all.map((line) => phrases(line)))];
}

function howToAccept(told: readonly Told[], { kind }: Report, amount: Amount): RootContent[] {
  const [where, of] = kind === 'deployed' ? ['In a pull request', { of: 'release' }] : ['In this same change', {}];
  const lines = told
    .filter(({ isOpen, finding }) => isOpen && finding.stops === 'acceptable')
    .flatMap(({ finding, fingerprints }) =>
      Object.entries(fingerprints).map(([environment, fingerprint]) =>
        JSON.stringify({ gate: finding.gate, environment, finding: fingerprint, ...of, reason: '...', until: '...' }),
      ),
    );
  return lines.length === 0 || amount === 'sentences'
    ? []
    : [
        html('<details><summary>How to accept, if this is meant</summary>'),
        paragraph(
          phrases(
            `${where}, add to the list in \`review/acceptances.json\`, with a reason of 20 characters or more and a day at most 30 days off, until which the acceptance counts (nothing ends on that day); a code owner must approve:`,
          ),
        ),
        { type: 'code', lang: 'json', value: lines.map(codeText).join(',\n') },
        html('</details>'),
      ];
}

function acceptances({ accepted, refused }: Report): RootContent[] {
  const lines = [
    ...accepted.map(
      ({ acceptance: { gate, environment, reason, until } }) =>
        `accepted until ${until}: \`${gate}\` in ${environment}, because ${reason}`,
    ),
    ...refused.map((text) => `this acceptance does not count: ${text}`),
  ];
  return lines.length === 0 ? [] : [list(lines.map((line) => phrases(line)))];
}

function others(report: Report): RootContent[] {
  const { environments } = report;
  const where = new Map<string, string[]>();
  for (const { environment, otherChanges } of environments) {
    for (const change of new Set(otherChanges)) {
      where.set(change, [...(where.get(change) ?? []), environment]);
    }
  }
  const changes = [...where];
  return changes.length === 0
    ? []
    : [
        html(`<details><summary>Other changes (${changes.length})</summary>`),
        list(
          changes
            .slice(0, 100)
            .map(([each, names]) => phrases(`\`${each.replaceAll('`', "'")}\`: ${environmentsIn(names, report)}`)),
        ),
        html('</details>'),
      ];
}

/** When even the sentences are too many: how many of which gate. These lines are never cut, since there are few gates. */
function counted(report: Report): RootContent[] {
  const counts = new Map<string, number>();
  for (const { finding, isOpen, isAccepted, environments } of toldOnce(report)) {
    const key = `${isOpen ? '⛔ ' : isAccepted ? '✅ accepted: ' : ''}\`${finding.gate}\``;
    counts.set(key, (counts.get(key) ?? 0) + environments.length);
  }
  const lines = [...counts].map(([key, count]) => phrases(`${key} (${count}, counted by environment)`));
  return [
    html('<!-- kaizencoach-review -->'),
    paragraph([{ type: 'strong', children: phrases(headline(report)) }]),
    list(lines),
    paragraph(phrases('There is too much for a page; `--json` says everything.')),
  ];
}
