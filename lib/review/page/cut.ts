import type { RootContent } from 'mdast';
import { remembered } from '../../remembered';
import { code } from '../finding';
import type { Report } from '../report';
import { canBeAccepted, saidOfAcceptances } from './accepting';
import { list, paragraph } from './nodes';
import { phrases } from './safe-text';
import { markOf, type Told } from './told-once';

/** A block of a page that may go as a whole. */
export type Block = 'what was not checked' | 'acceptances' | 'how to accept' | 'other changes';

/** What a page has room for. */
export interface Shown {
  readonly blocks: ReadonlySet<Block>;
  /** Findings whose sentence it tells, and those with what is behind them. */
  readonly sentences: ReadonlySet<Told>;
  readonly behind: ReadonlySet<Told>;
}

/** Where less room is left, nothing is looked at any more, since each look writes Markdown. */
const LEAST = 200;

/**
 * Takes of some parts those that still fit into `characters`: who asks first has the first choice, and what is too long takes no
 * place.
 */
export function roomFor(characters: number) {
  let left = characters;
  return <T>(parts: Iterable<T>, sizeOf: (part: T) => number): Set<T> => {
    const taken = new Set<T>();
    for (const part of parts) {
      const size = left < LEAST ? Infinity : sizeOf(part);
      if (size <= left) {
        taken.add(part);
        left -= size;
      }
    }
    return taken;
  };
}

/**
 * What is not among what is `shown`: how much, of findings by their gates, and where it is.
 * @param isNamed whether each finding is named, by the first eight digits of its fingerprints.
 */
export function missing(report: Report, told: readonly Told[], shown: Shown, isNamed: boolean): RootContent[] {
  const lines = [
    ...byGate(
      told.filter((each) => !shown.sentences.has(each)),
      'not told here',
      isNamed,
    ),
    ...byGate(
      told.filter((each) => shown.sentences.has(each) && !shown.behind.has(each)),
      'of which only the sentence is told here',
      isNamed,
    ),
    ...blocks(report, told).flatMap(([block, words]) => (shown.blocks.has(block) ? [] : words)),
  ];
  const command = report.kind === 'deployed' ? '--deployed <environment>' : '--base <ref>';
  return lines.length === 0
    ? []
    : [
        paragraph(
          phrases(
            `This page was too long and has been cut. \`npm run review -- ${command} --json\` says everything. ${isNamed ? 'Missing here, of findings by how their fingerprints begin:' : 'There are too many findings to name one of them. Missing here:'}`,
          ),
        ),
        list(lines.map((line) => phrases(line))),
      ];
}

function byGate(told: readonly Told[], words: string, isNamed: boolean): string[] {
  const ids = new Map<string, string[]>();
  for (const each of told) {
    const gate = `${markOf(each)}${code(each.finding.gate)}`;
    const known = remembered(ids, gate, () => []);
    known.push(...Object.values(each.fingerprints).map((fingerprint) => fingerprint.slice(0, 8)));
  }
  return [...ids].map(
    ([gate, all]) =>
      `${gate}: ${all.length} ${words}${isNamed ? `, ${code(all.join(' '))}` : ', counted by environment'}`,
  );
}

function blocks(report: Report, told: readonly Told[]): (readonly [Block, string[]])[] {
  const { notChecked, notes, environments } = report;
  const changes = environments.flatMap(({ otherChanges }) => otherChanges);
  const counted = (number: number, words: string) => (number === 0 ? [] : [`${number} ${words}`]);
  return [
    ['what was not checked', counted(notChecked.length + notes.length, 'lines of what was not checked, or is noted')],
    ['acceptances', counted(saidOfAcceptances(report).length, 'lines about acceptances')],
    ['how to accept', counted(told.filter(canBeAccepted).length, 'findings’ entries, to accept what is meant')],
    ['other changes', counted(changes.length, 'other changes, counted by environment')],
  ];
}
