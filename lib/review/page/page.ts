import type { RootContent } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import { remembered } from '../../remembered';
import { code } from '../finding';
import type { Report } from '../report';
import { acceptances, howToAccept } from './accepting';
import { atMost } from './behind';
import { type Block, missing, roomFor, type Shown } from './cut';
import { heading, html, list, paragraph } from './nodes';
import { phrases } from './safe-text';
import { listBehind, sections } from './sections';
import { environmentsIn, type Told, toldOnce } from './told-once';
import { costSentence, headline, resultOf } from './words';

/** GitHub refuses comments over 65,536 characters. */
const MOST_CHARACTERS = 60_000;

/** More than the words take that say what is missing, in which findings are told by gate. */
const MOST_WORDS = 5_000;

const NOTHING: Shown = { blocks: new Set(), sentences: new Set(), behind: new Set() };

/**
 * The page about `report` in Markdown, at most 60,000 characters. Of what there is no room for it says that it is there, of each
 * finding the gate and how its fingerprint begins, and where the whole is.
 */
export function markdownPage(report: Report): string {
  const told = toldOnce(report);
  const bare = sizeOf(blocks(report, told, NOTHING));
  return written(bare > MOST_CHARACTERS ? counted(report, told) : blocks(report, told, fitting(report, told, bare)));
}

/** What a page has room for, beside the `taken` characters that it cannot go without. What matters most comes first. */
function fitting(report: Report, told: readonly Told[], taken: number): Shown {
  const take = roomFor(MOST_CHARACTERS - MOST_WORDS - taken);
  const block = (name: Block) => take([name], () => sizeOf(BLOCKS[name](report, told)));
  const first = [...block('what was not checked'), ...block('acceptances')];
  const sentences = take(told, (each) => sizeOf(sections([each], report, NOTHING.behind)));
  const second = block('how to accept');
  const behind = take(sentences, (each) => sizeOf([listBehind(each)]));
  return { blocks: new Set([...first, ...second, ...block('other changes')]), sentences, behind };
}

const BLOCKS: Readonly<Record<Block, (report: Report, told: readonly Told[]) => RootContent[]>> = {
  'what was not checked': notChecked,
  'how to accept': (report, told) => howToAccept(told, report),
  acceptances,
  'other changes': others,
};

function written(children: readonly RootContent[]): string {
  return toMarkdown(
    { type: 'root', children: [...children] },
    { extensions: [gfmTableToMarkdown()], bullet: '-', emphasis: '_' },
  );
}

/** Characters of blocks and of what stands between them and others. */
function sizeOf(children: readonly RootContent[]): number {
  return written(children).length + 1;
}

function blocks(report: Report, told: readonly Told[], shown: Shown): RootContent[] {
  const block = (name: Block) => (shown.blocks.has(name) ? BLOCKS[name](report, told) : []);
  return [
    ...top(report),
    ...sections(
      told.filter((each) => shown.sentences.has(each)),
      report,
      shown.behind,
    ),
    paragraph(phrases(costSentence(report))),
    ...block('what was not checked'),
    ...block('how to accept'),
    ...block('acceptances'),
    ...block('other changes'),
    ...missing(report, told, shown, true),
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
      remembered(where, change, () => []).push(environment);
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

/** When even how the fingerprints begin is too much: how many there are of which gate. There are few gates. */
function counted(report: Report, told: readonly Told[]): RootContent[] {
  return [
    html('<!-- kaizencoach-review -->'),
    paragraph([{ type: 'strong', children: phrases(headline(report)) }]),
    ...missing(report, told, NOTHING, false),
  ];
}
