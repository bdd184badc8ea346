import type { RootContent } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import { code } from '../finding';
import type { Report } from '../report';
import { acceptances, howToAccept } from './accepting';
import { atMost } from './behind';
import { heading, html, list, paragraph } from './nodes';
import { phrases } from './safe-text';
import { sections } from './sections';
import { environmentsIn, toldOnce } from './told-once';
import { costSentence, headline, resultOf } from './words';

/** GitHub refuses comments over 65,536 characters. */
const MOST_CHARACTERS = 60_000;

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
    ...sections(shown, report, amount === 'everything'),
    paragraph(phrases(costSentence(report))),
    ...notChecked(report),
    ...(amount !== 'sentences' ? howToAccept(told, report) : []),
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

function notChecked({ notChecked: lines, notes }: Report): RootContent[] {
  const all = [...lines.map((line) => `Not checked: ${line}`), ...notes];
  return all.length === 0 ? [] : [list(all.map((line) => phrases(line)))];
}

function others(report: Report): RootContent[] {
  const { environments } = report;
  const where = new Map<string, string[]>();
  for (const { environment, otherChanges } of environments) {
    for (const change of new Set(otherChanges)) {
      where.set(change, [...(where.get(change) ?? []), environment]);
    }
  }
  const lines = [...where].map(
    ([each, names]) => `${code(each)}: ${environmentsIn({ environments: names, isByOwnNames: false }, report)}`,
  );
  return lines.length === 0
    ? []
    : [
        html(`<details><summary>Other changes (${lines.length})</summary>`),
        list(atMost(100, lines, 'change').map((line) => phrases(line))),
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
