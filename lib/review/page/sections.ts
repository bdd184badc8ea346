import type { PhrasingContent, RootContent } from 'mdast';
import type { Group } from '../gates/gate';
import type { Report } from '../report';
import { behind } from './behind';
import { heading, list, paragraph } from './nodes';
import { phrases } from './safe-text';
import { environmentsIn, markOf, type Told } from './told-once';

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

/** The findings `told` in sections: the sentence of each, and what is behind those of `whole`. */
export function sections(told: readonly Told[], report: Report, whole: ReadonlySet<Told>): RootContent[] {
  let before = '';
  return told.flatMap((each): RootContent[] => {
    const { finding } = each;
    const title = `${markOf(each)}${TITLES[finding.group]}: ${environmentsIn(each, report)}`;
    const head: RootContent[] = title === before ? [] : [heading(3, phrases(title))];
    before = title;
    const sentence: PhrasingContent[] = [
      { type: 'strong', children: phrases(finding.sentence) },
      { type: 'text', value: ' ' },
      { type: 'inlineCode', value: finding.gate },
    ];
    return [...head, paragraph(sentence), ...(whole.has(each) ? [listBehind(each)] : [])];
  });
}

/** What is behind a finding. */
export function listBehind(told: Told): RootContent {
  return list(behind(told).map((line) => phrases(line)));
}
